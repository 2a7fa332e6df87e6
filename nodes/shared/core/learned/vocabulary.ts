/**
 * Hashes of the words, beginnings and ends that taught something. All others are one word: a name or a typing error must not weigh what its place weighs. Once a reader
 * has it, it does not change.
 */
export type Vocabulary = Pick<ReadonlySet<number>, 'has'>;

/**
 * As stored beside the weights that were learned with it: four bytes a hash, in base64, in the byte order of the machine, which is the same on all that n8n runs on.
 * @param hashes whole numbers of 32 bits, each once
 */
export const writeVocabulary = (hashes: Iterable<number>): string =>
	btoa(Array.from(new Uint8Array(Int32Array.from(hashes).sort().buffer), (byte) => String.fromCharCode(byte)).join(''));

export const readVocabulary = (stored: string): Vocabulary => {
	const bytes = Uint8Array.from(atob(stored), (byte) => byte.charCodeAt(0));
	return new Set(new Int32Array(bytes.buffer));
};
