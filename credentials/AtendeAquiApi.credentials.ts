import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { authenticated } from '../nodes/AtendeAqui/authenticate';

export class AtendeAquiApi implements ICredentialType {
	name = 'atendeAquiApi';

	displayName = 'AtendeAqui API';

	icon: Icon = { light: 'file:atendeAqui.svg', dark: 'file:atendeAqui.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Own URL', value: 'own', description: 'A proxy or a test server' },
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox (Homologação)', value: 'sandbox' },
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.example.com/v1',
			displayOptions: { show: { environment: ['own'] } },
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Made in the AtendeAqui dashboard. Needed for clients, the list of flows, analytics and the trigger; leave empty if only one flow is used with its key.',
		},
		{
			displayName: 'Flow Key',
			name: 'flowKey',
			// eslint-disable-next-line n8n-nodes-base/cred-class-field-type-options-password-missing -- the key of a flow is public
			type: 'string',
			default: '',
			placeholder: 'e.g. f47ac10b-58cc-4372-a567-0e02b2c3d479',
			description: 'Public key (UUID) of the onboarding flow that is used when an operation names none. One of the two must be filled in.',
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> =>
		authenticated(credentials, request);
}
