import type { IExecuteResponsePromiseData, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import { cameToNothing, chatbotReply, readReply } from '../shared/core/chatbot/reply';
import type { Intent } from '../shared/core/chatbot/intents';
import { isRecord, numberOf, textOf } from '../shared/core/json/readers';
import type { Answer } from './answers';

/** A model answers in seconds; clients of the document wait half a minute. */
const ANSWER_WITHIN_MS = 28_000;

/** Starts the workflow with a question, and gives what it answers in the shape of the document. Whatever becomes of it is an answer: the last one is that a person is wanted. */
export async function asked(context: ITriggerFunctions, items: INodeExecutionData[][], answer: Answer): Promise<Answer> {
	const response = context.helpers.createDeferredPromise<IExecuteResponsePromiseData>();
	const end = context.helpers.createDeferredPromise<IRun>();
	context.emit(items, response, end);
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS)));
	const nothing = () => undefined;
	// An execution that ends without an answer has none; the answer comes before the end.
	const ended = end.promise.then(nothing, nothing);
	const given = await Promise.race([response.promise.catch(nothing), ended.then(async () => await settled(response.promise)), tooLate]);
	clearTimeout(timer);
	return { ...answer, body: shapeOf(given, answer) };
}

/** What is there already; nothing where it is not. */
const settled = async (promise: Promise<unknown>): Promise<unknown> =>
	await Promise.race([promise.catch(() => undefined), new Promise((resolve) => setImmediate(() => resolve(undefined)))]);

/** The document's shape as the workflow made it, or made of what it gave. */
function shapeOf(given: unknown, { ask = {} }: Answer): object {
	const body = bodyOf(given);
	if (isShaped(body)) return body;
	const message = textOf(ask.text);
	const about = { message, intents: (ask.intents ?? []) as unknown as Intent[] };
	const read = body === undefined ? { ...readReply(''), failure: 'technical_error' } : readReply(body);
	return chatbotReply(read, { ...about, failedTurns: cameToNothing(read, about) ? 1 : 0 });
}

/** What a node of the workflow answered: a whole response, or its body alone. */
const bodyOf = (given: unknown): unknown => (isRecord(given) && typeof given.statusCode === 'number' ? given.body : given);

const isShaped = (body: unknown): body is object =>
	isRecord(body) &&
	typeof body.response === 'string' &&
	typeof body.intent === 'string' &&
	numberOf(body.confidence, { min: 0, max: 1 }) !== null &&
	typeof body.should_transfer === 'boolean';
