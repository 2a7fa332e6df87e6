import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/kit/items';
import { storeOf, withCompany } from '../shared/store/oneCompany';
import { hintOfSchema } from '../shared/store/schemaHint';
import { storeOptions } from '../shared/store/schemaOption';
import type { Store } from '../shared/store/store';
import { operations, resources } from './operations';
import { operationProperties, outputsExpression } from './properties';

/** Operations that need no database. */
const ALONE = Object.entries(operations).flatMap(([name, { alone }]) => (alone ? [name] : []));

export class Conversation implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AtendeAqui Conversation',
		name: 'conversation',
		icon: { light: 'file:conversation.svg', dark: 'file:conversation.dark.svg' },
		group: ['transform'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle: '={{ $parameter["operation"].replace(/[A-Z]/g, " $&").toLowerCase() }}',
		description: 'Take messages in, answer each customer once, and never talk over a person',
		defaults: { name: 'Conversation' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression(operations),
		// eslint-disable-next-line @n8n/community-nodes/no-credential-reuse, @n8n/community-nodes/valid-credential-references -- n8n's own type: operators have their Supabase key there already
		credentials: [{ name: 'supabaseApi', required: true, displayOptions: { hide: { operation: ALONE } } }],
		properties: [
			...operationProperties(resources, operations, { resource: 'message', operation: 'receive' }),
			{ ...storeOptions, displayOptions: { hide: { operation: ALONE } } },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = operations[this.getNodeParameter('operation', 0) as string];
		let store: Promise<Store> | undefined;
		const work = async (itemIndex: number) => {
			const { run, alone } = operation;
			if (alone || !run) return (await alone?.(this, itemIndex)) ?? [];
			const opened = await (store ??= storeOf(this));
			return await withCompany(this, opened, itemIndex, async () => await run(this, opened, itemIndex));
		};
		const results = await runItems(this, work, operation.outputs.length, operation.failsTo, operation.goesOn);
		await hintOfSchema(this, store);
		return results;
	}
}
