import type { Icon, ICredentialDataDecryptedObject, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { authenticated } from '../nodes/AttendanceApi/authenticate';
import { DIALECTS, TIME_ZONE } from '../nodes/AttendanceApi/dialect';

/** E-mail and password go to the login and nowhere else; the token that it gives lives in the memory of the process. */
export class AtendeAquiAttendanceApi implements ICredentialType {
	name = 'atendeAquiAttendanceApi';

	displayName = 'AtendeAqui Attendance API';

	icon: Icon = { light: 'file:attendance.svg', dark: 'file:attendance.dark.svg' };

	documentationUrl = 'https://github.com/atendeaqui/n8n-nodes-atendeaqui#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.example.com',
			description: 'Address of the attendance server, with or without /api/v1',
		},
		{
			displayName: 'E-Mail',
			name: 'email',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. bot@example.com',
			description: 'Of the account that works through n8n. Best one of its own: a second program with the same account may push it out.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Dialect',
			name: 'dialect',
			type: 'options',
			options: [
				{
					name: DIALECTS.v2,
					value: 'v2',
					description: 'What the public code of the system does: /conversations/queue, /whatsapp/v2, times without a zone',
				},
				{ name: DIALECTS.documented, value: 'documented', description: 'What the reference of the system says' },
			],
			default: 'documented',
			description: 'Which of the two forms of the API the server speaks',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: TIME_ZONE,
			placeholder: `e.g. ${TIME_ZONE}`,
			description: 'Of the clock of the server’s database: the code dialect writes its times without a zone',
			displayOptions: { show: { dialect: ['v2'] } },
		},
	];

	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> =>
		authenticated(credentials, request);
}
