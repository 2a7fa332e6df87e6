/** What one customer writes in one go, and the one reply that is right. */
export interface Burst {
	phone: string;
	name: string;
	/** Each so long after the one before; the first after the customer's turn to write came. */
	messages: Array<{ afterMs: number; text: string }>;
	reply: string;
}

export const SIZES = [1, 3, 5] as const;
export type Size = (typeof SIZES)[number];

/** Parts of the quiet period that people let pass between two messages of one burst: well below the whole, which would end the burst on a busy machine. */
const SHORTEST_GAP = 0.15;
const LONGEST_GAP = 0.5;
const NAMES = ['Marina', 'Bruno', 'Carla', 'Diego', 'Elisa', 'Fábio', 'Gabriela', 'Hugo', 'Isabela', 'João', 'Karina', 'Lucas'];

/**
 * Every message but a greeting tells something, and the stand-in for the model asks for the first thing that nobody told: its question is right only when all messages of the burst
 * came to it, and its greeting only when they were this customer's.
 */
const WORDS: Record<Size, { messages: (name: string) => string[]; question: string }> = {
	1: { messages: (name) => [`Oi, meu nome é ${name} e quero uma formadora de hambúrguer`], question: 'De qual cidade você fala?' },
	3: {
		messages: (name) => [`Oi, meu nome é ${name}`, 'somos de Chapecó/SC', 'quero uma formadora de hambúrguer'],
		question: 'Qual volume você produz hoje?',
	},
	5: {
		messages: (name) => [
			'Oi, boa tarde!',
			`meu nome é ${name}`,
			'somos de Chapecó/SC',
			'quero uma formadora de hambúrguer',
			'fazemos uns 400 por dia',
		],
		question: 'Para quando você precisa?',
	},
};

export interface BurstsWanted {
	size: Size;
	count: number;
	quietSeconds: number;
	/** The same seed gives the same waiting times. */
	seed: number;
	/** A number that nobody had before. */
	newPhone: () => string;
}

/** Bursts of as many customers who never wrote before. */
export function burstsOf({ size, count, quietSeconds, seed, newPhone }: BurstsWanted): Burst[] {
	const random = randomFrom(seed);
	const between = (from: number, to: number) => Math.round((from + (to - from) * random()) * quietSeconds * 1000);
	const { messages, question } = WORDS[size];
	return Array.from({ length: count }, (_, n) => {
		const name = NAMES[n % NAMES.length];
		return {
			phone: newPhone(),
			name,
			messages: messages(name).map((text, m) => ({ afterMs: m === 0 ? between(0, 1) : between(SHORTEST_GAP, LONGEST_GAP), text })),
			reply: `Olá, ${name}! Que bom receber sua mensagem. ${question}`,
		};
	});
}

/** Evenly from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
