import { parseArgs } from 'node:util';

import { SIZES, type Size } from './bursts/bursts';

/** n8n's engines for expressions: each execution in an isolated VM (its default), or none. */
export type Engine = 'vm' | 'legacy';
const ENGINES: Engine[] = ['vm', 'legacy'];

export interface BenchOptions {
	/** How often each pipeline plays everything; they take turns, and who begins changes. */
	runs: number;
	/** Bursts of each size in a run. */
	turns: number;
	/** How many customers write at the same time. */
	customers: number;
	quietSeconds: number;
	/** How long the model thinks. */
	modelMs: number;
	/** How long it is watched while nobody writes. */
	idleSeconds: number;
	sizes: Size[];
	engines: Engine[];
	/** Whether the stock pipeline, too, is told of the number's own messages, as ours is: each is one more execution there. */
	ownMessages: boolean;
	/** Whether ours is delivered to a port of its own instead of n8n's webhook. */
	port: boolean;
}

const FULL = { runs: '5', turns: '20', customers: '10', quiet: '2', model: '1000', idle: '4', bursts: '1,3,5', engines: ENGINES.join(',') };
/** Shows in a minute or two that everything works; its figures are worth nothing. */
const SMOKE = { ...FULL, runs: '1', turns: '2', customers: '2', model: '200', idle: '1', bursts: '1,5' };

/** @throws one sentence when an argument is unknown or no number */
export function optionsOf(args: string[]): BenchOptions {
	const { values } = parseArgs({
		args,
		options: {
			...(Object.fromEntries(Object.keys(FULL).map((name) => [name, { type: 'string' }])) as Record<keyof typeof FULL, { type: 'string' }>),
			smoke: { type: 'boolean' },
			'own-messages': { type: 'boolean' },
			port: { type: 'boolean' },
		},
	});
	const { runs, turns, customers, quiet, model, idle, bursts, engines } = { ...(values.smoke ? SMOKE : FULL), ...values };
	const sizes = chosen('bursts', SIZES, bursts);
	const quietSeconds = numberOf('quiet', quiet, 0);
	if (quietSeconds === 0 && sizes.some((size) => size > 1))
		throw new Error('Without a quiet period every message is answered by itself: --quiet 0 goes with --bursts 1.');
	return {
		runs: numberOf('runs', runs),
		turns: numberOf('turns', turns),
		customers: numberOf('customers', customers),
		quietSeconds,
		modelMs: numberOf('model', model, 0),
		idleSeconds: numberOf('idle', idle),
		sizes,
		engines: chosen('engines', ENGINES, engines),
		ownMessages: values['own-messages'] === true,
		port: values.port === true,
	};
}

function numberOf(name: string, text: string, least = 1): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < least) throw new Error(`--${name} is a whole number from ${least} on, not "${text}".`);
	return number;
}

function chosen<T extends string | number>(name: string, known: readonly T[], text: string): T[] {
	return text.split(',').map((one) => {
		const found = known.find((each) => String(each) === one.trim());
		if (found === undefined) throw new Error(`--${name} knows ${known.join(', ')}, not "${one}".`);
		return found;
	});
}
