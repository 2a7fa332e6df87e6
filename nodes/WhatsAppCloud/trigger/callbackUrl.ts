import { recordOf, textOf } from '../../shared/core/json/readers';
import type { Vendor } from '../../shared/http/vendor';
import { send } from '../../shared/http/send';
import type { IHookFunctions } from 'n8n-workflow';

/** Meta's Graph API, as far as the registration needs it; what it says of a refusal is in `error` (contract, errors). */
const GRAPH: Vendor = {
	name: 'Meta',
	credentialType: 'atendeAquiWhatsAppCloudApi',
	secretFields: ['accessToken', 'appSecret', 'verifyToken'],
	timeoutMs: 10_000,
	complaint: (status, body) => {
		const { error } = recordOf(body);
		if (status < 400 && error === undefined) return null;
		const { message, error_data, code } = recordOf(error);
		const said = textOf(recordOf(error_data).details) || textOf(message);
		return [textOf(code) && `error ${textOf(code)}`, said].filter(Boolean).join(': ');
	},
};

/** Where the messages of a number go: to its own URL, else to that of its WhatsApp Business Account, else to that of the app (contract, phone numbers). */
export interface Callbacks {
	ofNumber: string;
	ofAccount: string;
	ofApp: string;
}

/** The path of the credential's number. */
async function pathOf(context: IHookFunctions): Promise<string> {
	const { phoneNumberId } = await context.getCredentials(GRAPH.credentialType);
	return `/${encodeURIComponent(String(phoneNumberId ?? '').trim())}`;
}

export async function readCallbacks(context: IHookFunctions): Promise<Callbacks> {
	const query = { fields: 'webhook_configuration' };
	const answer = recordOf(await send(context, GRAPH, { method: 'GET', path: await pathOf(context), query, repeatable: true }));
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
	const { verifyToken } = await context.getCredentials(GRAPH.credentialType);
	const webhook_configuration = { override_callback_uri: url, ...(url && { verify_token: String(verifyToken ?? '').trim() }) };
	await send(context, GRAPH, { method: 'POST', path: await pathOf(context), body: { webhook_configuration }, repeatable: true });
}

/** Has the app get what is told of the account: without it a URL is verified, and nothing arrives. An account that has an app already is left as it is. */
export async function subscribeApp(context: IHookFunctions): Promise<void> {
	const { businessAccountId } = await context.getCredentials(GRAPH.credentialType);
	const account = String(businessAccountId ?? '').trim();
	if (account === '') return;
	const path = `/${encodeURIComponent(account)}/subscribed_apps`;
	const { data } = recordOf(await send(context, GRAPH, { method: 'GET', path, repeatable: true }));
	// The same call takes the account's URL of somebody else away: it is only made where nobody can have one.
	if (Array.isArray(data) && data.length === 0) await send(context, GRAPH, { method: 'POST', path, body: {}, repeatable: true });
}
