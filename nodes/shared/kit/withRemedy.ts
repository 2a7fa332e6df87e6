import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { shownRemedy } from '../remedies/portuguese';

/**
 * Does the work of a trigger's hook or poll. What the items of an operation have in `items.ts`, a trigger has here: our errors as n8n shows them.
 * @throws {NodeApiError} with what happened as its message and what to do, in English and Portuguese, as its description
 */
export async function withRemedy<T>(node: INode, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { message } = error as Error;
		throw new NodeApiError(node, { message } as JsonObject, { message, description: shownRemedy(error) });
	}
}
