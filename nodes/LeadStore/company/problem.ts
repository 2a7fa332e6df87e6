import type { IDataObject } from 'n8n-workflow';

import type { TypedProblem } from '../../shared/core/company/typed';

/** Told one after the other; more than these are one mistake made often. */
const MOST_TOLD = 10;

/** Something that was typed cannot be read: nothing was stored. Its facts carry the same in Portuguese, for the form that it was typed into. */
export class CompanyProblem extends Error {
	readonly remedy = 'Nothing was stored. Correct it and save again.';
	readonly facts: IDataObject;

	constructor(problems: readonly TypedProblem[]) {
		const told = problems.slice(0, MOST_TOLD);
		const more = problems.length - told.length;
		super([...told.map(({ message }) => message), ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
		this.name = 'CompanyProblem';
		this.facts = {
			sentence: [...told.map(({ sentence }) => sentence), ...(more > 0 ? [`… e mais ${more}.`] : [])].join('\n'),
			problems: problems.length,
		};
	}
}
