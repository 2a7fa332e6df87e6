import { createHmac } from 'node:crypto';

import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

const REQUIRED: Record<string, string> = { accessToken: 'Access Token', phoneNumberId: 'Phone Number ID' };
const GRAPH = 'https://graph.facebook.com';
/** Where Meta serves the files of messages: the one host beside Graph's that the token is for (media reference of the Cloud API). */
const FILES = 'https://lookaside.fbsbx.com';

/** What nodes write for the ids of the credential, so that they never read it: `/:phone/messages`. */
const OWN_IDS: Record<string, { field: string; label: string }> = {
	':phone': { field: 'phoneNumberId', label: 'Phone Number ID' },
	':account': { field: 'businessAccountId', label: 'WhatsApp Business Account ID' },
};

/** Meta's Graph API: the token goes into a header, to the server of the credential and nowhere else; nodes give the path behind the version. */
export class AtendeAquiWhatsAppCloudApi implements ICredentialType {
	name = 'atendeAquiWhatsAppCloudApi';

	displayName = 'AtendeAqui WhatsApp Cloud API';

	icon: Icon = { light: 'file:whatsAppCloud.svg', dark: 'file:whatsAppCloud.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Token of a system user with whatsapp_business_messaging and whatsapp_business_management. In Meta: Business Settings → Users → System Users → Generate Token.',
		},
		{
			displayName: 'Phone Number ID',
			name: 'phoneNumberId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 106540352242922',
			description: 'Not the phone number: the ID shown below it. In Meta: your app → WhatsApp → API Setup.',
		},
		{
			displayName: 'WhatsApp Business Account ID',
			name: 'businessAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 102290129340398',
			description: 'For templates, phone numbers, subscriptions and analytics. In Meta: your app → WhatsApp → API Setup.',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Proves that a webhook call comes from Meta: without it the trigger takes none. In Meta: your app → App Settings → Basic.',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'A word of your own that Meta repeats when the webhook is set up. Needed by the trigger.',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-password-field -- a switch, which holds no secret
		{
			displayName: 'App Secret Proof',
			name: 'appSecretProof',
			type: 'boolean',
			default: false,
			description: 'Whether to prove each request with the app secret. Needed if "Require App Secret" is on in the settings of the app.',
		},
		{
			displayName: 'Graph API Version',
			name: 'graphVersion',
			type: 'string',
			default: 'v26.0',
			placeholder: 'e.g. v26.0',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: GRAPH,
			description: 'Only to be changed for a proxy or a test server',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const given = (field: string) => String(credentials[field] ?? '').trim();
		for (const [field, label] of Object.entries(REQUIRED))
			if (!given(field)) throw new ApplicationError(`The field "${label}" of the WhatsApp Cloud credential is empty`);
		const version = given('graphVersion') || 'v26.0';
		if (!/^v\d+\.\d+$/.test(version))
			throw new ApplicationError('The field "Graph API Version" of the WhatsApp Cloud credential must look like v26.0');
		const url = request.url.replace(/^\/(:\w+)/, (_, name: string) => `/${ownId(name, given)}`);
		const { headers, ...token } = tokenFor(url, request.headers ?? {}, given('accessToken'), given);
		const isProven = credentials.appSecretProof === true && token.isOwn;
		return {
			...request,
			...addressed(url, given('baseUrl') || GRAPH, version),
			// A redirect to another host must not carry the token along.
			sendCredentialsOnCrossOriginRedirect: false,
			headers: { ...headers, Authorization: token.authorization },
			qs: {
				...request.qs,
				...(url === INSPECTION && { input_token: given('accessToken') }),
				...(isProven && { appsecret_proof: proofOf(given('accessToken'), given('appSecret')) }),
			},
		};
	};
}

/** Meta's proof that whoever has the token has the secret of its app too (Graph API, "Securing Requests"). */
function proofOf(token: string, appSecret: string): string {
	if (!appSecret) throw new ApplicationError('The WhatsApp Cloud credential is to prove its requests, and its field "App Secret" is empty');
	return createHmac('sha256', appSecret).update(token).digest('hex');
}

/** Says what the token of the credential may do; asked for in the name of the app. */
const INSPECTION = '/debug_token';
/** The app that a request is in the name of, where its path does not tell it; it stays here. */
const APP = 'app-id';

function ownId(name: string, given: (field: string) => string): string {
	const { field, label } = OWN_IDS[name] ?? { field: '', label: name };
	const id = given(field);
	if (!id) throw new ApplicationError(`The field "${label}" of the WhatsApp Cloud credential is empty`);
	if (!/^\d+$/.test(id))
		throw new ApplicationError(
			`The field "${label}" of the WhatsApp Cloud credential must be digits alone: it is an ID, not a phone number`,
		);
	return id;
}

/** Subscriptions of an app, and what a token may do, are asked for with the app's own token; an upload has a word of its own for it (Graph API, upload). */
function tokenFor(url: string, { [APP]: appId, ...headers }: Record<string, unknown>, token: string, given: (field: string) => string) {
	const app = /^\/(\d+)\/subscriptions$/.exec(url)?.[1] ?? (url === INSPECTION ? String(appId ?? '') : '');
	if (!app) return { headers, isOwn: true, authorization: `${url.startsWith('/upload:') ? 'OAuth' : 'Bearer'} ${token}` };
	const secret = given('appSecret');
	if (!secret)
		throw new ApplicationError('This is asked for in the name of the app, and the field "App Secret" of the credential is empty');
	return { headers, isOwn: false, authorization: `Bearer ${app}|${secret}` };
}

/** A whole address, as in a Custom API Call, must be on the server of the credential or of Meta's files: the token goes nowhere else. */
function addressed(url: string, baseUrl: string, version: string): Pick<IHttpRequestOptions, 'baseURL' | 'url'> {
	const base = baseUrl.replace(/\/+$/, '');
	if (!/^https?:\/\//i.test(url)) return { baseURL: `${base}/${version}`, url };
	if (!URL.canParse(base) || ![new URL(base).origin, FILES].includes(new URL(url).origin))
		throw new ApplicationError('The access token of the WhatsApp Cloud credential is only sent to the server of its "Base URL"');
	return { url };
}
