import type { IExecuteFunctions } from 'n8n-workflow';

import { textOf } from '../core/json/readers';
import { VendorError } from '../http/errors';

/** A process answers for some numbers, not for thousands. */
const MOST = 500;

/**
 * What nodes last worked with: a field that cannot be used any more goes on with what stood there before. As long as the process lives; after a restart, what the
 * node has prepared stands in. It is kept nowhere else on purpose: n8n writes the static data of a workflow as one piece, and a turn that ends would write over
 * what a trigger of the same workflow has just registered; of the database the agent knows nothing.
 */
export class LastGood<T> {
	private readonly known = new Map<string, T>();

	remember(place: string, value: T): void {
		this.known.delete(place);
		this.known.set(place, value);
		if (this.known.size > MOST) this.known.delete(this.known.keys().next().value!);
	}

	at(place: string): T | undefined {
		return this.known.get(place);
	}
}

/** Of which node and which number of ours: what an expression makes of one number's turn is nothing for another's. */
export const placeOf = (context: Pick<IExecuteFunctions, 'getWorkflow' | 'getNode'>, channel: unknown): string =>
	[context.getWorkflow().id ?? '', context.getNode().id, textOf(channel)].join(':');

/** Whether a field of the node is to blame. What a server answers is none, and a mistake of ours has to be seen. */
export const isField = (error: unknown): error is Error =>
	error instanceof Error && !(error instanceof VendorError) && !(error instanceof TypeError && !('remedy' in error));

/** What the team is told, in Portuguese: which node, and what is wrong there. */
export function fieldProblem(node: string, error: Error): string {
	const { sentence } = error as { sentence?: string };
	return sentence
		? `no nó "${node}", ${sentence}`
		: `o nó "${node}" tem um campo que não pode ser usado: ${error.message.slice(0, 200).replace(/\.$/, '')}.`;
}
