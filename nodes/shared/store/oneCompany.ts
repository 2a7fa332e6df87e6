import type { IDataObject, IExecuteFunctions, NodeTypeAndVersion } from 'n8n-workflow';

import { recordOf } from '../core/json/readers';
import { openStore, type Store } from './store';
import { PUBLIC, schemaName } from './schemaOption';

/** Says on an item which schema it is of; items of `public` say nothing. */
const MARK = 'database_schema';
/** What only the database gives: an item with one of these and without the mark is of `public`. */
const NUMBERED = ['turn_id', 'sequence', 'outbox_id'];

/** Nodes of one workflow, or of one that calls another, work on two companies. */
export class TwoCompanies extends Error {
	readonly remedy = 'Give the option "Schema" the same value in every node of this workflow: each company has workflows of its own.';

	constructor(what: string, theirs: string, ours: string) {
		super(`${what} works with the schema "${theirs}", and this node with "${ours}"`);
		this.name = 'TwoCompanies';
	}
}

/** Whether a node of the package uses the database, by the name of its type and what its form says; the others have no company. */
const USES_STORE: Record<string, (parameters: IDataObject) => boolean> = {
	conversationTrigger: () => true,
	conversation: ({ operation }) => operation !== 'alertOnce',
	leadStore: () => true,
	health: () => true,
	controlApiTrigger: () => true,
	attendanceServerTrigger: () => true,
	zApiTrigger: ({ noteSent }) => noteSent === true,
	zApi: ({ responseType }) => responseType === 'nextMessage',
	sdrAgent: ({ catalogueSource }) => catalogueSource === 'supabase',
	pipeRun: ({ run }) => run === 'saved',
};

/** The schema that a node of a workflow's JSON works with; null when it uses no database. */
export function schemaOfNode({ type, parameters = {} }: { type: string; parameters?: object }): string | null {
	const [, name = ''] = /n8n-nodes-atendeaqui\.(\w+?)(?:Tool)?$/.exec(type) ?? [];
	if (!USES_STORE[name]?.(parameters as IDataObject)) return null;
	return schemaName(recordOf((parameters as IDataObject).options).schema);
}

type Asks = Pick<IExecuteFunctions, 'getInputData' | 'getNode' | 'getParentNodes' | 'getNodeParameter' | 'getCredentials'>;

/**
 * The database of a node in an execution, in the schema of its option.
 * @throws {TwoCompanies} when a node before it works with another one
 * @throws {VendorError} when a field of the credential is empty
 */
export async function storeOf(context: Asks): Promise<Store> {
	const schema = schemaName(context.getNodeParameter('options.schema', 0, ''));
	const before: NodeTypeAndVersion[] = context.getParentNodes(context.getNode().name, { includeNodeParameters: true });
	for (const node of before) {
		const theirs = node.disabled ? null : schemaOfNode(node);
		if (theirs !== null && theirs !== schema) throw new TwoCompanies(`The node "${node.name}" before this one`, theirs, schema);
	}
	return await openStore(context, schema);
}

/**
 * Refuses an item of another company: it may come from a workflow that calls this one.
 * @throws {TwoCompanies}
 */
export function sameCompany(item: IDataObject, { schema }: Pick<Store, 'schema'>): void {
	const mark = item[MARK];
	const theirs = typeof mark === 'string' ? mark : NUMBERED.some((key) => key in item) ? PUBLIC : schema;
	if (theirs !== schema) throw new TwoCompanies('What made this item', theirs, schema);
}

/** An item that says whose it is. */
export const ofCompany = <T extends IDataObject>(json: T, { schema }: Pick<Store, 'schema'>): T =>
	schema === PUBLIC ? json : { ...json, [MARK]: schema };

/** Runs an operation on an item of this company; what it gives says whose it is. */
export async function withCompany<T extends { json: IDataObject }>(
	context: Asks,
	store: Store,
	itemIndex: number,
	work: () => Promise<T | T[]>,
): Promise<T[]> {
	sameCompany(context.getInputData()[itemIndex]?.json ?? {}, store);
	return [await work()].flat().map((outcome) => ({ ...(outcome as T), json: ofCompany((outcome as T).json, store) }));
}
