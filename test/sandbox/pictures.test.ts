import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { animated } from './pictures/animated';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'docs/pictures');
const MOVING = 'primeiros-passos.webp';

/** Chunks of RIFF, one after the other. */
function chunksOf(data: Buffer): Array<{ name: string; content: Buffer }> {
	const chunks = [];
	for (let at = 0; at < data.length;) {
		const size = data.readUInt32LE(at + 4);
		chunks.push({ name: data.toString('latin1', at, at + 4), content: data.subarray(at + 8, at + 8 + size) });
		at += 8 + size + (size % 2);
	}
	return chunks;
}
const chunk = (name: string, content: Buffer): Buffer => {
	const size = Buffer.alloc(4);
	size.writeUInt32LE(content.length);
	return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)]);
};
/** The frames of an animation: where, how large, how long, and the chunks of their pixels. */
function framesOf(webp: Buffer) {
	const [{ content: riff }] = chunksOf(webp);
	const chunks = chunksOf(riff.subarray(4));
	return {
		names: chunks.map(({ name }) => name),
		canvas: [chunks[0].content.readUIntLE(4, 3) + 1, chunks[0].content.readUIntLE(7, 3) + 1],
		flags: chunks[0].content[0],
		frames: chunks
			.filter(({ name }) => name === 'ANMF')
			.map(({ content }) => ({
				at: [content.readUIntLE(0, 3), content.readUIntLE(3, 3)],
				size: [content.readUIntLE(6, 3) + 1, content.readUIntLE(9, 3) + 1],
				ms: content.readUIntLE(12, 3),
				pixels: chunksOf(content.subarray(16)),
			})),
	};
}

/** A picture of that size, as far as its size is told in it. */
const lossy = (width: number, height: number, rest = [1, 2]): Buffer => {
	const content = Buffer.from([0, 0, 0, 0x9d, 0x01, 0x2a, 0, 0, 0, 0, ...rest]);
	content.writeUInt16LE(width, 6);
	content.writeUInt16LE(height, 8);
	return chunk('VP8 ', content);
};
const lossless = (width: number, height: number): Buffer => {
	const content = Buffer.alloc(5, 0x2f);
	content.writeUInt32LE((width - 1) | ((height - 1) << 14), 1);
	return chunk('VP8L', content);
};
const still = (...chunks: Buffer[]): Buffer => chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));

it('is made of still pictures as they are, each for its time', () => {
	// An odd size is followed by a byte that belongs to nobody; what is no pixels is left out.
	const pictures = [
		still(lossy(640, 360, [7])),
		still(chunk('VP8X', Buffer.alloc(10)), chunk('ALPH', Buffer.from([5])), lossy(640, 360)),
		still(lossless(640, 360)),
	];
	const made = framesOf(animated(pictures.map((image, n) => ({ image, ms: 1000 * (n + 1) }))));
	expect(made).toMatchObject({ names: ['VP8X', 'ANIM', 'ANMF', 'ANMF', 'ANMF'], canvas: [640, 360], flags: 0x12 });
	expect(made.frames.map(({ at, size, ms }) => [at, size, ms])).toEqual([1000, 2000, 3000].map((ms) => [[0, 0], [640, 360], ms]));
	expect(made.frames.map(({ pixels }) => pixels.map(({ name }) => name))).toEqual([['VP8 '], ['ALPH', 'VP8 '], ['VP8L']]);
	expect(chunk('VP8 ', made.frames[0].pixels[0].content)).toEqual(lossy(640, 360, [7]));
});

it.each([
	['no picture', []],
	['pictures of two sizes', [still(lossy(640, 360)), still(lossy(640, 361))]],
	['another format', [Buffer.from('\x89PNG....................')]],
	['an animation', [animated([{ image: still(lossy(2, 2)), ms: 1 }])]],
])('is not made of %s', (_, pictures) => {
	expect(() => animated(pictures.map((image) => ({ image, ms: 1 })))).toThrow(RangeError);
});

describe('the pictures of the documentation', () => {
	const files = readdirSync(FOLDER);
	const texts = ['README.md', 'README.pt-BR.md', 'docs/primeiros-passos.md'].map((file) => readFileSync(path.join(ROOT, file), 'utf8'));

	it('are small, and each is shown somewhere', () => {
		const bytes = (names: string[]) => names.reduce((sum, name) => sum + statSync(path.join(FOLDER, name)).size, 0);
		expect(bytes(files.filter((name) => name !== MOVING))).toBeLessThanOrEqual(1_500_000);
		expect(files.filter((name) => !texts.some((text) => text.includes(`pictures/${name}`)))).toEqual([]);
	});

	it('show the whole way in a minute', () => {
		const moving = readFileSync(path.join(FOLDER, MOVING));
		const { frames, canvas } = framesOf(moving);
		expect(moving.length).toBeLessThanOrEqual(3_000_000);
		expect(new Set(frames.map(({ size }) => String(size)))).toEqual(new Set([String(canvas)]));
		const seconds = frames.reduce((sum, { ms }) => sum + ms, 0) / 1000;
		expect(seconds).toBeGreaterThan(45);
		expect(seconds).toBeLessThanOrEqual(60);
	});
});
