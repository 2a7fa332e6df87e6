import { at, recordOf, textOf } from '../json/readers';

/** What is remembered of an alert: milliseconds since 1970. */
export type Told = {
	/** When it was last told, and how often. */
	toldAt: number;
	times: number;
	/** When it last happened. */
	lastAt: number;
	/** How often it happened since it was told. */
	silent: number;
};

/** Whoever needs an alert of the same kind longer than this after the last one gets it as a new one. */
export const OVER_AFTER_MS = 15 * 60_000;
/** What goes on is told again: after the chosen time, then four times that, and so on, once a day at the least. */
const MOST_MS = 24 * 3_600_000;
/** More kinds at once than these are a storm of its own; the oldest are forgotten. */
const MOST_KINDS = 300;

/**
 * What an alert is about, so that the same is told once. A failure of a service in this package's words is the same in whatever workflow it shows; any other
 * one is of its workflow and node. Numbers and ids differ from run to run.
 * @param item of n8n's Error Trigger
 */
export function alertKey(item: unknown): string {
	const error = recordOf(at(item, 'execution', 'error') ?? at(item, 'trigger', 'error'));
	const words = textOf(error.message)
		.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/gi, '#')
		.slice(0, 80);
	const isService = textOf(error.name) === 'NodeApiError' && textOf(at(error, 'node', 'type')).startsWith(OURS);
	const place = [
		textOf(at(item, 'workflow', 'id')) || textOf(at(item, 'workflow', 'name')),
		textOf(at(item, 'execution', 'lastNodeExecuted')),
	];
	return (isService ? ['', '', words] : [...place, words]).join('|');
}
const OURS = 'n8n-nodes-atendeaqui.';

/**
 * Whether something that happens now is to be told.
 * @param known what is remembered of it; null when nothing is
 * @param againAfterMs how long nothing is told of it, at first
 */
export function alertNow(known: Told | null, now: number, againAfterMs: number): { tell: boolean; told: Told } {
	// A clock that was set back would keep it silent for as long as that was.
	const isOver = known === null || now < known.lastAt - 60_000 || now - known.lastAt > Math.max(OVER_AFTER_MS, againAfterMs);
	if (isOver) return { tell: true, told: { toldAt: now, times: 1, lastAt: now, silent: 0 } };
	const wait = Math.max(againAfterMs, Math.min(againAfterMs * 4 ** (known.times - 1), MOST_MS));
	if (now - known.toldAt < wait) return { tell: false, told: { ...known, lastAt: now, silent: known.silent + 1 } };
	return { tell: true, told: { toldAt: now, times: known.times + 1, lastAt: now, silent: 0 } };
}

/** Forgets what is long over. */
export function stillKnown(memory: Record<string, Told>, now: number): Record<string, Told> {
	const recent = Object.entries(memory).filter(([, { lastAt }]) => now - lastAt < MOST_MS);
	return Object.fromEntries(recent.sort(([, a], [, b]) => b.lastAt - a.lastAt).slice(0, MOST_KINDS));
}

/** What was remembered, whoever wrote it. */
export function toldIn(memory: unknown): Record<string, Told> {
	const read = Object.entries(recordOf(memory)).filter(([, told]) =>
		(['toldAt', 'times', 'lastAt', 'silent'] as const).every((key) => typeof at(told, key) === 'number'),
	);
	return Object.fromEntries(read) as Record<string, Told>;
}
