import type { INode } from 'n8n-workflow';

import { readEvent } from '../../nodes/ZApi/events';
import { receivedRevoke } from '../sandbox/zapiContents';
import { receivedInGroup, receivedNotification, receivedText } from '../sandbox/zapiPayloads';
import { newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { call, TOKEN, triggerOf } from './hook';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const read = (payload: object, ownMessages = true) =>
	readEvent(payload, { groups: true, ownMessages, chatEvents: [], changes: true }, false);

it('an edit is read with the message as it stands now, under the id of that message', () => {
	const edit = receivedText({ isEdit: true, messageId: 'M1', text: 'Quero 20', momment: 1767618000123, referenceMessageId: 'QUOTED' });
	expect(read(edit)).toMatchObject({
		kind: 'change',
		change: { change: 'edit', of: ['M1'], message: { messageId: 'M1', text: 'Quero 20', sentAt: '2026-01-05T13:00:00.123Z' } },
		isChosen: false,
	});
});

it('a deletion is read with every id that may be meant', () => {
	expect(read(receivedRevoke({ messageId: 'N1', of: 'M1' }))).toMatchObject({
		kind: 'change',
		change: { change: 'deletion', of: ['N1', 'M1'], message: { text: '', kind: 'text' } },
	});
});

it.each([
	// evolution-foundation/evolution-go #108: an edit was told without its new words.
	['an edit without words', receivedText({ isEdit: true, text: '' }), 'edited_message'],
	['an edit in a group', { ...receivedInGroup(), isEdit: true }, 'edited_message'],
	['an edit in a channel', receivedText({ isEdit: true, phone: '120363000000000099@newsletter' }), 'newsletter'],
	['a deletion in a channel', receivedRevoke({ phone: '120363000000000099@newsletter' }), 'system_notification'],
	['another notification', receivedNotification({ notification: 'CALL_VOICE' }), 'system_notification'],
	['a deletion without an id', { ...receivedRevoke(), messageId: null }, 'system_notification'],
])('%s changes nothing', (_, payload, reason) => {
	expect(read(payload)).toEqual({ kind: 'ignored', reason });
});

it('what the team changes is left alone where its messages are not wanted', () => {
	expect(read(receivedText({ isEdit: true, fromMe: true }), false)).toEqual({ kind: 'ignored', reason: 'own_message' });
	expect(read(receivedText({ isEdit: true, fromMe: true }))).toMatchObject({ change: { message: { fromMe: true } } });
});

/** A delivery to a trigger. */
async function told(payload: object, parameters: object, behind?: INode['parameters']) {
	const given = await triggerOf(
		{ baseUrl: 'http://127.0.0.1:9' },
		{ noteSent: true, ...parameters },
		{
			atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: 'http://127.0.0.1:9' },
			supabaseApi: { host, serviceRole },
		},
		behind,
	);
	return await call(given, { phone: place.phone, ...payload, instanceId: place.channel });
}
const STORES = { messages: 'store', options: { ownMessages: true } };
const inbox = async () => await sql('select text, status from inbox where channel = $1 order by id', [place.channel]);
const [first, edit] = [
	{ messageId: 'M1', text: 'Quero 2' },
	{ messageId: 'M1', text: 'Quero 20', isEdit: true },
];

describe('a trigger that stores', () => {
	it('makes an edit good before Z-API is answered, and starts nothing', async () => {
		await told(receivedText({ ...first, phone: place.phone }), STORES);
		const { answered, items } = await told(receivedText({ ...edit, phone: place.phone }), STORES);
		expect([answered, items]).toEqual([{ status: 200, body: { changed: true } }, undefined]);
		expect(await inbox()).toEqual([{ text: 'Quero 20', status: 'waiting' }]);
	});

	it('makes a deletion good', async () => {
		await told(receivedText({ ...first, phone: place.phone }), STORES);
		const { answered } = await told(receivedRevoke({ messageId: 'M1', phone: place.phone }), STORES);
		expect(answered).toEqual({ status: 200, body: { changed: true } });
		expect(await inbox()).toEqual([{ text: 'Quero 2', status: 'done' }]);
	});

	it('also starts the workflow for who chose such events', async () => {
		const chosen = { ...STORES, options: { chatEvents: ['edit'] } };
		await told(receivedText({ ...first, phone: place.phone }), chosen);
		const { items } = await told(receivedText({ ...edit, phone: place.phone }), chosen);
		expect(items).toEqual([expect.objectContaining({ event: 'edit', text: 'Quero 20', messageId: 'M1' })]);
		expect(await inbox()).toEqual([{ text: 'Quero 20', status: 'waiting' }]);
	});
});

describe('a trigger that starts the workflow', () => {
	const STARTS = { options: { ownMessages: true } };

	it('hands an edit and a deletion on where Receive stands behind it', async () => {
		const behind = { operation: 'receive' };
		expect((await told(receivedText({ ...edit, phone: place.phone }), STARTS, behind)).items).toEqual([
			expect.objectContaining({ event: 'edit', change: expect.objectContaining({ change: 'edit', of: ['M1'] }) }),
		]);
		expect((await told(receivedRevoke({ phone: place.phone }), STARTS, behind)).items).toEqual([
			expect.objectContaining({ event: 'notification', notification: 'REVOKE', change: expect.objectContaining({ change: 'deletion' }) }),
		]);
	});

	it.each([
		['nothing', undefined],
		['another operation', { operation: 'decide' }],
	])('starts nothing with %s behind it, as ever: a workflow of its own may take each item for a message', async (_, behind) => {
		const { answered, items } = await told(receivedText({ ...edit, phone: place.phone }), STARTS, behind);
		expect([answered, items]).toEqual([{ status: 200, body: { ignored: 'edited_message' } }, undefined]);
	});
});
