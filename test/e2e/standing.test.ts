import path from 'node:path';

import type { IHookFunctions } from 'n8n-workflow';

import { standingOf } from '../../nodes/shared/webhook/standing';

const N8N = path.resolve(__dirname, '../sandbox/n8n/node_modules/n8n/dist');
const ID = '7d1c2a52-0000-4000-8000-0000000000c1';
const BASE = 'https://n8n.example.com/webhook';

interface Classes {
	WebhookNotFoundError: new (facts: { path: string; httpMethod: string; webhookMethods: string[] }, hint: { hint: string }) => Error;
	classifyHttpError: (error: Error) => unknown;
	serializeInternalRestError: (descriptor: unknown) => { status: number; body: unknown };
}
const load = (file: string) => jest.requireActual<Classes>(path.join(N8N, file));

/** What n8n's own classes make of a call to a path, where these methods listen at it. */
function answerOfN8n(url: string, webhookMethods: string[]): { statusCode: number; body: unknown } {
	const { WebhookNotFoundError } = load('errors/response-errors/webhook-not-found.error.js');
	const { classifyHttpError } = load('errors/http-error-classifier.js');
	const { serializeInternalRestError } = load('errors/http-error-serializers.js');
	const error = new WebhookNotFoundError({ path: url.slice(BASE.length + 1), httpMethod: 'POST', webhookMethods }, { hint: 'production' });
	const { status, body } = serializeInternalRestError(classifyHttpError(error));
	return { statusCode: status, body };
}

const standing = async (webhookMethods: string[]): Promise<string> =>
	await standingOf(
		{
			getNodeWebhookUrl: () => `${BASE}/own/own/:secret`,
			helpers: { httpRequest: async ({ url }: { url: string }) => await Promise.resolve(answerOfN8n(url, webhookMethods)) },
		} as unknown as IHookFunctions,
		`${BASE}/${ID}/${ID}/${'a'.repeat(32)}`,
	);

test('the n8n that is installed says that nobody listens in words that are understood', async () => {
	expect(await standing([])).toBe('gone');
});

test('something that listens there in another way is not taken for gone', async () => {
	expect(await standing(['GET'])).toBe('unknown');
});
