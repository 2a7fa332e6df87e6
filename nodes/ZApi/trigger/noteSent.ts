import type { IDataObject } from 'n8n-workflow';

import { tellsOfOurs } from '../../shared/core/message/channelEvent';
import { speaker } from '../../shared/core/message/message';
import { messageWords } from '../../shared/core/message/turnText';
import { changeMessage } from '../../shared/store/changes';
import { receiveMessage } from '../../shared/store/inbox';
import { noteConnection } from '../../shared/store/integrations';
import { failureOf, settleDelivery } from '../../shared/store/outbox';
import { settleStatus } from '../../shared/store/receipts';
import type { Reading } from '../events';
import type { Door } from './door';

/**
 * Notes what Z-API tells of a message that was sent through its API, as the Conversation node's Receive would in an execution: each reply brings the
 * number's own message, and where those events are chosen a `DeliveryCallback` and how far it got. So is a number that comes online or goes: a bad line brings hundreds of those a minute.
 * @returns what was noted; null when the workflow has to see it: a customer's or an attendant's message, a group's, a delivery that failed, other
 * events, and what the database could not take, so that the failure is seen and told like any other
 */
export async function noteSent({ context, store, settings }: Door, reading: Reading): Promise<IDataObject | null> {
	try {
		// Nobody behind a trigger that stores takes it in; who chose the event gets it all the same.
		if (settings.stores && reading.kind === 'delivery' && reading.delivery.error)
			await settleStatus(await store(), failureOf(reading.delivery, reading.delivery.error, new Date().toISOString()));
		if (settings.stores && reading.kind === 'event' && reading.event.event === 'receipt' && tellsOfOurs(reading.event))
			await settleStatus(await store(), reading.event);
		if (reading.kind === 'delivery' && !reading.delivery.error)
			return (await settleDelivery(await store(), reading.delivery)) as IDataObject;
		if (reading.kind === 'event' && (reading.event.event === 'connected' || reading.event.event === 'disconnected'))
			return await noteConnection(await store(), reading.event);
		if (reading.kind === 'change' && speaker(reading.change.message) === 'agent')
			return await changeMessage(await store(), reading.change, 'agent');
		if (reading.kind !== 'message' || reading.message.isGroup || speaker(reading.message) !== 'agent') return null;
		return await receiveMessage(await store(), reading.message, 'agent', messageWords(reading.message));
	} catch (error) {
		context.logger.warn('Z-API Trigger could not note a sent message and starts the workflow for it', {
			problem: (error as Error).message,
		});
		return null;
	}
}
