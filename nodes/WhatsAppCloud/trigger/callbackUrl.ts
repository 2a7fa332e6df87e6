import type { IHookFunctions } from 'n8n-workflow';

import { recordOf, textOf } from '../../shared/core/json/readers';
import { send, type RequestContext } from '../../shared/http/send';
import { whatsAppCloud } from '../api';

/** Where the messages of a number go: to its own URL, else to that of its WhatsApp Business Account, else to that of the app (contract, phone numbers). */
export interface Callbacks {
	ofNumber: string;
	ofAccount: string;
	ofApp: string;
}

export async function readCallbacks(context: RequestContext): Promise<Callbacks> {
	const query = { fields: 'webhook_configuration' };
	const answer = recordOf(await send(context, whatsAppCloud, { method: 'GET', path: '/:phone', query, repeatable: true }));
	const { phone_number, whatsapp_business_account, application } = recordOf(answer.webhook_configuration);
	return { ofNumber: textOf(phone_number), ofAccount: textOf(whatsapp_business_account), ofApp: textOf(application) };
}

/** The URL that gets the messages. */
export const inForce = ({ ofNumber, ofAccount, ofApp }: Callbacks): string => ofNumber || ofAccount || ofApp;

/**
 * Sets the number's own URL, or takes it away where it is empty: the account's or the app's counts again then. Meta asks the URL for its verification while it
 * is set.
 */
export async function writeCallback(context: IHookFunctions, url: string): Promise<void> {
	const { verifyToken } = await context.getCredentials(whatsAppCloud.credentialType);
	const webhook_configuration = { override_callback_uri: url, ...(url && { verify_token: String(verifyToken ?? '').trim() }) };
	await send(context, whatsAppCloud, { method: 'POST', path: '/:phone', body: { webhook_configuration }, repeatable: true });
}

/** Has the app get what is told of the account: without it a URL is verified, and nothing arrives. An account that has an app already is left as it is. */
export async function subscribeApp(context: IHookFunctions): Promise<void> {
	const { businessAccountId } = await context.getCredentials(whatsAppCloud.credentialType);
	if (String(businessAccountId ?? '').trim() === '') return;
	const path = '/:account/subscribed_apps';
	const { data } = recordOf(await send(context, whatsAppCloud, { method: 'GET', path, repeatable: true }));
	// The same call takes the account's URL of somebody else away: it is only made where nobody can have one.
	if (Array.isArray(data) && data.length === 0) await send(context, whatsAppCloud, { method: 'POST', path, body: {}, repeatable: true });
}
