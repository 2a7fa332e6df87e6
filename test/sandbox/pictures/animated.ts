/** One picture of an animation, and how long it stands. */
export interface Frame {
	/** A still WebP. */
	image: Buffer;
	/** Milliseconds. */
	ms: number;
}

const HAS_ALPHA = 0x10;
const HAS_ANIMATION = 0x02;
/** A frame takes the place of the one before, whole. */
const NO_BLENDING = 0x02;
const FOR_EVER = 0;
/** Parts of a still picture that are its pixels. */
const PIXELS = ['ALPH', 'VP8 ', 'VP8L'];

/**
 * An animated WebP out of still ones of one size (RFC 9649): nothing is compressed once more.
 * @throws RangeError for something else, or for pictures of two sizes
 */
export function animated(frames: Frame[]): Buffer {
	const parts = frames.map(({ image }) => pixelsOf(image));
	const [first] = parts;
	if (!first) throw new RangeError('An animation has a picture at least');
	if (parts.some(({ width, height }) => width !== first.width || height !== first.height))
		throw new RangeError('The pictures of an animation have one size');
	const alpha = parts.some(({ hasAlpha }) => hasAlpha) ? HAS_ALPHA : 0;
	const size = Buffer.concat([u24(first.width - 1), u24(first.height - 1)]);
	const body = Buffer.concat([
		Buffer.from('WEBP'),
		chunk('VP8X', Buffer.concat([Buffer.from([HAS_ANIMATION | alpha, 0, 0, 0]), size])),
		// The background, white and never seen.
		chunk('ANIM', Buffer.from([255, 255, 255, 255, FOR_EVER, 0])),
		...parts.map(({ pixels }, n) =>
			chunk('ANMF', Buffer.concat([u24(0), u24(0), size, u24(frames[n].ms), Buffer.from([NO_BLENDING]), pixels])),
		),
	]);
	return chunk('RIFF', body);
}

/** The chunks of a still picture that are its pixels, and its size. */
function pixelsOf(image: Buffer): { pixels: Buffer; width: number; height: number; hasAlpha: boolean } {
	if (image.toString('latin1', 0, 4) !== 'RIFF' || image.toString('latin1', 8, 12) !== 'WEBP')
		throw new RangeError('This picture is no WebP');
	const chunks: Array<{ name: string; whole: Buffer; content: Buffer }> = [];
	for (let at = 12; at + 8 <= image.length;) {
		const size = image.readUInt32LE(at + 4);
		const end = at + 8 + size + (size % 2);
		chunks.push({
			name: image.toString('latin1', at, at + 4),
			whole: image.subarray(at, end),
			content: image.subarray(at + 8, at + 8 + size),
		});
		at = end;
	}
	const drawn = chunks.filter(({ name }) => PIXELS.includes(name));
	const picture = drawn.find(({ name }) => name !== 'ALPH');
	if (!picture) throw new RangeError('This picture has no pixels: it is an animation');
	return {
		pixels: Buffer.concat(drawn.map(({ whole }) => whole)),
		hasAlpha: drawn.length > 1 || picture.name === 'VP8L',
		...(picture.name === 'VP8L' ? lossless(picture.content) : lossy(picture.content)),
	};
}

/** RFC 6386, 9.1: three bytes of tag, three of mark, then 14 bits each. */
const lossy = (content: Buffer) => ({ width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff });

/** RFC 9649, 3.4: a byte of mark, then 14 bits each, less one. */
function lossless(content: Buffer) {
	const bits = content.readUInt32LE(1);
	return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function chunk(name: string, content: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.write(name, 0, 'latin1');
	head.writeUInt32LE(content.length, 4);
	return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

const u24 = (value: number): Buffer => Buffer.from([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff]);
