import type { IExecuteFunctions } from 'n8n-workflow';

import { listOf, recordOf, textOf } from '../shared/core/json/readers';
import { rowsIn } from '../shared/kit/rows';
import { SUMMARY_TEMPLATE } from '../shared/core/sdr/handoffSummary';
import { CLASS_CRITERIA, EXAMPLE_PHRASES, FIRST_CONTACT_FALLBACK, LATER_FALLBACK, LEAD_RULES, SYSTEM_PROMPT } from './prompts';
import { REPLIES } from './replies';

/** The version since which the form has two collections; those before hold every field by itself. */
export const TWO_COLLECTIONS = 3;

/** One field of the form by its name. @param whenHidden in place of a field that the form does not show */
export type Field = <T>(name: string, whenHidden?: T) => T;

/** The fields of the node for one item, wherever its version keeps them. */
export const fieldsOf = (context: IExecuteFunctions, itemIndex: number): Field =>
	fieldsIn(context.getNode().typeVersion, <T>(name: string, whenHidden?: T) => context.getNodeParameter(name, itemIndex, whenHidden) as T);

/** The fields of a form that is read by `own`, as those before version 3 had them: who reads the form knows one shape of it. */
export function fieldsIn(version: number, own: Field): Field {
	const field: Field = version < TWO_COLLECTIONS ? own : <T>(name: string, whenHidden?: T) => inCollections(own, name, whenHidden) as T;
	return <T>(name: string, whenHidden?: T) => asItCame(field, name, field<T>(name, whenHidden));
}

/** The model of a new node. */
export const MODEL = 'gpt-4o-mini';
/**
 * What no turn can do without, and what a new node holds: emptied, it is as it came. n8n asks nobody for it, since it would take a published agent off line.
 */
const NEVER_EMPTY: Record<string, string> = { model: MODEL, firstContactFallback: FIRST_CONTACT_FALLBACK, laterFallback: LATER_FALLBACK };

function asItCame<T>(field: Field, name: string, given: T): T {
	if (!Object.hasOwn(NEVER_EMPTY, name) || typeof given !== 'string' || given.trim() !== '') return given;
	// The connected model has its name itself.
	if (name === 'model' && field('modelSource', 'openAi') !== 'openAi') return given;
	return NEVER_EMPTY[name] as T;
}

/** What stands in "Texts", with what is in force as long as nobody adds it. */
export const TEXTS: Record<string, string> = {
	systemPrompt: SYSTEM_PROMPT,
	examplePhrases: EXAMPLE_PHRASES,
	extractionRules: LEAD_RULES,
	classCriteria: CLASS_CRITERIA,
	firstContactFallback: FIRST_CONTACT_FALLBACK,
	laterFallback: LATER_FALLBACK,
	summaryTemplate: SUMMARY_TEMPLATE,
};

function inCollections(own: Field, name: string, whenHidden: unknown): unknown {
	const texts = () => recordOf(own<unknown>('texts', {}));
	const options = () => recordOf(own<unknown>('options', {}));
	switch (name) {
		case 'model':
			return modelSourceIn(options()) === 'openAi' ? own(name, whenHidden) : '';
		case 'modelSource':
			return modelSourceIn(options());
		case 'fallbackModel':
			return textOf(options().fallbackModel);
		case 'catalogue':
			return rowsIn(own<unknown>(name, {}), 'product').filter(isFilled).map(asProduct);
		case 'customFields':
			return recordOf(texts().customFields);
		case 'upsellRules':
			return rowsIn(texts().upsellRules, 'rule').filter(isFilled).map(asRule);
		case 'replies':
			return repliesIn(texts());
		case 'lists':
			return options();
		default:
			return Object.hasOwn(TEXTS, name) ? textIn(own, texts(), name) : own(name, whenHidden);
	}
}

/** The prepared replies among the texts; the prompts are never said to a customer. */
const repliesIn = (texts: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(texts).filter(([name, text]) => Object.hasOwn(REPLIES, name) && typeof text === 'string'));

const modelSourceIn = (options: Record<string, unknown>): string => textOf(options.modelSource) || 'openAi';

/** The summary stands by itself where a summary is all that is asked for. */
function textIn(own: Field, texts: Record<string, unknown>, name: string): string {
	const given = texts[name] ?? (name === 'summaryTemplate' ? own<unknown>(name, null) : null);
	if (typeof given !== 'string') return TEXTS[name];
	return given.trim() === '' && name === 'summaryTemplate' ? TEXTS[name] : given;
}

/** A row that was added and left as it was says nothing (n8n pull request 1701: rows stay where somebody clicked once too often). */
const isFilled = ({ more, ...row }: Record<string, unknown>): boolean =>
	[...Object.values(row), ...Object.values(recordOf(more))].some((value) => textOf(value).trim() !== '' || listOf(value).length > 0);

/** A row of the form as an entry of a catalogue (`readCatalogue`). */
function asProduct({ more, ...row }: Record<string, unknown>): Record<string, unknown> {
	const { keywords, available, unavailableMessage, internalNote, ...others } = recordOf(more);
	return {
		...row,
		...others,
		keywords: listed(keywords),
		available: available !== false,
		unavailable_message: unavailableMessage,
		internal_note: internalNote,
	};
}

const asRule = ({ triggers, ...row }: Record<string, unknown>): Record<string, unknown> => ({ ...row, triggers: listed(triggers) });

/** Words of a field, apart by a comma, a semicolon or a line; a list where an expression gave one. */
const listed = (given: unknown): string[] =>
	(Array.isArray(given) ? listOf(given).map(String) : textOf(given).split(/[,;，\n]/)).map((one) => one.trim()).filter(Boolean);
