import type { IExecuteFunctions } from 'n8n-workflow';

import type { OpenAI } from '../bundled/openai';
import { textOf } from '../core/json/readers';
import { messageOf, ModelError } from './failure';
import { LEARNT_MS, Memory } from './memory';
import { found, isHtml, refusalIn, Refused, type Refusal } from './refusal';

/** Credential type of n8n itself: operators already have it. */
export const MODEL_CREDENTIAL = 'openAiApi';
const OPENAI_URL = 'https://api.openai.com/v1';

/** A request of the SDK, whose answer is read here. */
export type Call = (
	client: OpenAI,
	options: { timeout: number; maxRetries: 0; signal: AbortSignal },
) => { asResponse: () => Promise<Response> };

export interface Service {
	/** Names it in memories: its address without query and key. */
	name: string;
	/** The same for what differs between accounts of one service; nothing of the key is in it. */
	account: string;
	/** What no error may show. */
	secrets: string[];
	/**
	 * Sends one request.
	 * @returns the body of an answer with a status of success
	 * @throws {Refused}
	 */
	post: (call: Call, limitMs: number) => Promise<string>;
}

interface Address {
	base: string;
	query: Record<string, string>;
}

/** What follows the base of a service, where an operator gave a whole endpoint. */
const ENDPOINT = /\/+(chat\/completions|completions|responses|embeddings|models|audio\/transcriptions)\/*$/i;
const VERSIONED = /\/v\d|\/openai\/deployments\//i;

const clients = new Map<string, OpenAI>();
const MOST_CLIENTS = 100;
/** Accounts by their key, numbered as they come. */
const accounts = new Map<string, number>();
/** Bases that turned out to need their /v1. */
const bases = new Memory<string>();

/**
 * The model service of the node's OpenAI credential.
 * @throws {ModelError} when the credential cannot be used
 */
export async function openService(context: IExecuteFunctions): Promise<Service> {
	const credential = await context.getCredentials<Record<string, unknown>>(MODEL_CREDENTIAL).catch((error: unknown) => {
		throw new ModelError('wrong_key', { name: '', said: `the credential cannot be read: ${messageOf(error)}` });
	});
	const apiKey = textOf(credential.apiKey).trim();
	if (!apiKey) throw new ModelError('wrong_key', { name: '', said: 'it is empty; for a local model without a key write any word' });
	const address = addressOf(textOf(credential.url).trim() || OPENAI_URL);
	if (!address) throw new ModelError('wrong_address', { name: '', said: 'the "Base URL" is no address' });
	const headers = headersOf(credential, apiKey, address);
	const secrets = [apiKey, ...Object.values(headers), ...Object.values(address.query).filter((value) => value.length > 20)];
	const name = address.base;
	const client = async (base: string) =>
		await clientFor({ ...address, base }, apiKey, textOf(credential.organizationId).trim() || undefined, headers);
	const account = accounts.get(apiKey) ?? accounts.size;
	accounts.set(apiKey, account);
	return {
		name,
		account: `${name} #${account}`,
		secrets,
		post: async (call, limitMs) => {
			const startedAt = Date.now();
			const known = bases.recall(name, startedAt);
			if (known) return await send(await client(known), call, limitMs);
			try {
				return await send(await client(name), call, limitMs);
			} catch (error) {
				if (!(error instanceof Refused) || VERSIONED.test(name) || !isNoRoute(error.refusal)) throw error;
				const versioned = `${name}/v1`;
				const left = Math.max(1, limitMs - (Date.now() - startedAt));
				const body = await send(await client(versioned), call, left).catch((again: unknown) => {
					throw again instanceof Refused && !isNoRoute(again.refusal) ? again : error;
				});
				bases.learn(name, versioned, Date.now() + LEARNT_MS);
				return body;
			}
		},
	};
}

/** The route is not there: a page, or a 404 that speaks of no model. */
const isNoRoute = ({ status, html, message, codes }: Refusal): boolean =>
	html || ((status === 404 || status === 405) && !/model|deployment/i.test(message.replace(/"[^"]*"/g, '') + codes));

/** A base URL in any of its forms: with a slash at its end, as a whole endpoint, with a query; null when it is none. */
export function addressOf(given: string): Address | null {
	const text = /^https?:\/\//i.test(given) ? given : `https://${given}`;
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	const path = url.pathname.replace(ENDPOINT, '').replace(/\/+$/, '');
	return { base: `${url.origin}${path}`, query: Object.fromEntries(url.searchParams) };
}

/** The header that the credential adds; Azure's deployments take the key in a header of their own. */
function headersOf(credential: Record<string, unknown>, apiKey: string, { base, query }: Address): Record<string, string> {
	const own = credential.header === true ? textOf(credential.headerName).trim() : '';
	const isAzure = 'api-version' in query || /\/openai\/deployments\//i.test(base);
	return { ...(isAzure && { 'api-key': apiKey }), ...(own && { [own]: textOf(credential.headerValue).trim() }) };
}

async function clientFor({ base, query }: Address, apiKey: string, organization: string | undefined, headers: Record<string, string>) {
	const identity = JSON.stringify([apiKey, base, query, organization, headers]);
	const known = clients.get(identity);
	if (known) return known;
	const sdk = await import('../bundled/openai');
	const client = new sdk.OpenAI({
		apiKey,
		baseURL: base,
		organization,
		defaultQuery: query,
		defaultHeaders: headers,
		maxRetries: 0,
		fetch: wholeRefusals,
	});
	if (clients.size >= MOST_CLIENTS) clients.clear();
	clients.set(identity, client);
	return client;
}

/** The SDK keeps of a refusal only what stands under `error`; services put it elsewhere, so the whole body is put there. */
async function wholeRefusals(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
	const response = await fetch(input, init);
	if (response.ok) return response;
	const body = JSON.stringify({ error: { whole: await response.text() } });
	const headers = new Headers(response.headers);
	for (const name of ['content-length', 'content-encoding']) headers.delete(name);
	return new Response(body, { status: response.status, headers });
}

async function send(client: OpenAI, call: Call, limitMs: number): Promise<string> {
	const timeout = Math.max(1, Math.ceil(limitMs));
	const signal = AbortSignal.timeout(timeout);
	try {
		const response = await call(client, { timeout, maxRetries: 0, signal }).asResponse();
		const body = await response.text();
		if (isHtml(body)) throw new Refused(found('html'));
		return body;
	} catch (error) {
		throw error instanceof Refused ? error : new Refused(refusalOf(error, signal.aborted));
	}
}

/** What the SDK throws, read by shape, so that it need not be loaded to look at an error. */
function refusalOf(error: unknown, isLate: boolean): Refusal {
	const { status, headers, error: body, name } = error as { status?: number; headers?: Headers; error?: { whole?: string }; name?: string };
	if (typeof status === 'number') return refusalIn(status, body?.whole ?? '', (header) => headers?.get(header) ?? null);
	const said = messageOf(error);
	if (isLate || /timeout|abort/i.test(name ?? '') || /timed? ?out|aborted/i.test(said)) return found('timed_out');
	return found(/invalid url|failed to parse url/i.test(said) ? 'wrong_address' : 'unreachable', said);
}
