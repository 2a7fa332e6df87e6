import { at, listOf, numberOf, recordOf, recordsOf, textOf } from '../core/json/readers';
import { inWords, spoken } from './dialect';
import { ModelError, REASONS } from './failure';
import { reasonOf } from './judge';
import { modelError, type JsonAnswer, type Model } from './model';
import type { JsonRequest } from './request';
import { readSaid } from './reading';
import { found, refusalIn, type Refusal } from './refusal';
import { loadRepair } from './repair';
import { messageOf } from './service';
import { tried } from './tries';

/** A Chat Model of n8n as far as it is used here: LangChain's interface, read by shape, so that no package of it is needed. */
interface ChatModel {
	invoke: (messages: Array<[string, string]>, options: { signal: AbortSignal }) => Promise<unknown>;
	model?: unknown;
	modelName?: unknown;
}

const ROLES = { system: 'system', user: 'human', assistant: 'ai' } as const;
/** Its operator mends it in its own node. */
const OWN_NODE = {
	remedy: 'Open the node of the connected Chat Model and check its credential and settings.',
	sentence: 'O Chat Model conectado ao nó do agente falhou: confira a credencial e o modelo no nó dele.',
};

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

async function ask(model: ChatModel, { messages, schema }: JsonRequest, timeoutMs: number): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const name = textOf(model.model) || textOf(model.modelName) || 'Chat Model';
	const [first, ...rest] = messages;
	const ordered = [{ ...first, content: `${first.content}\n\n${inWords(schema.schema)}` }, ...rest];
	// Several vendors take one system message, at the start, and no other.
	const asked = spoken(ordered, 'one').map(({ role, content }): [string, string] => [ROLES[role], content]);
	const keys = Object.keys(recordOf(schema.schema.properties));
	const attempt = async (leftMs: number) => {
		const said = await limited(model, asked, leftMs).catch((error: unknown) => {
			// LangChain has tried again already.
			throw failed(error, name, timeoutMs);
		});
		return { said, value: await readSaid(saidIn(said), keys, loadRepair) };
	};
	try {
		const { value: answer, tries } = await tried(timeoutMs, attempt, () => false);
		const [input, output] = ['input_tokens', 'output_tokens'].map(
			(key) => numberOf(at(answer.said, 'usage_metadata', key), { min: 0 }) ?? 0,
		);
		return {
			value: answer.value,
			usage: { input, output },
			tookMs: Date.now() - startedAt,
			outcome: { ok: true, name, tries: tries.count },
		};
	} catch (error) {
		throw modelError(error, { name, secrets: [], timeoutMs });
	}
}

/** What a message of LangChain says; vendors name the reason of its end differently. */
function saidIn(message: unknown) {
	const { content, tool_calls, additional_kwargs, response_metadata } = recordOf(message);
	const finish = ['finish_reason', 'stop_reason', 'finishReason', 'done_reason'].map((key) => textOf(at(response_metadata, key)));
	return {
		contents: [content, ...recordsOf(listOf(tool_calls)).map(({ args }) => args)].filter((one) => one !== undefined && one !== null),
		refusal: textOf(at(additional_kwargs, 'refusal')).trim(),
		finish: finish.join(' ').trim().toLowerCase(),
	};
}

async function limited(model: ChatModel, messages: Array<[string, string]>, limitMs: number): Promise<unknown> {
	const signal = AbortSignal.timeout(Math.max(1, limitMs));
	const tooLate = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('Timeout'))));
	return await Promise.race([model.invoke(messages, { signal }), tooLate]);
}

/** A connected model tells its operator of a wrong key in its own node; here the customer still gets a reply. */
function failed(error: unknown, name: string, timeoutMs: number): ModelError {
	const refusal = refusalOf(error);
	const reason = reasonOf(refusal);
	return new ModelError(reason, {
		name,
		tries: 1,
		status: refusal.status,
		said: reason === 'timed_out' ? `within ${timeoutMs / 1000} seconds` : refusal.message,
		words: { message: `The connected Chat Model failed: ${REASONS[reason].message}`, ...(REASONS[reason].kind === 'operator' && OWN_NODE) },
	});
}

function refusalOf(error: unknown): Refusal {
	const message = messageOf(error);
	const given = [['status'], ['statusCode'], ['httpCode'], ['response', 'status'], ['code']].map((path) =>
		numberOf(atError(error, ...path)),
	);
	const status = given.find((one) => one !== null && one >= 400 && one <= 599) ?? numberOf(/^(?:\[)?([45]\d\d)\b/.exec(message)?.[1]);
	if (/^timeout$|timed? ?out|aborted/i.test(message)) return found('timed_out');
	if (status === null) return found('unavailable', message);
	const code = textOf(atError(error, 'code')) || textOf(atError(error, 'lc_error_code'));
	return refusalIn(status, JSON.stringify({ error: { message, code: code.toLowerCase() } }));
}

/** Errors are no plain objects to the readers, and theirs are read as if they were. */
const atError = (error: unknown, ...path: string[]): unknown =>
	path.reduce<unknown>(
		(inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
		error,
	);
