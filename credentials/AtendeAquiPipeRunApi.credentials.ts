import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';

const PUBLIC_API = 'https://api.pipe.run/v1';

/** A PipeRun user's token; what it may see and do is what that user may. */
export class AtendeAquiPipeRunApi implements ICredentialType {
	name = 'atendeAquiPipeRunApi';

	displayName = 'AtendeAqui PipeRun API';

	icon: Icon = { light: 'file:piperun.svg', dark: 'file:piperun.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In PipeRun: your user at the top right → Dados do usuário → Token. Records are created in the name of this user.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for a PipeRun Trigger with its secret in a header: at least 16 letters and digits, made up by you',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: PUBLIC_API,
			description: 'Only to be changed for a proxy or a test server',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		const token = String(credentials.token ?? '').trim();
		if (!token) throw new ApplicationError('The field "Token" of the PipeRun credential is empty');
		return {
			...request,
			baseURL: String(credentials.baseUrl || PUBLIC_API)
				.trim()
				.replace(/\/+$/, ''),
			headers: { ...request.headers, Accept: 'application/json', token },
		};
	};
}
