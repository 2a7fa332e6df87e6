import dataRequests from './heard/dataRequests.json';
import dataNearMisses from './heard/dataRequestsNearMisses.json';
import dataOrdinary from './heard/dataRequestsOrdinary.json';
import injection from './heard/injection.json';
import injectionNearMisses from './heard/injectionNearMisses.json';
import injectionOrdinary from './heard/injectionOrdinary.json';
import support from './heard/support.json';
import supportNearMisses from './heard/supportNearMisses.json';
import supportPresales from './heard/supportPresales.json';

/** A sentence of a customer: machines, bakery, salon, internet provider, clinic, building supplies. */
export interface HeardRow {
	label: string;
	text: string;
	/** Whether it carries the label, or only looks as if it did. */
	isWanted: boolean;
	/** Of a data request, what is asked. */
	kind?: string;
}
/** Sentences that carry the label, those of a kind by its name, and those that do not. */
type Written = { label: string; want?: string[]; kinds?: Record<string, string[]>; not?: string[] };

const FILES: Written[] = [
	...[support, supportNearMisses, supportPresales],
	...[injection, injectionNearMisses, injectionOrdinary],
	...[dataRequests, dataNearMisses, dataOrdinary],
];

export const HEARD_ROWS: HeardRow[] = FILES.flatMap(({ label, want = [], kinds = {}, not = [] }) => [
	...want.map((text) => ({ label, isWanted: true, text })),
	...Object.entries(kinds).flatMap(([kind, texts]) => texts.map((text) => ({ label, isWanted: true, text, kind }))),
	...not.map((text) => ({ label, isWanted: false, text })),
]);
