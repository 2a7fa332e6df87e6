import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

/**
 * Does the work of a trigger's hook or poll. What the items of an operation have in `items.ts`, a trigger has here: our errors as n8n shows them.
 * @throws {NodeApiError} with what happened as its message and what to do as its description
 */
export async function withRemedy<T>(node: INode, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { message, remedy, description } = error as { message: string; remedy?: string; description?: string };
		throw new NodeApiError(node, { message } as JsonObject, { message, description: remedy ?? description });
	}
}
