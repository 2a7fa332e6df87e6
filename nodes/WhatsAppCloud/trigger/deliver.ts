import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../../shared/core/json/readers';
import { refusedForSure } from '../../shared/webhook/credential';
import { bodyOf } from '../payload/envelope';
import { readWebhook } from '../payload/readWebhook';
import type { Reading } from '../payload/reading';
import type { Delivery, Door, Outcome, Settings } from './door';
import { isRepeated } from './recent';
import { MAX_BYTES, signatureProblem } from './signature';
import { isStored, takeInAll } from './takeIn';

/**
 * One delivery of Meta, through whichever door it came: verify, parse, store, hand over. What is refused gets a 4xx with a reason; what is of no interest or was
 * stored a 200, once it is; what the database does not take a 503, so that Meta delivers it again. Only chosen events start an execution.
 * @param now epoch milliseconds
 */
export async function deliver(door: Door, { raw, signature }: Delivery, now: number): Promise<Outcome> {
	const { credentials, settings } = door;
	if (raw.length > MAX_BYTES) return refuse(door, 413, 'The body is larger than Meta sends any');
	const problem = async () => {
		const { appSecret } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
		return signatureProblem(raw, signature, String(appSecret ?? '').trim());
	};
	const refusal = await refusedForSure(credentials, problem, { now, ms: door.rereadsAfterMs ?? 0 });
	if (refusal) return refuse(door, 401, refusal);

	const { phoneNumberId, businessAccountId } = await credentials.getCredentials('atendeAquiWhatsAppCloudApi');
	const own = { channel: textOf(phoneNumberId).trim(), account: textOf(businessAccountId).trim() };
	// What was signed is what is read, byte by byte: not what somebody parsed of it before.
	const readings = readWebhook(bodyOf(raw.toString('utf8')), { channel: own.channel, keepRaw: settings.raw, receivedAt: now });
	if (!readings) return refuse(door, 400, 'The body is no delivery about a WhatsApp Business Account');
	const ours = settings.allNumbers ? readings : readings.filter((reading) => isOurs(reading, own));

	const stored = settings.stores ? ours.filter((reading) => isStored(reading) && isChosen(settings, reading)) : [];
	const untaken = stored.length > 0 ? await storeAll(door, stored) : null;
	if (untaken) return untaken;
	const items = ours.flatMap((reading) => itemOf(door, reading));
	return items.length > 0 ? { items } : { status: 200, body: { received: ours.length } };
}

/** The answer when it was not stored; null when it was. */
async function storeAll({ context, store, rating }: Door, readings: Reading[]): Promise<Outcome | null> {
	try {
		await takeInAll(context, await store(), readings, rating);
		return null;
	} catch (error) {
		context.logger.error('WhatsApp Cloud Trigger could not store a delivery', { problem: (error as Error).message });
		return { status: 503, body: { error: 'The delivery could not be stored; deliver it again later' } };
	}
}

/** Messages and what is done to them are stored for who listens to messages; what settles sends and tells of persons, in any case. */
const isChosen = ({ events }: Settings, reading: Reading): boolean =>
	events.includes('received') || (reading.kind === 'event' && reading.name !== 'edit');

/** A callback gets what is told of every number of the app: another number is another channel, whose trigger has its own credential. */
function isOurs(reading: Reading, own: { channel: string; account: string }): boolean {
	if (reading.kind === 'ignored') return true;
	const { channel } = reading.kind === 'message' ? reading.message : reading.event;
	return channel === own.channel && (own.account === '' || reading.account === '' || reading.account === own.account);
}

/** What starts the workflow: a message where messages are not stored, and any event that was chosen. */
function itemOf({ settings, listener }: Door, reading: Reading): IDataObject[] {
	if (reading.kind === 'ignored') return [];
	const { events, groups } = settings;
	if (reading.kind === 'message') {
		const { message } = reading;
		const isWanted = events.includes('received') && (message.isGroup ? groups : !settings.stores);
		return isWanted ? [message as IDataObject] : [];
	}
	const { event, does, name } = reading;
	if ('isGroup' in event && event.isGroup === true && !groups) return [];
	// A Conversation node behind makes an edit good, where the trigger does not.
	const change = does && 'change' in does ? { change: does.change } : {};
	const isForReceive = name === 'edit' && !settings.stores && settings.hasReceiver;
	if (!events.includes(name) && !isForReceive) return [];
	// The Conversation node knows by itself what it made good before.
	if (!isForReceive && isRepeated(listener, reading)) return [];
	return [{ ...event, ...change } as IDataObject];
}

/** Only the caller's mistake is named, never what was expected. */
function refuse({ context }: Door, status: number, problem: string): Outcome {
	context.logger.warn('WhatsApp Cloud Trigger refused a delivery', { problem });
	return { status, body: { error: problem } };
}
