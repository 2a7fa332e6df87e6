import type { IExecuteFunctions } from 'n8n-workflow';

import { at, integerOf, textOf } from '../shared/core/json/readers';

/**
 * Which effect of the outbox an item is about: by the fields, else by what the node that failed to send it handed on in `details`, so that one step can note
 * what was sent and what was not.
 * @param from where the ids come from, for the sentence when they are missing
 * @throws {RangeError} when nothing tells it
 */
export function effectOf(context: IExecuteFunctions, itemIndex: number, from: string): { outboxId: number; leaseToken: string } {
	const { details } = context.getInputData()[itemIndex].json;
	const given = Number(textOf(context.getNodeParameter('outboxId', itemIndex, '')) || NaN);
	const outboxId = Number.isInteger(given) ? given : integerOf(at(details, 'outbox_id'), { min: 1, max: Number.MAX_SAFE_INTEGER });
	if (outboxId === null) throw new RangeError(`The field "Outbox ID" is empty: hand on the outbox_id of ${from}`);
	return { outboxId, leaseToken: textOf(context.getNodeParameter('lease', itemIndex, '')) || textOf(at(details, 'lease_token')) };
}
