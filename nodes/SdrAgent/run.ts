import { randomUUID } from 'node:crypto';

import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { momentOf } from '../shared/core/json/readers';
import { protocolOf } from '../shared/core/sdr/intents';
import { runItems } from '../shared/kit/items';
import type { Model } from '../shared/llm/model';
import { withTimeLimit } from '../shared/llm/withTimeLimit';
import { catalogueFor } from './catalogueSource';
import type { TurnInput } from './conversation';
import { withDisclosure } from './disclosure';
import { EXCERPT, HOT_AGAIN_MONTHS, NOTICES } from './findings';
import { modelFor } from './modelSource';
import { previewTurn } from './preview';
import { settingsOf, type Form } from './settings';
import { handoffSummary, summarize } from './summary';
import { transcribeTurn } from './transcription';
import { answerTurn } from './turn';
import { answerTime, timeoutOf } from './turnTime';
import { writeMessage } from './writeMessage';

type Operation = (context: IExecuteFunctions, itemIndex: number, model: () => Promise<Model>) => Promise<IDataObject>;

/** Runs the chosen operation for each item; the model is opened once, at the first item that needs it. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	let model: Promise<Model> | undefined;
	return await runItems(context, async (itemIndex) => {
		const operation = OPERATIONS[context.getNodeParameter('operation', itemIndex, 'answer') as string];
		return { json: await operation(context, itemIndex, async () => await (model ??= modelFor(context))) };
	});
}

/** An item's turn, with the settings of the form. */
async function prepare(context: IExecuteFunctions, itemIndex: number) {
	const turn = turnOf(context, itemIndex);
	const parameter = <T>(name: string, whenHidden?: T): T => context.getNodeParameter(name, itemIndex, whenHidden) as T;
	const form: Form = {
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
	const seed = typeof turn.turn_id === 'string' ? turn.turn_id : randomUUID();
	const moment = { now: Date.now(), seed };
	const settings = settingsOf(form, { ...moment, protocol: () => protocolOf(turn, moment), isFirstContact: turn.is_first_contact });
	for (const { pattern, problem } of settings.unusablePatterns)
		context.addExecutionHints?.({
			message: `Forbidden Patterns: "${pattern}" cannot be used (${problem}). The others are.`,
			location: 'outputPane',
		});
	return { turn, form, settings };
}

/** Answers an item's turn; its own fields go out with the answer, without the history and the messages that it was made from. */
const answer: Operation = async (context, itemIndex, model) => {
	const { turn: whole, form, settings } = await prepare(context, itemIndex);
	const { history, messages, ...turn } = whole;
	if (settings.listProblems.length > 0)
		context.addExecutionHints({ message: `Lists: ${settings.listProblems.join('; ')}. The rest is listened for.`, location: 'outputPane' });
	const limitMs = answerTime(turn.lease_until, timeoutOf(form.options), settings.calls, Date.now());
	const result = await answerTurn(withTimeLimit(await model(), limitMs), { ...turn, history }, settings);
	const spoken = [...history, { role: 'user', content: turn.text }];
	return {
		...turn,
		...(form.options.keepHistory && { history }),
		...result,
		reply: withDisclosure(result.reply, whole, form.options.disclosure),
		findings: {
			...result.findings,
			message: turn.text.slice(0, EXCERPT),
			tell: form.options.tellTeam ?? NOTICES,
			model: result.model,
			hot_again_months: form.options.hotAgainMonths ?? HOT_AGAIN_MONTHS,
		},
		...((result.findings.became_hot || isNewsAgain(result.findings.is_hot, turn.lead, form.options.hotAgainMonths) || result.handover) && {
			handoff_summary: handoffSummary(
				context.getNodeParameter('summaryTemplate', itemIndex) as string,
				{ ...turn, ...result },
				spoken,
				result.temperature_reason ?? '',
			),
		}),
	} as IDataObject;
};

/** Hot, and handed over so long ago that the team is told again: months of 30 days, so that the summary is there a little too early and never too late. */
function isNewsAgain(isHot: boolean, lead: Record<string, unknown> | null, months = HOT_AGAIN_MONTHS): boolean {
	const handedOff = momentOf(lead?.handed_off_at);
	return isHot && months > 0 && handedOff !== null && Date.now() - Date.parse(handedOff) > months * 30 * 86_400_000 - 5 * 86_400_000;
}

const preview: Operation = async (context, itemIndex) => {
	const { turn, settings } = await prepare(context, itemIndex);
	return previewTurn(turn, settings) as IDataObject;
};

const OPERATIONS: Record<string, Operation> = { answer, preview, summarize, transcribe: transcribeTurn, writeMessage };

/** A turn as the Conversation node gives it, or any item with a `text`. */
function turnOf(context: IExecuteFunctions, itemIndex: number): TurnInput & IDataObject {
	const { json } = context.getInputData()[itemIndex];
	if (typeof json.text !== 'string') throw new RangeError('The item has no field "text": connect this node to the Conversation node');
	return {
		...json,
		text: json.text,
		history: Array.isArray(json.history) ? json.history : [],
		is_first_contact: json.is_first_contact === true,
		name: typeof json.name === 'string' ? json.name : null,
		lead: (json.lead ?? null) as IDataObject | null,
	} as TurnInput & IDataObject;
}
