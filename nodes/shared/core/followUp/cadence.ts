import { gapsIn } from '../campaign/words';
import { GAPS } from './text';

/** The class of a lead that a row of the cadence is for. */
export const CLASSES = ['hot', 'warm', 'cold'] as const;
export type LeadClass = (typeof CLASSES)[number];

/** What a step does: a message or material for the lead, or a word to the consultant. */
export const STEP_KINDS = ['message', 'material', 'team'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** One step, as the database takes it (`claim_follow_ups`). */
export type Step = {
	class: LeadClass;
	/** Its place in the cadence of its class, from 1. */
	step: number;
	/** Hours since our last answer. */
	after_hours: number;
	kind: StepKind;
	/** The operator's words with gaps; empty for those of the package. */
	text: string;
};

/** A row as an operator fills it in. */
export type Row = { class?: unknown; afterHours?: unknown; kind?: unknown; text?: unknown };

const isOneOf = <T extends string>(list: readonly T[], value: unknown): value is T => list.includes(value as T);

/**
 * The cadence in order. Material without words is none: nobody would get anything by it.
 * @throws {RangeError | BadTemplate} for a row that cannot be meant, with its place in the form
 */
export function cadenceOf(rows: readonly Row[]): Step[] {
	const read = rows.flatMap(({ class: of, afterHours, kind, text }, at) => {
		const [hours, words] = [Number(afterHours), String(text ?? '').trim()];
		if (!isOneOf(CLASSES, of) || !isOneOf(STEP_KINDS, kind))
			throw new RangeError(`Step ${at + 1} of the cadence has no temperature or does nothing`);
		if (!Number.isFinite(hours) || hours < 1)
			throw new RangeError(`Step ${at + 1} of the cadence must come at least one hour after the last answer, not ${String(afterHours)}`);
		if (kind !== 'team') gapsIn('Cadence', words, GAPS);
		return kind === 'material' && words === '' ? [] : [{ class: of, after_hours: hours, kind, text: words }];
	});
	return CLASSES.flatMap((of) => {
		const own = read.filter((row) => row.class === of).sort((a, b) => a.after_hours - b.after_hours);
		const twice = own.find((row, at) => row.after_hours === own[at - 1]?.after_hours);
		if (twice) throw new RangeError(`The cadence has two steps after ${twice.after_hours} hours for the same temperature (${of})`);
		return own.map((row, at) => ({ ...row, step: at + 1 }));
	});
}
