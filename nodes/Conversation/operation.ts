import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Outcome } from '../shared/kit/items';
import type { Store } from '../shared/store/store';

/** One step of a conversation: its form and what it does with one item. */
export interface ConversationOperation {
	name: string;
	action: string;
	description: string;
	/** Names of the outputs, in order. */
	outputs: string[];
	/** By which output an item leaves that failed, where the operator chose to go on: never one that lets somebody speak. The first unless told. */
	failsTo?: number;
	/** Its items come in batches and are done in the database: one that fails is told of once the others are done. */
	goesOn?: true;
	properties: INodeProperties[];
	/** Absent for what has to work while the database does not. */
	run?: (context: IExecuteFunctions, store: Store, itemIndex: number) => Promise<Outcome | Outcome[]>;
	/** In place of `run`. */
	alone?: (context: IExecuteFunctions, itemIndex: number) => Promise<Outcome>;
}

/** What operations work on. Its first operation is the one that a node starts with when the resource is chosen. */
export interface ConversationResource {
	name: string;
	/** By the value that workflows store, which no other resource may have: a node's outputs, credentials and form follow the operation alone. */
	operations: Record<string, ConversationOperation>;
}

/** The outputs of a step with two or three ways out. */
export const FIRST = 0;
export const SECOND = 1;
export const THIRD = 2;

/** The outputs of a decision (handoff spec A5). */
export const DECISION_OUTPUTS = ['Answer', 'Silence', 'Command', 'Escalate'];
export const ANSWER = 0;
export const SILENCE = 1;
export const COMMAND = 2;
export const ESCALATE = 3;

/** The outputs of an order. */
export const ORDER_OUTPUTS = ['Done', 'Refused'];
