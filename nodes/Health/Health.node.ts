import {
	NodeConnectionTypes,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { atendeAquiKeys } from '../AtendeAqui/credentialTest';
import { chatwootToken } from '../Chatwoot/credentialTest';
import { pipeRunToken } from '../PipeRun/credentialTest';
import { whatsAppCloudNumber } from '../WhatsAppCloud/credentialTest';
import { zApiInstance } from '../ZApi/credentialTest';
import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { schemaOption } from '../shared/store/schemaOption';
import { checkUp } from './checkUp';

export class Health implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Health',
		name: 'health',
		icon: { light: 'file:health.svg', dark: 'file:health.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["tell"] ? "tells the team" : "shows" }}',
		description: 'Check everything that the product depends on, and say what to do about what does not work',
		defaults: { name: 'Health' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Whatever is chosen is looked at: a company has some of them.
		credentials: [
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
			{ name: 'supabaseApi', displayName: 'Supabase Credential', required: false },
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type, which the agent's model has
			{ name: 'openAiApi', displayName: 'OpenAI Credential', required: false },
			{ name: 'atendeAquiZApi', displayName: 'Z-API Credential', required: false, testedBy: 'zApiInstance' },
			{ name: 'atendeAquiWhatsAppCloudApi', displayName: 'WhatsApp Cloud Credential', required: false, testedBy: 'whatsAppCloudNumber' },
			{ name: 'atendeAquiChatwootApi', displayName: 'Chatwoot Credential', required: false, testedBy: 'chatwootToken' },
			{ name: 'atendeAquiPipeRunApi', displayName: 'PipeRun Credential', required: false, testedBy: 'pipeRunToken' },
			{ name: 'atendeAquiApi', displayName: 'AtendeAqui Credential', required: false, testedBy: 'atendeAquiKeys' },
		],
		properties: [
			credentialsFirst,
			{
				displayName: 'Every credential that you choose is checked, with the workflows behind it; leave the others empty',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Model',
				name: 'model',
				type: 'string',
				default: 'gpt-4o-mini',
				description: 'The one that the agent uses; it is asked for one short answer',
			},
			{
				displayName: 'Team Phones',
				name: 'teamPhones',
				type: 'string',
				default: '',
				placeholder: 'e.g. 5511999990000, 5511988880000',
				description:
					"Numbers that get notices, with commas between them: whether they are numbers, and on WhatsApp where Z-API can tell. Empty takes those of the company's settings.",
			},
			{
				displayName: 'Tell the Team',
				name: 'tell',
				type: 'boolean',
				default: false,
				description:
					'Whether the team gets a notice when something stops working that somebody can mend, and another one when it is over. Needs the Supabase credential; Bastidores sends the notices.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Ask the Model Every (Minutes)',
						name: 'modelEveryMinutes',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 0,
						description:
							'A model that answered is not asked again so soon: each answer costs something. 0 asks it each time. Needs the Supabase credential.',
					},
					{
						displayName: 'Only What Is Wrong',
						name: 'onlyWrong',
						type: 'boolean',
						default: false,
						description: 'Whether items are given only for what does not work',
					},
					schemaOption,
				],
			},
		],
	};

	methods = { credentialTest: { zApiInstance, whatsAppCloudNumber, chatwootToken, pipeRunToken, atendeAquiKeys } };

	/** One look an execution, however many items come in; never an error. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const found = await checkUp(this, () => Date.now(), sleep);
		return [found.map((json) => ({ json: json as unknown as IDataObject, pairedItem: { item: 0 } }))];
	}
}
