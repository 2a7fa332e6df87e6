import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import { readEvent } from '../../nodes/Chatwoot/events';
import { credentialsFor } from '../Chatwoot/node';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import type { NewMessage } from '../sandbox/chatwootActs';
import type { Conversation, Message } from '../sandbox/chatwootState';
import { TEAM_PHONE } from '../sandbox/demoCompany';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database, message, newPlace, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
export const INBOX = 12;
/** An agent of the stand-in. */
export const RAFAEL = 3;
export let zapi: ZApi;
export let chatwoot: Chatwoot;
export let place: Place;

/** A number, a Z-API and a Chatwoot of its own for each test; no call may offend them. */
export function withChatwoot(): void {
	beforeEach(async () => {
		place = { ...newPlace(), channel: randomUUID().replaceAll('-', '').toUpperCase() };
		zapi = await startZApi({ instanceId: place.channel, token: TOKEN });
		chatwoot = await startChatwoot();
	});
	// Each test has a Chatwoot of its own that counts from the same number; what could not be placed is noted without a channel.
	beforeEach(async () => {
		await sql(`delete from chatwoot_events where channel = ''`);
	});
	afterEach(async () => {
		expect([zapi.violations, chatwoot.violations]).toEqual([[], []]);
		await chatwoot.stop();
		await zapi.stop();
	});
	afterAll(closeSql);
}

/** The bundled workflow as it is, but that it looks after the conversations of this test alone. */
async function run(name: string, from: string, items: IDataObject[] = [{}], parameters: IDataObject = {}): Promise<EngineRun> {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	for (const node of json.nodes) {
		const { operation } = node.parameters;
		if (['getUncertain', 'reconcile', 'claimOutbox', 'claimMirror'].includes(String(operation)))
			node.parameters.onlyChannel = place.channel;
		if (node.parameters.teamPhone === '') node.parameters.teamPhone = TEAM_PHONE;
		if (operation === 'mirrorWord') node.parameters.inbox = INBOX;
		if (operation === 'getChatwootGap') node.parameters.account = place.channel;
		if (operation === 'receiveChatwoot') Object.assign(node.parameters, parameters);
	}
	const credentials = {
		...database,
		...credentialsFor(chatwoot),
		atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
	};
	return await (await startEngine()).run(json, { from, items, credentials });
}
export const mirror = async () => await run('handoff-chatwoot', 'A cada 10 segundos');
export const catchUp = async () => await run('handoff-chatwoot', 'A cada minuto');
export const worker = async () => await run('bastidores', 'A cada 20 segundos');

export const conversation = (): Conversation => chatwoot.state.conversations[0];
/** What stands in the conversation, as `incoming: Oi`. */
export const shown = () =>
	chatwoot.state.conversations.flatMap(({ messages }) =>
		messages
			.filter(({ message_type: type }) => type !== 'activity')
			.map((one) => `${one.private ? 'note' : one.message_type}: ${one.content}`),
	);
export const sent = () => zapi.sent.map(({ body }) => String(body.message));
/** Replies of a person keep a distance in time to other messages of the chat. */
export const aMomentLater = async () => {
	await sql(`update outbox set updated_at = updated_at - interval '4 seconds' where channel = $1`, [place.channel]);
	await sql(`update inbox set received_at = received_at - interval '4 seconds' where channel = $1`, [place.channel]);
};
export const mode = async () => (await only('getStatus', { phone: place.phone, channel: place.channel })).mode;
export const history = async () =>
	await sql<{ role: string; content: string; status: string }>(
		'select role, content, status from conversations where channel = $1 order by sent_at, id',
		[place.channel],
	);

/** A conversation that Chatwoot knows; the customer has just written. */
export async function begun(text = 'Oi'): Promise<void> {
	await mirror();
	await operate('receive', {}, [message(place, { text })]);
	await mirror();
	await aMomentLater();
}
/** An agent writes in Chatwoot. */
export const writes = (content: string, more: NewMessage = {}): Message => chatwoot.writes(RAFAEL, conversation().id, { content, ...more });
/** What the trigger makes of a delivery of Chatwoot. */
export function delivered(payload: unknown): IDataObject {
	const reading = readEvent(payload, { deliveryId: randomUUID(), keepRaw: false });
	if (reading.kind === 'malformed') throw new Error(reading.problem);
	return reading.event as IDataObject;
}
export const eventOf = (one: Message): IDataObject => {
	const found = chatwoot.state.conversations.find(({ messages }) => messages.includes(one)) as Conversation;
	return delivered({ ...chatwoot.show.hookMessage(found, one), event: 'message_created' });
};
export const receive = async (event: IDataObject, parameters: IDataObject = {}) => {
	const result = await run('handoff-chatwoot', 'Evento no Chatwoot', [event], parameters);
	expect(result.error).toBeUndefined();
	return result;
};
export const says = async (content: string, more: NewMessage = {}) => await receive(eventOf(writes(content, more)));
