import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { credentialsFirst } from '../shared/kit/credentialsFirst';
import { whatsAppCloudNumber } from '../WhatsAppCloud/credentialTest';
import { properties } from './properties';
import { run } from './run';

export class SdrAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui SDR Agent',
		name: 'sdrAgent',
		icon: { light: 'file:sdrAgent.svg', dark: 'file:sdrAgent.dark.svg' },
		group: ['transform'],
		version: [1, 2, 3],
		defaultVersion: 3,
		subtitle: '={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Answer a lead on WhatsApp, learn who they are, and guard what is said',
		defaults: { name: 'SDR Agent' },
		usableAsTool: true,
		inputs: `={{ ($parameter["modelSource"] || ($parameter["options"] || {})["modelSource"]) === "chatModel"
			? [{ type: "main" }, { type: "ai_languageModel", displayName: "Model", required: true, maxConnections: 1 }]
			: [{ type: "main" }] }}`,
		outputs: [NodeConnectionTypes.Main],
		/* eslint-disable @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own types: operators have their keys there already */
		credentials: [
			{
				name: 'openAiApi',
				displayName: 'OpenAI Credential for the Model',
				required: true,
				displayOptions: { hide: { modelSource: ['chatModel'], '/options.modelSource': ['chatModel'] } },
			},
			{
				name: 'supabaseApi',
				displayName: 'Supabase Credential for the Catalogue',
				required: true,
				displayOptions: { show: { catalogueSource: ['supabase'] } },
			},
			{
				// Whose customers' audio has no address: the owner of the number alone gets it.
				name: 'atendeAquiWhatsAppCloudApi',
				displayName: 'WhatsApp Cloud Credential for Audio',
				testedBy: 'whatsAppCloudNumber',
				displayOptions: { show: { operation: ['transcribe'] } },
			},
		],
		/* eslint-enable @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references */
		properties: [credentialsFirst, ...properties],
	};

	methods = { credentialTest: { whatsAppCloudNumber } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
