import { samplesOf, writeOgg } from './showcase/oggOpus';
import { isWebm, readWebm } from './showcase/webmOpus';

/** WebM by hand, sizes of eight bytes; null is a size that a recorder does not know yet. */
const element = (id: string, content: Buffer, size: number | null = content.length): Buffer => {
	const sized = Buffer.alloc(8, 0xff);
	if (size !== null) sized.writeBigUInt64BE(BigInt(size));
	sized[0] = 0x01;
	return Buffer.concat([Buffer.from(id, 'hex'), sized, content]);
};
const HEAD = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
const EBML = element('1a45dfa3', Buffer.from('4282847765626d', 'hex'));
const tracks = (head: Buffer) =>
	element('1654ae6b', element('ae', Buffer.concat([element('86', Buffer.from('A_OPUS')), element('63a2', head)])));
const block = (packet: Buffer, flags = 0x80) => element('a3', Buffer.concat([Buffer.from([0x81, 0, 0, flags]), packet]));
/** One frame of 20 ms: configuration 31, one frame. */
const packet = (length: number, fill = 7): Buffer => Buffer.concat([Buffer.from([31 << 3]), Buffer.alloc(length - 1, fill)]);
const webm = (blocks: Buffer[], { head = HEAD, isSized = false } = {}): Buffer => {
	const size = isSized ? undefined : null;
	return Buffer.concat([EBML, element('18538067', Buffer.concat([tracks(head), element('1f43b675', Buffer.concat(blocks), size)]), size)]);
};

/** Pages of Ogg, read by their header and lacing alone. */
function pagesOf(ogg: Buffer) {
	const pages = [];
	for (let at = 0; at < ogg.length;) {
		const lacing = [...ogg.subarray(at + 27, at + 27 + ogg[at + 26])];
		const from = at + 27 + lacing.length;
		const size = lacing.reduce((sum, one) => sum + one, 0);
		pages.push({
			mark: ogg.toString('latin1', at, at + 4),
			flags: ogg[at + 5],
			samples: Number(ogg.readBigUInt64LE(at + 6)),
			number: ogg.readUInt32LE(at + 18),
			packets: lacing.filter((one) => one < 255).length,
			content: ogg.subarray(from, from + size),
		});
		at = from + size;
	}
	return pages;
}

it.each([
	['as a recorder writes it, without sizes', false],
	['with sizes', true],
])('a recording %s becomes a voice message with the same sound', (_, isSized) => {
	// 254, 255 and 256 bytes are where the lacing changes; 25 packets are two pages.
	const packets = [254, 255, 256, ...Array<number>(22).fill(40)].map((length, n) => packet(length, n));
	const recording = webm(
		packets.map((one) => block(one)),
		{ isSized },
	);
	expect(isWebm(recording)).toBe(true);
	const read = readWebm(recording);
	expect(read.packets).toEqual(packets);
	const { content, seconds } = writeOgg(read);
	const pages = pagesOf(content);
	expect(pages.map(({ mark, flags, samples, number, packets: n }) => [mark, flags, samples, number, n])).toEqual([
		['OggS', 2, 0, 0, 1],
		['OggS', 0, 0, 1, 1],
		['OggS', 0, 20 * 960, 2, 20],
		['OggS', 4, 25 * 960, 3, 5],
	]);
	expect(pages[0].content).toEqual(HEAD);
	expect(pages[1].content.toString('latin1', 0, 8)).toBe('OpusTags');
	expect(Buffer.concat(pages.slice(2).map((page) => page.content))).toEqual(Buffer.concat(packets));
	expect(seconds).toBe(1);
});

it('a packet says how long it sounds (RFC 6716, table 2 and 3.2)', () => {
	const lengths: Array<[kind: number, count: number, samples: number]> = [
		[0, 0, 480],
		[3, 0, 2880],
		[11, 1, 5760],
		[12, 0, 480],
		[15, 2, 1920],
		[16, 0, 120],
		[31, 0, 960],
	];
	for (const [kind, count, samples] of lengths) expect(samplesOf(Buffer.from([(kind << 3) | count]))).toBe(samples);
	expect(samplesOf(Buffer.from([(31 << 3) | 3, 0x80 | 6]))).toBe(6 * 960);
});

it('a recording that was broken off keeps what is whole of it', () => {
	const whole = webm([block(packet(40)), block(packet(50))]);
	expect(readWebm(whole.subarray(0, whole.length - 10)).packets).toEqual([packet(40)]);
});

it.each([
	['in another codec', webm([block(packet(40))], { head: Buffer.from('vorbis..') }), 'none in Opus'],
	['without sound', webm([]), 'Nothing was recorded'],
	['with several frames in a block', webm([block(packet(40), 0x82)]), 'several frames'],
	['that is none', Buffer.from('00112233445566778899', 'hex'), 'no WebM'],
])('a recording %s is refused in a sentence', (_, recording, sentence) => {
	expect(() => readWebm(recording)).toThrow(sentence);
});

it('what a phone recorded is no WebM', () => {
	expect(isWebm(Buffer.from('OggS'))).toBe(false);
	expect(isWebm(Buffer.alloc(0))).toBe(false);
});
