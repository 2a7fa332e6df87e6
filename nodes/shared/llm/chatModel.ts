import { at, listOf, numberOf, recordOf, recordsOf, textOf } from '../core/json/readers';
import { connectedWords } from './connectedWords';
import { inWords, spoken } from './dialect';
import { messageOf, ModelError } from './failure';
import { reasonOf } from './judge';
import { refusedAs, type JsonAnswer, type Model } from './model';
import { Prompt } from './prompt';
import { readSaid } from './reading';
import { found, refusalIn, refusalWithin, Refused, type Refusal } from './refusal';
import { loadRepair } from './repair';
import type { ChatMessage, JsonRequest } from './request';
import { tried } from './tries';

/** A Chat Model of n8n as far as it is used here: LangChain's interface, read by shape, so that no package of it is needed. */
interface ChatModel {
	invoke: (messages: Array<[string, string]>, options: { signal: AbortSignal }) => Promise<unknown>;
	model?: unknown;
	modelName?: unknown;
}

const ROLES = { system: 'system', user: 'human', assistant: 'ai' } as const;

/**
 * The Chat Model that is connected to the node, behind the same port as the OpenAI credential. It is asked for JSON in words: not every vendor has
 * structured output. Model name, temperature and length are set in its own node.
 * @throws {ModelError} when none is connected
 */
export function openChatModel(connected: unknown, timeoutMs: number): Model {
	const model = [connected].flat()[0] as ChatModel | undefined;
	if (typeof model?.invoke !== 'function')
		throw new ModelError('unknown_model', {
			name: '',
			words: {
				message: 'No Chat Model is connected to this node',
				remedy: 'Connect one at its "Model" input, or set "Model From" to the OpenAI credential.',
				sentence: 'Nenhum Chat Model está conectado ao nó do agente: conecte um na entrada "Model".',
			},
		});
	return { askForJson: async (request) => await ask(model, request, timeoutMs) };
}

async function ask(model: ChatModel, request: JsonRequest, mostMs: number): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const timeoutMs = Math.min(mostMs, request.limitMs ?? Infinity);
	const name = textOf(model.model) || textOf(model.modelName) || 'Chat Model';
	const prompt = new Prompt(`Chat Model ${name}`, request.messages, startedAt);
	const keys = Object.keys(recordOf(request.schema.schema.properties));
	const attempt = async (leftMs: number) => {
		const said = await limited(model, spokenTo(prompt.messages, request.schema.schema), leftMs).catch((error: unknown) => {
			// LangChain has tried again already.
			throw new Refused({ ...refusalOf(error), triedAgain: true });
		});
		const value = await readSaid(saidIn(said), keys, loadRepair);
		prompt.remember(Date.now());
		return { said, value };
	};
	try {
		const { value: answer, tries } = await tried(
			timeoutMs,
			attempt,
			(refusal) => reasonOf(refusal) === 'context_length' && prompt.shorten(),
		);
		const [input, output] = ['input_tokens', 'output_tokens'].map(
			(key) => numberOf(at(answer.said, 'usage_metadata', key), { min: 0 }) ?? 0,
		);
		const outcome = { ok: true, name, tries: tries.count, ...prompt.told(Date.now(), name, connectedWords) };
		return { value: answer.value, usage: { input, output }, tookMs: Date.now() - startedAt, outcome };
	} catch (error) {
		throw refusedAs(error, { name, secrets: [], timeoutMs, words: connectedWords });
	}
}

/** Instructions as one message at the start: several vendors take no other. */
function spokenTo([first, ...rest]: ChatMessage[], schema: Record<string, unknown>): Array<[string, string]> {
	const ordered = [{ ...first, content: `${first.content}\n\n${inWords(schema)}` }, ...rest];
	return spoken(ordered, 'one').map(({ role, content }) => [ROLES[role], content]);
}

/** What a message of LangChain says; vendors name the reason of its end differently. */
function saidIn(message: unknown) {
	const { content, tool_calls, additional_kwargs, response_metadata } = recordOf(message);
	const finish = ['finish_reason', 'stop_reason', 'finishReason', 'done_reason'].map((key) => textOf(at(response_metadata, key)));
	return {
		contents: [content, ...recordsOf(listOf(tool_calls)).map(({ args }) => args)].filter((one) => one !== undefined && one !== null),
		refusal: [textOf(at(additional_kwargs, 'refusal')), ...recordsOf(listOf(content)).map((part) => textOf(part.refusal))].join('').trim(),
		finish: finish.join(' ').trim().toLowerCase(),
	};
}

async function limited(model: ChatModel, messages: Array<[string, string]>, limitMs: number): Promise<unknown> {
	const signal = AbortSignal.timeout(Math.max(1, limitMs));
	const tooLate = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('Timeout'))));
	return await Promise.race([model.invoke(messages, { signal }), tooLate]);
}

function refusalOf(error: unknown): Refusal {
	const message = messageOf(error);
	const given = [['status'], ['statusCode'], ['httpCode'], ['response', 'status'], ['code']].map((path) =>
		numberOf(atError(error, ...path)),
	);
	const status = given.find((one) => one !== null && one >= 400 && one <= 599) ?? numberOf(/^(?:\[)?([45]\d\d)\b/.exec(message)?.[1]);
	if (/^timeout$|timed? ?out|aborted/i.test(message)) return found('timed_out');
	const code = textOf(atError(error, 'code')) || textOf(atError(error, 'lc_error_code'));
	if (status === null) {
		const worded = refusalWithin({ message, code }, message);
		return reasonOf(worded) === 'error_in_200' ? found('unavailable', message) : worded;
	}
	return refusalIn(status, JSON.stringify({ error: { message, code: code.toLowerCase() } }));
}

/** Errors are no plain objects to the readers, and theirs are read as if they were. */
const atError = (error: unknown, ...path: string[]): unknown =>
	path.reduce<unknown>(
		(inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
		error,
	);
