import type { IExecuteFunctions } from 'n8n-workflow';

import type { OpenAI } from '../bundled/openai';
import { VendorError } from '../http/errors';
import { modelFailure } from './failure';
import { jsonObject } from './jsonObject';

/** Credential type of n8n itself: operators already have it. */
export const MODEL_CREDENTIAL = 'openAiApi';

export interface ChatMessage {
	role: 'system' | 'user' | 'assistant';
	content: string;
}

export interface JsonRequest {
	model: string;
	messages: ChatMessage[];
	/** Name and strict JSON schema of the answer. */
	schema: { name: string; schema: Record<string, unknown> };
	temperature: number;
	maxTokens: number;
}

export interface JsonAnswer {
	value: Record<string, unknown>;
	usage: { input: number; output: number };
	/** Milliseconds until the answer was there. */
	tookMs: number;
}

export interface Model {
	/**
	 * Asks for one JSON object of a schema.
	 * @throws {VendorError} when there was no answer, or none that is a JSON object
	 */
	askForJson: (request: JsonRequest) => Promise<JsonAnswer>;
}

const clients = new Map<string, OpenAI>();

/** The model service of the node's OpenAI credential; the SDK is loaded at the first use. */
export async function openModel(context: IExecuteFunctions, limits: { timeoutMs: number; maxRetries: number }): Promise<Model> {
	const { client, secrets } = await openClient(context);
	return { askForJson: async (request) => await ask(client, request, limits, secrets) };
}

/**
 * The SDK's client for the node's OpenAI credential, and the secrets that no error may show.
 * @throws {VendorError} when the credential holds no key
 */
export async function openClient(context: IExecuteFunctions): Promise<{ client: OpenAI; secrets: string[] }> {
	const { apiKey, url, organizationId } = (await context.getCredentials(MODEL_CREDENTIAL)) as Record<string, string | undefined>;
	if (!apiKey?.trim())
		throw new VendorError({
			kind: 'unauthorized',
			message: 'The field "API Key" of the OpenAI credential is empty',
			remedy: 'Fill it; for a local model without a key write any word.',
		});
	const client = await clientFor(apiKey.trim(), url?.trim() || undefined, organizationId?.trim() || undefined);
	return { client, secrets: [apiKey.trim()] };
}

async function clientFor(apiKey: string, baseURL?: string, organization?: string): Promise<OpenAI> {
	const identity = [apiKey, baseURL, organization].join(' ');
	const known = clients.get(identity);
	if (known) return known;
	const sdk = await import('../bundled/openai');
	const client = new sdk.OpenAI({ apiKey, baseURL, organization });
	clients.set(identity, client);
	return client;
}

async function ask(
	client: OpenAI,
	{ model, messages, schema, temperature, maxTokens }: JsonRequest,
	{ timeoutMs, maxRetries }: { timeoutMs: number; maxRetries: number },
	secrets: string[],
): Promise<JsonAnswer> {
	const startedAt = Date.now();
	const answer = await client.chat.completions
		.create(
			{
				model,
				messages,
				temperature,
				max_completion_tokens: maxTokens,
				response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
			},
			{ timeout: timeoutMs, maxRetries },
		)
		.catch((error: unknown) => {
			throw modelFailure(error, timeoutMs, secrets);
		});
	return {
		value: jsonObject(answer.choices?.[0]?.message?.content),
		usage: { input: answer.usage?.prompt_tokens ?? 0, output: answer.usage?.completion_tokens ?? 0 },
		tookMs: Date.now() - startedAt,
	};
}
