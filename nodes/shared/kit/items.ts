import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { isRecord } from '../core/json/readers';
import { VendorError, type FailureKind } from '../http/errors';
import { inPortuguese, shownRemedy } from '../remedies/portuguese';
import { isOperatorsFault } from './operatorsFault';

/** What one item became: the data and, for nodes with several outputs, which one it leaves by (0 when absent). */
export interface Outcome {
	json: IDataObject;
	output?: number;
	binary?: INodeExecutionData['binary'];
}

/**
 * The one item loop of the package: items in order, one after the other, each result paired with its item. A failed item becomes an `error`
 * item when the operator chose to continue, otherwise the run stops with an error on that item.
 * @param outputs how many outputs the node has
 * @param failsTo the output of an `error` item
 * @param goesOn whether a failed item, however the operator chose, lets the others be done first: for work of which nothing is lost when its output is.
 * Not where the server is out: then they would all wait for it.
 */
export async function runItems(
	context: IExecuteFunctions,
	work: (itemIndex: number) => Promise<Outcome | Outcome[]>,
	outputs = 1,
	failsTo = 0,
	goesOn = false,
): Promise<INodeExecutionData[][]> {
	let failure: NodeApiError | NodeOperationError | undefined;
	const results: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const pairedItem = { item: itemIndex };
		try {
			for (const { output = 0, json, ...data } of [await work(itemIndex)].flat())
				// n8n ends on an item without an object, and an answer may be anything.
				results[output].push({
					json: isRecord(json) ? json : json === null || json === undefined ? {} : { value: json },
					...data,
					pairedItem,
				});
		} catch (error) {
			const shown = asNodeError(context, error, itemIndex);
			if (!context.continueOnFail()) {
				const isOut = error instanceof VendorError && (error.notProcessed || error.mayHaveActed || REFUSES_ALL.includes(error.kind));
				if (!goesOn || isOut) throw failure ?? shown;
				failure ??= shown;
				continue;
			}
			results[failsTo].push({ json: errorJson(shown, error, context.getInputData()[itemIndex].json), pairedItem });
		}
	}
	if (failure) throw failure;
	return results;
}

/** What every further request would meet too. */
const REFUSES_ALL: readonly FailureKind[] = ['unauthorized', 'notConnected', 'misaddressed'];

/**
 * What an error output carries: enough to tell the operator, and the next node whether the request may have been done all the same. n8n knows a
 * failed item by exactly these keys; an `error` beside `json` would make it drop the details.
 */
const errorJson = (shown: NodeApiError | NodeOperationError, error: unknown, { turn_id, lease_token }: IDataObject): IDataObject => ({
	error: shown.message,
	details: {
		...remedyIn(shown, error),
		mayHaveActed: error instanceof VendorError && error.mayHaveActed,
		// Tells a workflow that answers somebody whether the vendor failed, or the item was wrong.
		...(error instanceof VendorError && { kind: error.kind }),
		// Nobody needs to try the same again.
		...((error as { isFinal?: unknown } | undefined)?.isFinal === true && { isFinal: true }),
		// What an operation of several requests got done before it failed.
		...(error as { facts?: IDataObject } | undefined)?.facts,
		// Whoever holds a turn of a conversation can give it back.
		...(typeof turn_id === 'string' && { turn_id, lease_token, operators: isOperatorsFault(error) }),
	},
});

/** What to do about it, and the same in Portuguese where it is one of ours: apart, so that whoever tells it on chooses. */
function remedyIn(shown: NodeApiError | NodeOperationError, error: unknown): IDataObject {
	const told = inWords(error);
	const portuguese = inPortuguese(told);
	return { remedy: (error === shown ? shown.description : told.remedy) || null, ...(portuguese !== null && { portuguese }) };
}

/** Data of a form that nothing reads ends as a TypeError somewhere: that alone tells an operator nothing. */
function inWords(error: unknown): { message?: string; remedy?: string } {
	if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof URIError)) return (error ?? {}) as Error;
	return {
		message: `Something has a form that this node cannot read: ${error.message}`,
		remedy:
			'Compare the item and the fields of this node with their descriptions, and check that the addresses in its credentials are right.',
	};
}

/** Our own errors as n8n shows them: what happened, what to do, on which item. */
function asNodeError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = context.getNode();
	if (error instanceof VendorError) {
		const facts: JsonObject = { kind: error.kind, message: error.message, ...(error.status && { status: error.status }) };
		return new NodeApiError(node, facts, {
			message: error.message,
			description: shownRemedy(error),
			itemIndex,
			...(error.status && { httpCode: String(error.status) }),
		});
	}
	const told = inWords(error);
	return new NodeOperationError(node, told.message ?? 'Unknown failure', { itemIndex, description: shownRemedy(told) });
}
