import { NodeConnectionTypes, type INodeExecutionData, type INodeType, type INodeTypeDescription, type IPollFunctions } from 'n8n-workflow';

import { withRemedy } from '../shared/kit/withRemedy';
import { atendeAquiKeys } from './credentialTest';
import { listSearch } from './lookups';
import { poll } from './trigger/poll';
import { triggerProperties } from './trigger/properties';

export class AtendeAquiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Trigger',
		name: 'atendeAquiTrigger',
		icon: { light: 'file:atendeAqui.svg', dark: 'file:atendeAqui.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in the onboarding of a user',
		eventTriggerDescription: 'Looking at the latest users of the flow',
		activationMessage: 'What happens in this onboarding from now on starts the workflow.',
		defaults: { name: 'AtendeAqui Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'atendeAquiApi', required: true, testedBy: 'atendeAquiKeys' }],
		properties: triggerProperties,
	};

	methods = { listSearch: { getFlows: listSearch.getFlows }, credentialTest: { atendeAquiKeys } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await withRemedy(this.getNode(), async () => await poll(this, Date.now()));
	}
}
