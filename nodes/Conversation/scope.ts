import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Restricts an operation over all conversations to one number. */
export const onlyChannel: INodeProperties = {
	displayName: 'Only Channel',
	name: 'onlyChannel',
	type: 'string',
	default: '',
	description: 'For Z-API an instance ID; empty is every number',
};

/** The number that was chosen; null is every number. */
export const onlyChannelOf = (context: IExecuteFunctions, itemIndex: number): string | null =>
	(context.getNodeParameter('onlyChannel', itemIndex, '') as string).trim() || null;

/** How long the work on what was claimed may take. */
export const leaseProperty = (seconds: number, description: string): INodeProperties => ({
	displayName: 'Lease (Seconds)',
	name: 'leaseSeconds',
	type: 'number',
	typeOptions: { minValue: 15 },
	default: seconds,
	description,
});

/** How much is claimed, for how long, and of which number; null is every number. */
export const batchOf = (context: IExecuteFunctions, itemIndex: number, limitField = 'limit') => ({
	limit: context.getNodeParameter(limitField, itemIndex) as number,
	leaseSeconds: context.getNodeParameter('leaseSeconds', itemIndex) as number,
	channel: onlyChannelOf(context, itemIndex),
});
