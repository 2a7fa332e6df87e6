import { readEvent } from '../../nodes/ZApi/events';
import { receivedContact, receivedOrder, receivedRevoke } from '../sandbox/zapiContents';
import { receivedText, type ReceivedCallback } from '../sandbox/zapiPayloads';
import { newPlace, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** An item as the Z-API Trigger gives it to a Receive behind it. */
function item(payload: ReceivedCallback) {
	const given = { ...payload, instanceId: place.channel, phone: place.phone };
	const reading = readEvent(given, { groups: false, ownMessages: true, changes: true }, false);
	if (reading.kind === 'message') return { ...reading.message };
	if (reading.kind === 'change') return { ...reading.event, change: reading.change };
	throw new Error(reading.kind);
}
const receive = async (payload: ReceivedCallback) => await operate('receive', {}, [JSON.parse(JSON.stringify(item(payload)))]);
const STORED = [{ body: { stored: true }, headers: {}, statusCode: 200 }];

it('an edit of what waits is made good: nothing else is to do, and the provider is told', async () => {
	await receive(receivedText({ messageId: 'M1', text: 'Quero 2' }));
	const { out, responses } = await receive(receivedText({ messageId: 'M1', text: 'Quero 20', isEdit: true }));
	expect(out(0)).toEqual([]);
	expect(out(1)).toEqual([expect.objectContaining({ reason: 'message_edit', text: 'Quero 20' })]);
	expect(responses).toEqual(STORED);
});

it('an edit of what was answered goes on as a new message, with its place in the inbox', async () => {
	await receive(receivedText({ messageId: 'M1', text: 'Quero 2' }));
	await sql(`update inbox set status = 'done' where channel = $1`, [place.channel]);
	const { out, responses } = await receive(receivedText({ messageId: 'M1', text: 'Quero 20', isEdit: true }));
	expect(out(0)).toEqual([expect.objectContaining({ text: '✏️ corrigido: Quero 20', sequence: expect.any(Number) })]);
	expect(responses).toEqual(STORED);
});

it('a deletion, also of what nobody knows, has nothing to do', async () => {
	const payload = receivedRevoke({ messageId: 'M1' });
	expect((await receive(payload)).out(1)).toEqual([expect.objectContaining({ reason: 'unknown_message' })]);
	await receive(receivedText({ messageId: 'M2' }));
	expect((await receive(receivedRevoke({ messageId: 'M2' }))).out(1)).toEqual([expect.objectContaining({ reason: 'message_deletion' })]);
});

it('what a message carries is stored with it, and its words stand in the history', async () => {
	await receive(receivedOrder());
	await receive(receivedContact());
	expect(await sql('select kind, content from inbox where channel = $1 order by id', [place.channel])).toEqual([
		{ kind: 'order', content: { order: expect.objectContaining({ items: [expect.objectContaining({ code: 'BR10', quantity: 20 })] }) } },
		{ kind: 'contact', content: { contacts: [expect.objectContaining({ phones: ['5511999990002'] })] } },
	]);
	expect(await sql('select content from conversations where channel = $1 order by id', [place.channel])).toEqual([
		{ content: '[pedido do catálogo recebido] 20× Broca 10mm (BR10)' },
		{ content: '[contato recebido] Bruno Compras: 5511999990002' },
	]);
});
