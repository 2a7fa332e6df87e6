import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/kit/items';
import { shownRemedy } from '../shared/remedies/portuguese';
import { storeOf, withCompany } from '../shared/store/oneCompany';
import { hintOfSchema } from '../shared/store/schemaHint';
import type { Store } from '../shared/store/store';
import { resources } from './operations';
import { properties } from './properties';

export class LeadStore implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Lead Store',
		name: 'leadStore',
		icon: { light: 'file:leadStore.svg', dark: 'file:leadStore.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description:
			'Leads, quotes, companies, conversations, products, settings of the company, questions, onboardings, opt-outs and data requests in Supabase',
		defaults: { name: 'Lead Store' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
			{ name: 'supabaseApi', displayName: 'Supabase Credential', required: true },
			{
				// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type, for its public API
				name: 'n8nApi',
				displayName: 'n8n API Credential',
				required: false,
				displayOptions: { show: { resource: ['lgpdRequest'], operation: ['eraseExecutions'] } },
			},
		],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		let store: Promise<Store> | undefined;
		const operationOf = (itemIndex: number) => {
			const resource = this.getNodeParameter('resource', itemIndex) as string;
			const operation = this.getNodeParameter('operation', itemIndex) as string;
			const row = resources[resource]?.operations[operation];
			if (!row) {
				const message = `There is no operation "${operation}" of "${resource}": choose one from the list`;
				throw new NodeOperationError(this.getNode(), message, { itemIndex, description: shownRemedy({ message }) });
			}
			return row;
		};
		const work = async (itemIndex: number) => {
			const row = operationOf(itemIndex);
			const opened = await (store ??= storeOf(this));
			return await withCompany(this, opened, itemIndex, async () => await row.run(this, opened, itemIndex));
		};
		const results = await runItems(this, work, 1, 0, this.getInputData().length > 1 && operationOf(0).goesOn);
		await hintOfSchema(this, store);
		return results;
	}
}
