import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Whether a Conversation node behind a trigger receives: it makes edits and deletions good. Other workflows get them as the events that they chose. */
export const hasReceiver = (context: IWebhookFunctions | ITriggerFunctions): boolean =>
	context
		.getChildNodes(context.getNode().name, { includeNodeParameters: true })
		.some(({ type, disabled, parameters }) => type.endsWith('.conversation') && !disabled && parameters?.operation === 'receive');
