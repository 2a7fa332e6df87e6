import type { IDataObject } from 'n8n-workflow';

import { parsedJson } from '../../shared/core/json/parsedJson';
import { idOf, wordsOf } from '../../shared/core/text/words';
import type { OnboardingProgress } from '../../shared/store/onboarding';

/** The item came from the wrong node: says what is missing and where it would come from. */
export class NotAProgress extends Error {
	readonly remedy: string;

	constructor(field: string, missing: string) {
		super(`The field "${field}" holds no progress of AtendeAqui: ${missing} is missing`);
		this.name = 'NotAProgress';
		this.remedy = 'Hand on an item of the AtendeAqui Trigger, or of an operation of the AtendeAqui resource Progress.';
	}
}

/** The node before failed on this item and its workflow went on: what is told is what went wrong there. */
export class FailedBefore extends Error {
	readonly remedy?: string;
	/** What the error output of this node hands on too. */
	readonly facts: IDataObject;

	constructor({ error, details }: IDataObject) {
		super(String(error));
		this.name = 'FailedBefore';
		const { remedy, kind } = objectOf(details);
		this.remedy = wordsOf(remedy) || undefined;
		this.facts = kind === undefined ? {} : { kind };
	}
}

/**
 * What is kept of a progress as AtendeAqui's operations give it. What was typed into the steps is left out.
 * @param field name in the form, for the error
 * @throws {NotAProgress}
 * @throws {FailedBefore}
 */
export function readProgress(field: string, given: unknown): OnboardingProgress {
	const { progress, ...item } = objectOf(given);
	if (progress === undefined && item.flow_slug === undefined && typeof item.error === 'string') throw new FailedBefore(item);
	// An event, or a started signup, holds its progress.
	const found = progress === undefined ? item : objectOf(progress);
	const [flow, user] = ['flow_slug', 'external_user_id'].map((key) => {
		const value = idOf(found[key]);
		if (value === '') throw new NotAProgress(field, key);
		return value;
	});
	return {
		flow,
		user_id: user,
		client_id: idOf(found.client_id),
		name: wordsOf(found.external_user_name),
		status: wordsOf(found.status),
		percentage: Number(found.completion_percentage) || 0,
		next_step: wordsOf(found.current_step_title) || wordsOf(found.current_step_key),
		started_at: moment(found.started_at),
		last_activity_at: moment(found.last_activity_at) ?? moment(found.started_at),
		completed_at: moment(found.completed_at),
	};
}

/** An object, or JSON in text as a form gives it. */
export function objectOf(given: unknown): IDataObject {
	const value = typeof given === 'string' ? parsedJson(given) : given;
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as IDataObject) : {};
}

/** The vendor also writes times without a zone, which are UTC. */
function moment(value: unknown): string | null {
	const text = wordsOf(value);
	const zoned = /T[\d:.]+$/.test(text) ? `${text}Z` : text;
	return Number.isNaN(Date.parse(zoned)) ? null : zoned;
}
