import { createHmac } from 'node:crypto';

import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

const REQUIRED: Record<string, string> = { accessToken: 'Access Token', phoneNumberId: 'Phone Number ID' };
const GRAPH = 'https://graph.facebook.com';

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
		const token = given('accessToken');
		return {
			...request,
			...addressed(request, given('baseUrl') || GRAPH, version),
			// A redirect to another host must not carry the token along.
			sendCredentialsOnCrossOriginRedirect: false,
			headers: { ...request.headers, Authorization: `Bearer ${token}` },
			...(credentials.appSecretProof === true && { qs: { ...request.qs, appsecret_proof: proofOf(token, given('appSecret')) } }),
		};
	};
}

/** Meta's proof that whoever has the token has the secret of its app too (Graph API, "Securing Requests"). */
function proofOf(token: string, appSecret: string): string {
	if (!appSecret) throw new ApplicationError('The WhatsApp Cloud credential is to prove its requests, and its field "App Secret" is empty');
	return createHmac('sha256', appSecret).update(token).digest('hex');
}

/** A whole address, as in a Custom API Call, must be on the server of the credential: the token goes nowhere else. */
function addressed({ url }: IHttpRequestOptions, baseUrl: string, version: string): Pick<IHttpRequestOptions, 'baseURL' | 'url'> {
	const base = baseUrl.replace(/\/+$/, '');
	if (!/^https?:\/\//i.test(url)) return { baseURL: `${base}/${version}`, url };
	if (!URL.canParse(base) || new URL(url).origin !== new URL(base).origin)
		throw new ApplicationError('The access token of the WhatsApp Cloud credential is only sent to the server of its "Base URL"');
	return { url };
}
