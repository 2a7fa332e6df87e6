import type { OpusRecording } from './webmOpus';

/** Opus counts 48,000 samples a second, whatever was recorded. */
const SAMPLES_A_SECOND = 48_000;
/** Of one page, which has room for 255 × 255 bytes. */
const PACKETS_A_PAGE = 20;
/** Both are bits of a page's header (RFC 3533, 6). */
const FIRST = 2;
const LAST = 4;
const SERIAL = 1;

/** A recording in the container of WhatsApp's voice messages: Ogg (RFC 7845). The sound is not touched. */
export function writeOgg({ head, packets }: OpusRecording): { content: Buffer; seconds: number } {
	const pages: Buffer[] = [page([head], { flags: FIRST, samples: 0, number: 0 }), page([tags()], { flags: 0, samples: 0, number: 1 })];
	let samples = 0;
	for (let from = 0; from < packets.length; from += PACKETS_A_PAGE) {
		const some = packets.slice(from, from + PACKETS_A_PAGE);
		samples += some.reduce((sum, packet) => sum + samplesOf(packet), 0);
		pages.push(page(some, { flags: from + PACKETS_A_PAGE >= packets.length ? LAST : 0, samples, number: pages.length }));
	}
	return { content: Buffer.concat(pages), seconds: Math.max(1, Math.round(samples / SAMPLES_A_SECOND)) };
}

/** The comment header, without a comment. */
function tags(): Buffer {
	const vendor = Buffer.from('showcase');
	const lengths = Buffer.alloc(8);
	lengths.writeUInt32LE(vendor.length, 0);
	return Buffer.concat([Buffer.from('OpusTags'), lengths.subarray(0, 4), vendor, lengths.subarray(4)]);
}

/** How long a packet sounds, by its first byte (RFC 6716, 3.1). */
export function samplesOf(packet: Buffer): number {
	const [first = 0, second = 0] = packet;
	const kind = first >> 3;
	const frame = kind < 12 ? [480, 960, 1920, 2880][kind & 3] : kind < 16 ? [480, 960][kind & 1] : [120, 240, 480, 960][kind & 3];
	const frames = [1, 2, 2, second & 63][first & 3];
	return frame * frames;
}

function page(packets: Buffer[], { flags, samples, number }: { flags: number; samples: number; number: number }): Buffer {
	const lacing = packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
	if (lacing.length > 255) throw new RangeError('This recording cannot be sent: it is too large');
	const header = Buffer.alloc(27);
	header.write('OggS', 0, 'latin1');
	header[5] = flags;
	header.writeBigUInt64LE(BigInt(samples), 6);
	header.writeUInt32LE(SERIAL, 14);
	header.writeUInt32LE(number, 18);
	header[26] = lacing.length;
	const whole = Buffer.concat([header, Buffer.from(lacing), ...packets]);
	whole.writeUInt32LE(checksum(whole), 22);
	return whole;
}

/** CRC-32 as Ogg has it: the polynomial 04C11DB7, not reflected, starting with nothing. */
function checksum(data: Buffer): number {
	let crc = 0;
	for (const byte of data) {
		crc ^= byte << 24;
		for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
	}
	return crc >>> 0;
}
