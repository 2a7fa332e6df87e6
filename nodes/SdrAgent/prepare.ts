import { randomUUID } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { companySettings, type CompanyOfTurn } from '../shared/core/company/settings';
import { textOf } from '../shared/core/json/readers';
import { protocolOf } from '../shared/core/sdr/intents';
import { isTrial } from '../shared/core/session/trial';
import { fieldProblem, isField, LastGood, placeOf } from '../shared/kit/lastGood';
import { catalogueFor } from './catalogueSource';
import { fieldsOf } from './fields';
import { filledByCompany, repliesOf } from './company';
import type { TurnInput } from './conversation';
import { FIRST_CONTACT_FALLBACK, LATER_FALLBACK } from './prompts';
import { settingsOf, type Form } from './settings';
import type { TurnSettings } from './turnSettings';

type Turn = TurnInput & IDataObject;

const forms = new LastGood<Form>();

/** A turn with all that the operator said about it. */
export interface Prepared {
	form: Form;
	settings: TurnSettings;
	/** Why a field of this node was not used as it stands, in Portuguese; null when all were. */
	problem: string | null;
	/** No form can be used: the prepared words are said, and nobody asks the model. */
	isSpare: boolean;
}

/** An item's turn, with the settings of the form and of the company. @throws what a field cannot be used for */
export async function prepare(context: IExecuteFunctions, itemIndex: number, turn: Turn): Promise<Prepared> {
	const company = companySettings(turn.company_settings);
	const form = filledByCompany(
		await readForm(context, itemIndex),
		company,
		textOf(fieldsOf(context, itemIndex)('catalogueSource', 'parameter')),
	);
	return { form, settings: settingsFor(context, form, turn), problem: null, isSpare: false };
}

/**
 * The same for a customer who waits for an answer: a field that cannot be used takes nobody off line. The turn is answered as the last one was, or, where this
 * process knows none, in prepared words. Who tries the node out is told by the error itself.
 */
export async function prepareInAnyCase(context: IExecuteFunctions, itemIndex: number, turn: Turn): Promise<Prepared> {
	const place = placeOf(context, turn.channel);
	try {
		const prepared = await prepare(context, itemIndex, turn);
		if (isCustomers(context, turn)) forms.remember(place, prepared.form);
		return prepared;
	} catch (error) {
		if (!isField(error) || !isCustomers(context, turn) || context.getNode().typeVersion < 2) throw error;
		const problem = fieldProblem(context.getNode().name, error);
		context.logger.warn('A field of the SDR Agent cannot be used', { problem: error.message });
		const company = companySettings(turn.company_settings);
		const before = forms.at(place);
		const form = before ?? spareForm(context, itemIndex, company);
		return { form, settings: settingsFor(context, form, turn), problem, isSpare: before === undefined };
	}
}

/** Whether a customer waits for the answer: the turn was claimed, and nobody plays with it. */
const isCustomers = (context: IExecuteFunctions, turn: IDataObject): boolean =>
	typeof turn.turn_id === 'string' && context.getMode() !== 'manual' && !isTrial(textOf(turn.channel));

async function readForm(context: IExecuteFunctions, itemIndex: number): Promise<Form> {
	const parameter = fieldsOf(context, itemIndex);
	return {
		version: context.getNode().typeVersion,
		model: parameter('model', ''),
		persona: parameter('persona'),
		companyProfile: parameter('companyProfile'),
		systemPrompt: parameter('systemPrompt'),
		examplePhrases: parameter('examplePhrases'),
		extractionRules: parameter('extractionRules'),
		customFields: parameter<{ field?: unknown }>('customFields', {}).field,
		classCriteria: parameter('classCriteria'),
		firstContactFallback: parameter('firstContactFallback'),
		laterFallback: parameter('laterFallback'),
		catalogue: await catalogueFor(context, itemIndex),
		upsellRules: parameter('upsellRules'),
		replies: parameter('replies', {}),
		lists: parameter('lists', {}),
		options: parameter('options', {}),
	};
}

function settingsFor(context: IExecuteFunctions, form: Form, turn: Turn): TurnSettings {
	const seed = typeof turn.turn_id === 'string' ? turn.turn_id : randomUUID();
	const moment = { now: Date.now(), seed };
	const settings = settingsOf(form, { ...moment, protocol: () => protocolOf(turn, moment), isFirstContact: turn.is_first_contact });
	for (const { pattern, problem } of settings.unusablePatterns)
		context.addExecutionHints?.({
			message: `Forbidden Patterns: "${pattern}" cannot be used (${problem}). The others are.`,
			location: 'outputPane',
		});
	return settings;
}

/** What the node says without its form: the prepared words, the operator's own where they can be read. */
function spareForm(context: IExecuteFunctions, itemIndex: number, company: CompanyOfTurn): Form {
	const text = (name: string, otherwise: string): string => {
		try {
			return textOf(fieldsOf(context, itemIndex)(name, otherwise)) || otherwise;
		} catch {
			return otherwise;
		}
	};
	return {
		version: context.getNode().typeVersion,
		model: '',
		persona: '',
		companyProfile: '',
		systemPrompt: '',
		examplePhrases: '',
		extractionRules: '',
		customFields: undefined,
		classCriteria: '',
		firstContactFallback: text('firstContactFallback', FIRST_CONTACT_FALLBACK),
		laterFallback: text('laterFallback', LATER_FALLBACK),
		catalogue: [],
		upsellRules: [],
		replies: repliesOf(company),
		lists: {},
		options: { disclosure: company.privacy_notice },
	};
}
