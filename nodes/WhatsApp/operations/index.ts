import type { WhatsAppOperation } from '../operation';
import { findOut } from './findOut';
import { getFile } from './getFile';
import { send } from './send';

export const operations: Record<string, WhatsAppOperation> = { send, findOut, getFile };

/** @throws {RangeError} for one that an expression or a workflow of another version names */
export function operationOf(key: unknown): WhatsAppOperation {
	const found = operations[String(key)];
	if (!found) throw new RangeError(`There is no operation "${String(key)}": choose one from the list`);
	return found;
}
