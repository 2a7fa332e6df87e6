import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Decision } from '../shared/core/session/decision';
import { decisionLog } from '../shared/core/session/decisionLog';

/** Structured log events beside a decision (handoff spec B4). */
export const logsForm: INodeProperties = {
	displayName: 'Log Events',
	name: 'emitLogs',
	type: 'options',
	options: [
		{ name: 'None', value: 'none' },
		{ name: 'With the Full Phone', value: 'full' },
		{ name: 'With the Phone Masked', value: 'masked' },
	],
	default: 'none',
	description:
		'Write the message and the decision into the log of n8n, and add them to the item under "log"; of the message 50 characters at most',
};

/** The events that the operator asked for: `{ log }` for the item, or nothing. */
export function logged(
	context: IExecuteFunctions,
	itemIndex: number,
	decided: Decision,
	message: { phone: string; text: string; at: string },
): IDataObject {
	const wish = context.getNodeParameter('emitLogs', itemIndex, 'none') as 'none' | 'full' | 'masked';
	if (wish === 'none') return {};
	const log = decisionLog(decided, { ...message, executionId: context.getExecutionId() }, wish === 'masked');
	for (const { event, ...facts } of log) context.logger.info(event, facts);
	return { log };
}
