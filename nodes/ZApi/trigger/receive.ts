import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { statusFor } from '../../shared/webhook/caller';
import { keptCredentials } from '../../shared/webhook/credential';
import { deliver } from './deliver';
import { settingsOf, storeOf } from './door';

/** One delivery of Z-API that came through n8n's webhook. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const now = Date.now();
	const credentials = keptCredentials(context, now);
	const door = { context, credentials, settings: settingsOf(context), store: async () => await storeOf(context, credentials) };
	const { secret = '' } = context.getParamsData() as { secret?: string };
	const outcome = await deliver(door, { secret, headers: context.getHeaderData(), body: context.getBodyData() }, now);
	if ('item' in outcome) return { workflowData: [[{ json: outcome.item }]] };
	context.getResponseObject().status(statusFor(context, outcome.status)).json(outcome.body);
	return { noWebhookResponse: true };
}
