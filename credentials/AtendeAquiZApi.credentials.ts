import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

const REQUIRED: Record<string, string> = { instanceId: 'Instance ID', instanceToken: 'Instance Token' };

/** Z-API keeps the token in the URL: it is put there here, so that no node ever sees it. */
export class AtendeAquiZApi implements ICredentialType {
	name = 'atendeAquiZApi';

	displayName = 'AtendeAqui Z-API API';

	icon: Icon = { light: 'file:zapi.svg', dark: 'file:zapi.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3D00000000000000000000000000000A',
			description: 'In the Z-API panel: Instâncias Web → your instance → ID da instância',
		},
		{
			displayName: 'Instance Token',
			name: 'instanceToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In the Z-API panel: Instâncias Web → your instance → Token da instância',
		},
		{
			displayName: 'Client Token',
			name: 'clientToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'In the Z-API panel: Segurança → Token de segurança da conta. Leave empty if it is not activated.',
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
		for (const [field, label] of Object.entries(REQUIRED))
			if (!String(credentials[field] ?? '').trim()) throw new ApplicationError(`The field "${label}" of the Z-API credential is empty`);
		const id = encodeURIComponent(String(credentials.instanceId).trim());
		const token = encodeURIComponent(String(credentials.instanceToken).trim());
		const clientToken = String(credentials.clientToken ?? '').trim();
		return {
			...request,
			baseURL: `${String(credentials.baseUrl || 'https://api.z-api.io').replace(/\/+$/, '')}/instances/${id}/token/${token}`,
			headers: { ...request.headers, ...(clientToken && { 'Client-Token': clientToken }) },
		};
	};
}
