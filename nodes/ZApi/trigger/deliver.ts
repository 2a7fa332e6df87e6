import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { refusedForSure } from '../../shared/webhook/credential';
import { sameSecret } from '../../shared/webhook/secret';
import { readEvent } from '../events';
import { carried } from '../payload';
import type { Delivery, Door, Outcome, Settings } from './door';
import { noteSent } from './noteSent';
import { storeMessage } from './storeMessage';
import { expectedSecret } from './url';

/**
 * One delivery of Z-API, through whichever door it came: verify, parse, filter, hand over. What is refused gets a 4xx with a reason, what is of no interest or
 * noted here a 200; all of them start no execution.
 * @param now epoch milliseconds
 */
export async function deliver(door: Door, delivery: Delivery, now: number): Promise<Outcome> {
	const { context, settings } = door;
	const refusal = await refusedForSure(door.credentials, async () => await refused(door, delivery), { now, ms: door.rereadsAfterMs ?? 0 });
	if (refusal) return { status: 403, body: { error: refusal } };

	const { events, chatEvents, groups, ownMessages, raw, takesChanges } = settings;
	const reading = readEvent(delivery.body, { events, chatEvents, groups, ownMessages, changes: takesChanges }, raw, now);
	const noted = settings.notes ? await noteSent(door, reading) : null;
	if (noted) return { status: 200, body: noted };
	if (settings.stores && (reading.kind === 'change' || (reading.kind === 'message' && !reading.message.isGroup))) {
		const stored = await storeMessage(door, reading);
		if (reading.kind === 'message' || !reading.isChosen || stored.status !== 200) return stored;
	}
	const rest = carriedIf(raw, delivery.body);
	switch (reading.kind) {
		case 'malformed':
			context.logger.warn('Z-API Trigger refused a delivery', { problem: reading.problem });
			return { status: 400, body: { error: reading.problem } };
		case 'ignored':
			return { status: 200, body: { ignored: reading.reason } };
		case 'message':
			return { item: reading.message as IDataObject };
		case 'change':
			return { item: { ...reading.event, change: reading.change, ...rest } as unknown as IDataObject };
		case 'delivery':
			return { item: { ...reading.delivery, ...rest } };
		case 'event':
			return { item: { ...reading.event, ...rest } as IDataObject };
	}
}

const carriedIf = (raw: boolean, payload: unknown): { raw?: IDataObject } => {
	const part = raw ? carried(payload as IDataObject) : null;
	return part === null ? {} : { raw: part };
};

/** What is said to who has not the secret. */
export const WRONG_URL = 'The URL is not the one that was registered';

/** Why this call is not believed; null when it is. Only the caller's mistake is named, never what was expected. */
async function refused(door: Pick<Door, 'credentials' | 'settings'>, { secret, headers, body }: Delivery): Promise<string | null> {
	if (!(await hasSecret(door, secret))) return WRONG_URL;
	const credential = await door.credentials.getCredentials('atendeAquiZApi');
	if (!isTokenHeaderRight(door.settings, headers, credential)) return 'The z-api-token header is wrong';
	const { instanceId } = (body ?? {}) as { instanceId?: unknown };
	return instanceId !== undefined && instanceId !== String(credential.instanceId).trim() ? 'The message is for another instance' : null;
}

/** Whether the URL is the one that Z-API was given. */
export const hasSecret = async ({ credentials }: Pick<Door, 'credentials'>, secret: string): Promise<boolean> =>
	sameSecret(secret, await expectedSecret(credentials));

/** The header is not documented by Z-API: it is checked on the operator's wish, and only when it came. */
function isTokenHeaderRight(
	{ checkTokenHeader }: Settings,
	headers: Delivery['headers'],
	credential: ICredentialDataDecryptedObject,
): boolean {
	const header = headers['z-api-token'];
	if (!checkTokenHeader || typeof header !== 'string') return true;
	return sameSecret(header, String(credential.instanceToken).trim());
}
