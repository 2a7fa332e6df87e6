import { VendorError } from '../http/errors';
import { redact } from '../http/redact';
import { jsonObject } from './jsonObject';
import type { JsonAnswer, JsonRequest, Model } from './model';

/** A Chat Model of n8n as far as it is used here: LangChain's interface, read by shape, so that no package of it is needed. */
interface ChatModel {
	invoke: (messages: Array<[string, string]>, options: { signal: AbortSignal }) => Promise<unknown>;
}
interface Said {
	content?: unknown;
	usage_metadata?: { input_tokens?: number; output_tokens?: number };
}

const ROLES = { system: 'system', user: 'human', assistant: 'ai' } as const;

/**
 * The Chat Model that is connected to the node, behind the same port as the OpenAI credential. It is asked for JSON in words: not every vendor has
 * structured output. Model name, temperature and length are set in its own node.
 * @throws {VendorError} when none is connected
 */
export function openChatModel(connected: unknown, timeoutMs: number): Model {
	const model = [connected].flat()[0] as ChatModel | undefined;
	if (typeof model?.invoke !== 'function')
		throw new VendorError({
			kind: 'unauthorized',
			message: 'No Chat Model is connected to this node',
			remedy: 'Connect one at its "Model" input, or set "Model From" to the OpenAI credential.',
		});
	return { askForJson: async (request) => await ask(model, request, timeoutMs) };
}

async function ask(model: ChatModel, { messages, schema }: JsonRequest, timeoutMs: number): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const form = `Responda com um único objeto JSON, sem texto em volta, que siga este JSON Schema:\n${JSON.stringify(schema.schema)}`;
	const [first, ...rest] = messages;
	const spoken = [{ ...first, content: `${first.content}\n\n${form}` }, ...rest];
	const said = (await limited(model.invoke(inOneSystemMessage(spoken), { signal: AbortSignal.timeout(timeoutMs) }), timeoutMs)) as Said;
	return {
		value: jsonObject(wordsOf(said.content)),
		usage: { input: said.usage_metadata?.input_tokens ?? 0, output: said.usage_metadata?.output_tokens ?? 0 },
		tookMs: Date.now() - startedAt,
	};
}

/** Several vendors take one system message, at the start, and no other. */
function inOneSystemMessage(messages: JsonRequest['messages']): Array<[string, string]> {
	const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
	const spoken = messages.filter(({ role }) => role !== 'system').map(({ role, content }): [string, string] => [ROLES[role], content]);
	return [['system', system.join('\n\n')], ...spoken];
}

async function limited<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
	const signal = AbortSignal.timeout(timeoutMs);
	const tooLate = new Promise<never>((_, reject) =>
		signal.addEventListener('abort', () =>
			reject(
				new VendorError({
					kind: 'timedOut',
					message: `The model did not answer within ${timeoutMs / 1000} seconds`,
					remedy: 'Try a faster model, or allow more time under Options.',
				}),
			),
		),
	);
	return await Promise.race([work.catch(failed), tooLate]);
}

/** A connected model tells its operator of a wrong key in its own node; here the customer still gets a reply. */
function failed(error: unknown): never {
	const said = redact(error instanceof Error ? error.message : String(error));
	const status = (error as { status?: unknown } | null)?.status;
	throw new VendorError({
		kind: status === 401 || status === 403 ? 'unauthorized' : 'unavailable',
		message: `The connected Chat Model failed: ${said}`,
		remedy: 'Open the node of the Chat Model and check its credential and settings.',
	});
}

const wordsOf = (content: unknown): string =>
	typeof content === 'string' ? content : Array.isArray(content) ? content.map((part: { text?: string }) => part?.text ?? '').join('') : '';
