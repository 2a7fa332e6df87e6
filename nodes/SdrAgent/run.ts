import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { momentOf, textOf } from '../shared/core/json/readers';
import { runItems } from '../shared/kit/items';
import type { Model } from '../shared/llm/model';
import { withTimeLimit } from '../shared/llm/withTimeLimit';
import type { TurnInput } from './conversation';
import { withAudioQuestion } from './audioConsent';
import { withDisclosure } from './disclosure';
import { factsOf } from './facts';
import { fieldsOf } from './fields';
import { EXCERPT, HOT_AGAIN_MONTHS, NOTICES } from './findings';
import { modelFor } from './modelSource';
import { prepare, prepareInAnyCase } from './prepare';
import { previewTurn } from './preview';
import { Recorder } from './recorder';
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

/** Answers an item's turn; its own fields go out with the answer, without the history, the messages and the settings that it was made from. */
const answer: Operation = async (context, itemIndex, model) => {
	const whole = turnOf(context, itemIndex);
	const { form, settings, problem, isSpare } = await prepareInAnyCase(context, itemIndex, whole);
	const { history, messages, company_settings, setup_problem, ...turn } = whole;
	if (settings.listProblems.length > 0)
		context.addExecutionHints({ message: `Lists: ${settings.listProblems.join('; ')}. The rest is listened for.`, location: 'outputPane' });
	const limitMs = answerTime(turn.lease_until, timeoutOf(form.options), settings.calls, Date.now());
	const recorder = new Recorder();
	const asked = isSpare ? NOBODY : withTimeLimit(await model(), limitMs);
	const answered = await answerTurn(recorder.watch(asked), { ...turn, history, messages }, settings);
	const texts = { catalogue: settings.catalogue, profile: form.companyProfile };
	// Who wants no messages gets no more of them.
	const { disclosure } = form.options;
	const reply =
		answered.findings.opt_out !== null
			? answered.reply
			: withDisclosure(withAudioQuestion(answered.reply, turn.audio_question), whole, disclosure);
	// Where nobody was asked, it says nothing of the model.
	const result = { ...answered, reply, ...(isSpare && { model: null }) };
	const unusable = problem ?? (textOf(setup_problem) || null);
	const spoken = [...history, { role: 'user', content: turn.text }];
	return {
		...turn,
		...(form.options.keepHistory && { history }),
		...result,
		...(unusable !== null && { setup_problem: unusable }),
		findings: {
			...result.findings,
			message: turn.text.slice(0, EXCERPT),
			tell: form.options.tellTeam ?? NOTICES,
			model: result.model,
			setup: { problem: unusable },
			hot_again_months: form.options.hotAgainMonths ?? HOT_AGAIN_MONTHS,
			facts: factsOf({ ...turn, history }, result, recorder, { texts, executionId: context.getExecutionId() }),
		},
		...((result.findings.became_hot || isNewsAgain(result.findings.is_hot, turn.lead, form.options.hotAgainMonths) || result.handover) && {
			handoff_summary: handoffSummary(
				fieldsOf(context, itemIndex)<string>('summaryTemplate'),
				{ ...turn, ...result },
				spoken,
				result.temperature_reason ?? '',
			),
		}),
	} as IDataObject;
};

/** In place of a model, where no field tells what to ask it. */
const NOBODY: Model = {
	askForJson: async () => await Promise.reject(new Error('A field of this node cannot be used: the model was not asked')),
};

/** Hot, and handed over so long ago that the team is told again: months of 30 days, so that the summary is there a little too early and never too late. */
function isNewsAgain(isHot: boolean, lead: Record<string, unknown> | null, months = HOT_AGAIN_MONTHS): boolean {
	const handedOff = momentOf(lead?.handed_off_at);
	return isHot && months > 0 && handedOff !== null && Date.now() - Date.parse(handedOff) > months * 30 * 86_400_000 - 5 * 86_400_000;
}

const preview: Operation = async (context, itemIndex) => {
	const turn = turnOf(context, itemIndex);
	const { settings } = await prepare(context, itemIndex, turn);
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
