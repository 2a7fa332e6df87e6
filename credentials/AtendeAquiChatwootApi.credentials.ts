import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

const REQUIRED: Record<string, string> = { baseUrl: 'Base URL', accountId: 'Account ID', apiAccessToken: 'Access Token' };

/** Chatwoot keeps the account in the path: it is put there here. The token goes to the server of the credential and nowhere else. */
export class AtendeAquiChatwootApi implements ICredentialType {
	name = 'atendeAquiChatwootApi';

	displayName = 'AtendeAqui Chatwoot API';

	icon: Icon = { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.chatwoot.com',
			required: true,
			description: 'Address of the Chatwoot server, as it stands in the browser up to the first slash',
		},
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 7',
			description: 'The number after /app/accounts/ in the address of the Chatwoot page',
		},
		{
			displayName: 'Access Token',
			name: 'apiAccessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Chatwoot: Profile Settings → Access Token. Best of a user made for this integration; triggers and settings need an administrator.',
		},
		{
			displayName: 'Proxy Drops Underscores',
			name: 'hyphenHeader',
			type: 'boolean',
			default: false,
			description:
				'Whether a proxy before Chatwoot drops header names with underscores, as nginx does by default: the token is then sent as api-access-token',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		for (const [field, label] of Object.entries(REQUIRED))
			if (!String(credentials[field] ?? '').trim()) throw new ApplicationError(`The field "${label}" of the Chatwoot credential is empty`);
		const { origin } = serverOf(String(credentials.baseUrl));
		const account = String(credentials.accountId).trim();
		if (!/^\d+$/.test(account)) throw new ApplicationError('The field "Account ID" of the Chatwoot credential must be a number');
		return {
			...request,
			...addressed(request, origin, account),
			// A redirect to another host must not carry the token along.
			sendCredentialsOnCrossOriginRedirect: false,
			headers: {
				...request.headers,
				[credentials.hyphenHeader === true ? 'api-access-token' : 'api_access_token']: String(credentials.apiAccessToken).trim(),
			},
		};
	};
}

function serverOf(baseUrl: string): URL {
	const given = baseUrl.trim();
	try {
		return new URL(/^https?:\/\//i.test(given) ? given : `https://${given}`);
	} catch {
		throw new ApplicationError('The field "Base URL" of the Chatwoot credential is not an address');
	}
}

/**
 * Where a path of a node leads: `/profile` belongs to the user, `/v2/…` to the account's reports, the rest to the account. A whole address, as
 * in a Custom API Call, must be on the same server.
 */
function addressed({ url }: IHttpRequestOptions, origin: string, account: string): Pick<IHttpRequestOptions, 'baseURL' | 'url'> {
	if (/^https?:\/\//i.test(url)) {
		if (new URL(url).origin !== origin) throw new ApplicationError(`The access token of Chatwoot is only sent to ${new URL(origin).host}`);
		return { url };
	}
	const [, version = 'v1', path] = /^(?:\/(v2))?(\/.*)$/.exec(url) ?? [];
	if (path === '/profile') return { baseURL: `${origin}/api/v1`, url: path };
	return { baseURL: `${origin}/api/${version}/accounts/${account}`, url: path === '/' ? '' : (path ?? url) };
}
