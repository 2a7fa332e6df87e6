import type { INodeProperties } from 'n8n-workflow';

import { textOf, type StoreOperation, type StoreOperations } from '../operation';
import { lgpdPerson } from './lgpdPerson';

/** What a form can ask for: each is an operation of its own, too. */
const REQUESTS: Record<string, StoreOperation> = lgpdPerson;

/** The fields of all of them, each once. */
const fields = new Map<string, INodeProperties>(
	Object.values(REQUESTS)
		.flatMap(({ properties }) => properties)
		.map((property) => [property.name, property]),
);

/** One node behind a form with several requests. */
export const lgpdForm: StoreOperations = {
	handleRequest: {
		name: 'Handle Request',
		action: 'Handle a request of a form',
		description: 'Do what a form asks for, one of the operations about a person, and tell which one it was',
		properties: [
			{
				displayName: 'Request',
				name: 'request',
				type: 'options',
				options: Object.entries(REQUESTS)
					.map(([value, { name, description }]) => ({ name, value, description }))
					.sort((a, b) => a.name.localeCompare(b.name)),
				default: 'overview',
				description: 'The fields below are read as far as that operation has them',
			},
			...fields.values(),
		],
		run: async (context, store, itemIndex) => {
			const request = textOf(context, itemIndex, 'request');
			if (!Object.hasOwn(REQUESTS, request)) throw new RangeError(`"Request" is none that can be handled: ${request || 'it is empty'}`);
			const outcomes = [await REQUESTS[request].run(context, store, itemIndex)].flat();
			return outcomes.map((outcome) => ({ ...outcome, json: { ...outcome.json, request } }));
		},
	},
};
