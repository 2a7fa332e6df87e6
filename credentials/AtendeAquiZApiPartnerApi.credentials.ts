import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

/** The account that creates, lists and pays for instances: a bearer token, at an address without an instance in it. */
export class AtendeAquiZApiPartnerApi implements ICredentialType {
	name = 'atendeAquiZApiPartnerApi';

	displayName = 'AtendeAqui Z-API Partner API';

	icon: Icon = { light: 'file:zapi.svg', dark: 'file:zapi.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Partner Token',
			name: 'partnerToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Token that Z-API gives to partners (integradores); it is neither the token of an instance nor the Client Token',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.z-api.io',
			description: 'Only to be changed for a proxy or a test server',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const token = String(credentials.partnerToken ?? '').trim();
		if (!token) throw new ApplicationError('The field "Partner Token" of the Z-API partner credential is empty');
		return {
			...request,
			baseURL: String(credentials.baseUrl || 'https://api.z-api.io').replace(/\/+$/, ''),
			headers: { ...request.headers, Authorization: `Bearer ${token.replace(/^Bearer\s+/i, '')}` },
		};
	};
}
