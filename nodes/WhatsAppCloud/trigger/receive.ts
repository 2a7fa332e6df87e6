import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import { statusFor } from '../../shared/webhook/caller';
import { keptCredentials } from '../../shared/webhook/credential';
import { challenged, CHALLENGE_HEADERS } from './challenge';
import { deliver } from './deliver';
import { settingsOf, type Door } from './door';
import { readRating } from './rating';
import { idOf } from './url';

/** One delivery of Meta that came through n8n's webhook. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = Date.now();
	const credentials = keptCredentials(context, now);
	const door: Door = {
		context,
		credentials,
		settings: settingsOf(context),
		listener: `${idOf(context.getNode())}:${context.getMode()}`,
		store: async () => await openStore(credentials, schemaName(context.getNodeParameter('options.schema', ''))),
		rating: async () => await readRating(context),
	};
	const outcome = await deliver(door, { raw: await rawBody(context), signature: context.getHeaderData()['x-hub-signature-256'] }, now);
	if ('items' in outcome) return { workflowData: [outcome.items.map((json) => ({ json }))] };
	context.getResponseObject().status(statusFor(context, outcome.status)).json(outcome.body);
	return { noWebhookResponse: true };
}

/** Meta's question whether the URL is ours, through n8n's webhook. */
export async function answerChallenge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = Date.now();
	const { status, text } = await challenged({ context, credentials: keptCredentials(context, now) }, context.getQueryData(), now);
	const response = context.getResponseObject();
	response.set(CHALLENGE_HEADERS);
	response.status(statusFor(context, status)).send(text);
	return { noWebhookResponse: true };
}

/** The bytes as they came; n8n keeps them beside what it read of them. */
async function rawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject() as { rawBody?: Buffer; readRawBody?: () => Promise<void> };
	if (!request.rawBody) await request.readRawBody?.();
	return request.rawBody ?? Buffer.alloc(0);
}
