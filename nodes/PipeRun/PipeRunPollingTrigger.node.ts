import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { pickedId } from '../shared/kit/picker';
import { withRemedy } from '../shared/kit/withRemedy';
import { pipeRunToken } from './credentialTest';
import { lookups } from './lookups';
import { doorOf } from './trigger/dealEvent';
import type { DealEvent } from './trigger/event';
import { poll, sampleOf, type PollMemory } from './trigger/poll';
import { eventsProperty, pipelineProperty } from './trigger/properties';

export class PipeRunPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui PipeRun Polling Trigger',
		name: 'pipeRunPollingTrigger',
		icon: { light: 'file:piperun.svg', dark: 'file:piperun.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Asks PipeRun at intervals for deals that were created, moved, won or lost; needs no automations',
		defaults: { name: 'PipeRun Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiPipeRunApi', required: true, testedBy: 'pipeRunToken' }],
		properties: [eventsProperty, pipelineProperty],
	};

	methods = { listSearch: { searchPipelines: lookups.searchPipelines }, credentialTest: { pipeRunToken } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const door = doorOf(this);
		const pipelineId = Number(pickedId(this.getNodeParameter('pipelineId', ''))) || undefined;
		const question = { events: this.getNodeParameter('events') as DealEvent[], pipelineId };
		return await withRemedy(this.getNode(), async () => {
			const items =
				this.getMode() === 'manual'
					? await sampleOf(door, question)
					: await poll(door, question, this.getWorkflowStaticData('node') as PollMemory, Date.now());
			return items.length > 0 ? [items.map((json) => ({ json }))] : null;
		});
	}
}
