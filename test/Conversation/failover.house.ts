import { randomInt, randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { customerTurn, message, newPlace, only, operate, type Place } from '../setup/house';
import { sql } from '../setup/supabase';

/** A customer at a number of Z-API, and a number of the Cloud API that may stand in for it. */

export const SENTENCE = 'Estamos falando de outro número.';
export const MINUTES = 10;

export interface Company extends Place {
	/** The number that stands in. */
	other: string;
}

export async function company(given: Partial<Place> = {}, settings: IDataObject = {}): Promise<Company> {
	const place = { ...newPlace(), ...given, other: `cloud-${randomUUID()}` };
	await set(place, settings);
	return place;
}

export const set = async ({ channel, other }: Company, given: IDataObject = {}) =>
	await only('setFailover', { failing: channel, standIn: other, minutes: MINUTES, sentence: SENTENCE, attendant: 'ana', ...given });

/** Z-API told so many minutes ago that the number is cut off. */
export const cutOff = async ({ channel }: Pick<Place, 'channel'>, minutesAgo: number): Promise<void> => {
	await sql(`select note_connection($1, 'zapi', false, 'Phone disconnected', now() - make_interval(secs => $2))`, [
		channel,
		minutesAgo * 60,
	]);
};
export const connected = async ({ channel }: Pick<Place, 'channel'>, minutesAgo = 0): Promise<void> => {
	await sql(`select note_connection($1, 'zapi', true, null, now() - make_interval(secs => $2))`, [channel, minutesAgo * 60]);
};

/** Taken in before the number was cut off: by itself, what comes in by a number proves that it is connected. */
export async function before<Result>({ channel }: Pick<Place, 'channel'>, act: () => Promise<Result>): Promise<Result> {
	const was = await sql<{ row: object }>(`select to_jsonb(i) as row from integrations i where channel = $1 and name = 'zapi'`, [channel]);
	const result = await act();
	for (const { row } of was) {
		await sql(`delete from integrations where channel = $1 and name = 'zapi'`, [channel]);
		await sql('insert into integrations select (jsonb_populate_record(null::integrations, $1)).*', [JSON.stringify(row)]);
	}
	return result;
}

/** A turn of the customer, from their words to the part that is to be sent. */
export async function reply(place: Place, text = 'Olá!', turn?: IDataObject): Promise<IDataObject> {
	const claimed = turn ?? (await before(place, async () => await customerTurn(place)));
	return await only('confirm', { reply: text }, await only('decide', {}, claimed));
}
export const sent = async (part: IDataObject, id: string = randomUUID()): Promise<void> => {
	await only('record', { outcome: 'sent' }, { ...part, messageId: id });
};
/** A reply that goes out. */
export async function answered(place: Place, text?: string): Promise<IDataObject> {
	const part = await reply(place, text);
	await sent(part);
	return part;
}

/** They write to the number that stands in, in the form in which Meta tells it. */
export const writesToOther = async (place: Company, given: IDataObject = {}): Promise<IDataObject> =>
	(
		await operate('receive', {}, [
			message(place, { provider: 'whatsapp_cloud', channel: place.other, messageId: `wamid.${randomUUID()}`, ...given }),
		])
	).out(0)[0];

/** They wrote to the number that stands in a while ago: its window is open. The conversation that they had there is over. */
export async function hasWrittenToOther({ other, phone }: Company): Promise<void> {
	await operate('receive', {}, [message({ channel: other, phone }, { provider: 'whatsapp_cloud' })]);
	await sql(
		`update inbox set status = 'done', received_at = received_at - interval '1 hour', sent_at = sent_at - interval '1 hour' where channel = $1`,
		[other],
	);
}

/** A text of a person's that waits for its worker. */
export async function leave(place: Place, payload: IDataObject = {}, key: string = randomUUID()): Promise<string> {
	const row = { key, kind: 'whatsapp_text', ...place, payload: { text: 'Bom dia', ...payload } };
	await sql('select enqueue_outbox($1)', [JSON.stringify([row])]);
	return key;
}
export const claimed = async ({ channel }: Pick<Place, 'channel'>): Promise<IDataObject[]> =>
	(await operate('claimOutbox', { kinds: ['whatsapp_text'], limit: 50, leaseSeconds: 60, onlyChannel: channel })).out();

export const outboxOf = async ({ channel }: Pick<Place, 'channel'>, columns = 'status, provider, via') =>
	await sql(`select ${columns} from outbox where channel = $1 and kind = 'whatsapp_text' order by id`, [channel]);
export const toldOf = async ({ channel }: Pick<Place, 'channel'>): Promise<string[]> =>
	(
		await sql<{ kind: string }>(
			`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice' and payload ->> 'kind' like 'failover%' order by id`,
			[channel],
		)
	).map(({ kind }) => kind);
export const routeOf = async ({ channel, phone }: Place): Promise<string | null> =>
	(await sql<{ routed_to: string | null }>('select routed_to from sessions where channel = $1 and phone = $2', [channel, phone]))[0]
		?.routed_to;
export const lid = (): string => `1${String(randomInt(1e12)).padStart(14, '0')}@lid`;
