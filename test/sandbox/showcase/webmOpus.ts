/** A recording as its codec made it. */
export interface OpusRecording {
	/** The identification header, `OpusHead…` (RFC 7845, 5.1). */
	head: Buffer;
	/** One after the other, as they were recorded. */
	packets: Buffer[];
}

/** Elements that hold others, and those that are read, by their id (RFC 9559). */
const SEGMENT = 0x18538067;
const HOLD = [SEGMENT, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0];
const CODEC_PRIVATE = 0x63a2;
const BLOCKS = [0xa3, 0xa1];
const EBML = 0x1a45dfa3;
/** Frames of one block packed into another's room: browsers' recorders do not do it. */
const LACING = 0x06;

export const isWebm = (data: Buffer): boolean => data.length > 4 && data.readUInt32BE(0) === EBML;

/**
 * What a browser's recorder made: WebM with one track of Opus. A recorder that writes while it records knows the size neither of the whole nor of its clusters: both
 * end where their parent does.
 * @throws RangeError for anything else
 */
export function readWebm(data: Buffer): OpusRecording {
	let head: Buffer | undefined;
	const packets: Buffer[] = [];
	for (let at = 0; at < data.length;) {
		const id = idAt(data, at);
		const size = sizeAt(data, at + id.length);
		at += id.length + size.length;
		// What is held follows at once: nothing of an element that holds others is of interest but that.
		if (HOLD.includes(id.value)) continue;
		if (size.value === null) throw new RangeError('This recording cannot be read: a part of it has no end');
		const content = data.subarray(at, at + size.value);
		at += size.value;
		if (id.value === CODEC_PRIVATE) head = content;
		// The last block of a recording that was broken off is cut.
		if (BLOCKS.includes(id.value) && content.length === size.value) packets.push(packetOf(content));
	}
	if (head?.toString('latin1', 0, 8) !== 'OpusHead') throw new RangeError('This recording is none in Opus');
	if (packets.length === 0) throw new RangeError('Nothing was recorded');
	return { head, packets };
}

/** A block: the track, two bytes of time, the flags, the frame. */
function packetOf(block: Buffer): Buffer {
	const { length } = sizeAt(block, 0);
	if ((block[length + 2] & LACING) !== 0) throw new RangeError('This recording cannot be read: several frames share a block');
	return block.subarray(length + 3);
}

/** How many bytes a number has: the zeros before its first one tell. */
const lengthAt = (data: Buffer, at: number): number => Math.clz32(data[at] ?? 0) - 23;

/** An id with its mark. */
function idAt(data: Buffer, at: number): { value: number; length: number } {
	const length = lengthAt(data, at);
	if (length > 4 || at + length > data.length) throw new RangeError('This recording cannot be read: it is no WebM');
	return { value: data.readUIntBE(at, length), length };
}

/** A size without its mark; null is one that is not known, all ones. */
function sizeAt(data: Buffer, at: number): { value: number | null; length: number } {
	const length = lengthAt(data, at);
	if (length > 8 || at + length > data.length) throw new RangeError('This recording cannot be read: it is cut off');
	const bytes = [data[at] & (0xff >> length), ...data.subarray(at + 1, at + length)];
	const isUnknown = bytes[0] === 0xff >> length && bytes.slice(1).every((byte) => byte === 0xff);
	return { value: isUnknown ? null : bytes.reduce((sum, byte) => sum * 256 + byte, 0), length };
}
