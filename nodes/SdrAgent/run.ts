import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runItems } from '../shared/kit/items';
import { openModel, type Model } from '../shared/llm/model';
import { attendanceNote, type AttendanceOptions } from './attendance';
import { conversation, type TurnInput } from './conversation';
import { fill } from './template';
import { answerTurn } from './turn';

interface Options extends AttendanceOptions {
	maxTokens?: number;
	temperature?: number;
	timeoutSeconds?: number;
}

/** Answers each item's turn; the turn's own fields go out with the answer, without the history and the messages that it was made from. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { timeoutSeconds = 20 } = context.getNodeParameter('options', 0, {}) as Options;
	let model: Promise<Model> | undefined;
	return await runItems(context, async (itemIndex) => {
		const ready = withReadyWords(context.getInputData()[itemIndex].json);
		if (ready) return { json: ready };
		model ??= openModel(context, { timeoutMs: timeoutSeconds * 1000, maxRetries: 1 });
		return { json: await answer(context, await model, itemIndex) };
	});
}

/** A decision may bring ready words, as for a customer who asked for a person: they go out as they are, without the model (handoff spec A5). */
function withReadyWords({ history, messages, ...turn }: IDataObject): IDataObject | null {
	return typeof turn.response === 'string' && turn.response !== '' ? { ...turn, reply: turn.response } : null;
}

async function answer(context: IExecuteFunctions, model: Model, itemIndex: number): Promise<IDataObject> {
	const { history, messages, ...turn } = turnOf(context, itemIndex);
	const parameter = (name: string): string => String(context.getNodeParameter(name, itemIndex) ?? '');
	const options = context.getNodeParameter('options', itemIndex, {}) as Options;
	const systemPrompt = fill('System Prompt', parameter('systemPrompt'), {
		persona: parameter('persona'),
		empresa: parameter('companyProfile'),
	});
	const note = attendanceNote(options, Date.now());
	const result = await answerTurn(model, conversation(systemPrompt, { ...turn, history }, note ? [note] : []), {
		model: parameter('model'),
		temperature: options.temperature ?? 0.4,
		maxTokens: options.maxTokens ?? 700,
		fallback: parameter(turn.is_first_contact ? 'firstContactFallback' : 'laterFallback'),
	});
	return { ...turn, ...result };
}

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
