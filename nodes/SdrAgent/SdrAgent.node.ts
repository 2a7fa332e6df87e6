import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './properties';
import { run } from './run';

export class SdrAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui SDR Agent',
		name: 'sdrAgent',
		icon: { light: 'file:sdrAgent.svg', dark: 'file:sdrAgent.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"] }}',
		description: 'Answer a lead on WhatsApp and learn who they are: one model call a turn',
		defaults: { name: 'SDR Agent' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their OpenAI key there already
		credentials: [{ name: 'openAiApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
