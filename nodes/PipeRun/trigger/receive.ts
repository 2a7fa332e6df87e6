import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { statusFor } from '../../shared/webhook/caller';
import { dealEvent, doorOf, freshDeal } from './dealEvent';
import { eventKey, eventOf } from './event';
import { readDelivery } from './payload';
import { isFirst, type Recent } from './recent';
import { refused } from './secret';

/**
 * One call of an automatic action: verify, read, fetch the deal, collapse repetitions, hand over. Whatever is of no interest gets a 200 with
 * the reason, because PipeRun repeats everything else; only what may work later gets a 503.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const refusal = await refused(context);
	if (refusal) return answer(context, 403, { error: refusal });
	const reading = readDelivery(context.getBodyData(), String(context.getNodeParameter('options.idKey', '')));
	if (reading.kind === 'nothing') return answer(context, 200, { ignored: reading.reason });

	try {
		const door = doorOf(context);
		const deal = await freshDeal(door, reading.dealId);
		if (!deal) return answer(context, 200, { ignored: 'PipeRun has no such deal any more' });
		const { event: wanted } = context.getQueryData() as { event?: string };
		const event = eventOf(wanted, reading.words, deal);
		if (!event) return answer(context, 200, { ignored: 'The deal is not in that state any more' });
		if (!(context.getNodeParameter('events') as string[]).includes(event))
			return answer(context, 200, { ignored: `Not listened to: ${event}` });
		const item = await dealEvent(door, event, deal, reading.phones);
		if (!isFirst(context.getWorkflowStaticData('node') as Recent, eventKey(event, deal), Date.now()))
			return answer(context, 200, { ignored: 'Told already' });
		const raw = context.getNodeParameter('options.raw', false) === true ? { raw: reading.content } : {};
		return { workflowData: [[{ json: { ...item, ...raw } }]] };
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		context.logger.warn('PipeRun Trigger could not fetch a deal', { deal: reading.dealId, problem: error.message });
		return answer(context, 503, { error: error.message });
	}
}

function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(statusFor(context, status)).json(body);
	return { noWebhookResponse: true };
}
