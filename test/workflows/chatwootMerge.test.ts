import type { Conversation } from '../sandbox/chatwootState';
import { message, noticesOf, only, operate } from '../setup/house';
import { sql } from '../setup/supabase';
import {
	aMomentLater,
	catchUp,
	chatwoot,
	delivered,
	eventOf,
	mirror,
	mode,
	place,
	RAFAEL,
	receive,
	withChatwoot,
	zapi,
} from './chatwootForTests';

withChatwoot();

/** Two persons of Chatwoot, by phone and by lid, who turn out to be one. */
const lid = () => `1${place.phone}@lid`;
const idOf = (side: Side) => (side === 'phone' ? place.phone : lid());
type Side = 'phone' | 'lid';
const ids = (...sides: Side[]) => sides.map((side) => ({ kind: side, value: idOf(side) }));
const writes = async (side: Side, text: string, sides: Side[] = [side]) =>
	await operate('receive', {}, [message(place, { text, phone: idOf(side), sendTo: idOf(side), ids: ids(...sides) })]);
const MERGE = '/actions/contact_merge';
const merges = () => chatwoot.requests.filter(({ path }) => path.endsWith(MERGE));
const of = (side: Side) => chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.source_id === idOf(side)) as Conversation;
const said = (one: Conversation) => one.messages.filter(({ message_type: type }) => type === 'incoming').map(({ content }) => content);
const notesIn = (one: Conversation) => one.messages.filter((word) => word.private).map(({ content }) => String(content));
const resolvedEvent = (one: Conversation) => delivered({ ...chatwoot.show.hookConversation(one), event: 'conversation_status_changed' });
const contacts = () => chatwoot.state.contacts.map(({ phone_number: phone, identifier }) => [phone, identifier]);
const retryNow = async () =>
	await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [place.channel]);

async function twoInChatwoot(): Promise<void> {
	await mirror();
	await writes('phone', 'um');
	await writes('lid', 'dois');
	await mirror();
	expect([chatwoot.state.contacts.length, chatwoot.state.conversations.length]).toEqual([2, 2]);
}

it.each([
	['phone', 'lid'],
	['lid', 'phone'],
] as Array<[Side, Side]>)(
	'a person has the conversation by %s: it goes on there, with one contact; the one by %s is closed, says where, and gives nothing back',
	async (goesOn, closed) => {
		await twoInChatwoot();
		await aMomentLater();
		await receive(eventOf(chatwoot.writes(RAFAEL, of(goesOn).id, { content: 'Sou o Rafael' })));
		await writes('phone', 'sou eu', ['phone', 'lid']);
		expect((await mirror()).items('Espelhar depois')).toEqual([]);
		expect(contacts()).toEqual([[`+${place.phone}`, lid()]]);
		expect([of(goesOn).status, of(closed).status]).toEqual(['open', 'resolved']);
		expect(notesIn(of(closed))).toEqual([expect.stringMatching(new RegExp(`mesma pessoa da conversa #${of(goesOn).id}: .* encerrada`))]);
		await receive(resolvedEvent(of(closed)));
		expect(await mode()).toBe('human');
		await writes('lid', 'ainda aí?');
		await mirror();
		expect(said(of(goesOn))).toEqual([goesOn === 'phone' ? 'um' : 'dois', 'sou eu', 'ainda aí?']);
		expect([merges().length, await noticesOf(place)]).toEqual([1, expect.not.arrayContaining(['contacts_not_merged'])]);
		// That one still counts: whoever is done there gives the whole person back.
		chatwoot.acts.setStatus(of(goesOn), 'resolved');
		await receive(resolvedEvent(of(goesOn)));
		expect(await mode()).toBe('agent');
	},
	90_000,
);

it('goes on in the open one of two, closes nothing that is closed, and starts the next one with that contact', async () => {
	await twoInChatwoot();
	chatwoot.acts.setStatus(of('phone'), 'resolved');
	await writes('lid', 'três', ['phone', 'lid']);
	await mirror();
	expect([of('phone').status, of('lid').status, notesIn(of('phone')), said(of('lid'))]).toEqual(['resolved', 'open', [], ['dois', 'três']]);
	chatwoot.acts.setStatus(of('lid'), 'resolved');
	await writes('lid', 'quatro');
	await mirror();
	expect([chatwoot.state.contacts.length, chatwoot.state.conversations.map(said).at(-1)]).toEqual([1, ['quatro']]);
}, 60_000);

it('whoever answers in the closed one has the person there again', async () => {
	await twoInChatwoot();
	await writes('phone', 'três', ['phone', 'lid']);
	await mirror();
	await aMomentLater();
	chatwoot.acts.setStatus(of('lid'), 'open');
	await receive(eventOf(chatwoot.writes(RAFAEL, of('lid').id, { content: 'Oi' })));
	expect([zapi.sent.at(-1)?.body.message, await mode()]).toEqual(['Oi', 'human']);
	chatwoot.acts.setStatus(of('lid'), 'resolved');
	await receive(resolvedEvent(of('lid')));
	expect(await mode()).toBe('agent');
}, 60_000);

it.each([
	[401, 'You are not authorized to do this action'],
	[403, 'Your plan does not include the API'],
	[404, 'Resource could not be found'],
	[422, 'Identifier has already been taken'],
])(
	'refused with %s: told once, not tried again, and both conversations stay as they are',
	async (status, error) => {
		await twoInChatwoot();
		chatwoot.faults.push({ kind: 'status', status, body: { error }, times: 10, match: (route) => route === MERGE });
		await writes('phone', 'três', ['phone', 'lid']);
		for (let n = 0; n < 3; n++) {
			const { items } = await mirror();
			expect(items('Espelhar depois')).toEqual([]);
		}
		await catchUp();
		expect([merges().length, chatwoot.state.contacts.length, of('lid').status, notesIn(of('lid'))]).toEqual([1, 2, 'open', []]);
		expect([...said(of('phone')), ...said(of('lid'))].sort()).toEqual(['dois', 'três', 'um']);
		expect((await noticesOf(place)).filter((kind) => kind === 'contacts_not_merged')).toHaveLength(1);
		// As they are two, each of them gives back.
		await aMomentLater();
		await receive(eventOf(chatwoot.writes(RAFAEL, of('lid').id, { content: 'Oi' })));
		chatwoot.acts.setStatus(of('lid'), 'resolved');
		await receive(resolvedEvent(of('lid')));
		expect(await mode()).toBe('agent');
	},
	90_000,
);

it('is made once where the server did it and then failed', async () => {
	await twoInChatwoot();
	chatwoot.faults.push({ kind: 'statusAfter', status: 500, match: (route) => route === MERGE });
	await writes('phone', 'três', ['phone', 'lid']);
	expect((await mirror()).items('Espelhar depois')).not.toEqual([]);
	await retryNow();
	await mirror();
	expect([merges().length, chatwoot.state.contacts.length, of('lid').status, said(of('phone'))]).toEqual([
		1,
		1,
		'resolved',
		['um', 'três'],
	]);
}, 60_000);

it('is given up on a server that always fails on it: the words go on', async () => {
	await twoInChatwoot();
	chatwoot.faults.push({ kind: 'status', status: 500, times: 20, match: (route) => route === MERGE });
	await writes('phone', 'três', ['phone', 'lid']);
	for (let n = 0; n < 3; n++) {
		await mirror();
		await retryNow();
	}
	await mirror();
	expect([chatwoot.state.contacts.length, said(of('phone'))]).toEqual([2, ['um', 'três']]);
	expect((await noticesOf(place)).filter((kind) => kind === 'contacts_not_merged')).toHaveLength(1);
}, 60_000);

it('people who merged the contacts themselves, and a contact that is gone, need nothing', async () => {
	await twoInChatwoot();
	const [one, other] = chatwoot.state.contacts;
	chatwoot.acts.mergeContacts(one, other);
	await writes('phone', 'três', ['phone', 'lid']);
	await mirror();
	expect([merges().length, of('lid').status, said(of('phone')), await noticesOf(place)]).toEqual([0, 'resolved', ['um', 'três'], []]);
}, 60_000);

it('a conversation that was deleted meanwhile is merged with nothing', async () => {
	await twoInChatwoot();
	await writes('phone', 'três', ['phone', 'lid']);
	chatwoot.state.conversations.splice(chatwoot.state.conversations.indexOf(of('lid')), 1);
	expect((await mirror()).items('Espelhar depois')).toEqual([]);
	expect([merges().length, said(of('phone')), await noticesOf(place)]).toEqual([0, ['um', 'três'], []]);
}, 60_000);

it.each([true, false])(
	'of two numbers of ours only what is surely on one server is merged: %s',
	async (isSame) => {
		const channel = `${place.channel}-b`;
		await twoInChatwoot();
		await operate('receive', {}, [message(place, { channel, text: 'de outro número', phone: lid(), sendTo: lid(), ids: ids('lid') })]);
		await sql('update chatwoot_links set channel = $1 where channel = $2 and phone = $3', [channel, place.channel, lid()]);
		if (!isSame) {
			const stranger = chatwoot.acts.createContact({ name: 'Outra', phone_number: '+5511900000001' });
			Object.assign(of('lid'), { contactInbox: chatwoot.acts.link(stranger, 12, '5511900000001'), additional_attributes: {} });
		}
		await writes('phone', 'três', ['phone', 'lid']);
		await mirror();
		expect(merges()).toHaveLength(isSame ? 1 : 0);
		expect(chatwoot.state.conversations.map(({ status }) => status)).toEqual(['open', 'open']);
		expect(said(of('phone'))).toEqual(['um', 'três']);
	},
	60_000,
);

it('an undone join says that Chatwoot stays merged; one that is undone before says nothing, and merges nothing', async () => {
	await twoInChatwoot();
	const join = async () => await only('joinPersons', { phone: place.phone, otherId: lid(), attendant: 'ana' });
	const undo = async () => await only('undoJoin', { phone: place.phone, otherId: lid(), attendant: 'ana' });
	await join();
	expect(String((await undo()).message)).not.toMatch(/continuam um só/);
	await mirror();
	expect(merges()).toEqual([]);
	await join();
	await mirror();
	expect([merges().length, chatwoot.state.contacts.length]).toEqual([1, 1]);
	expect(String((await undo()).message)).toMatch(/No Chatwoot os dois contatos continuam um só/);
	// Two again, each in a conversation of their own.
	await writes('lid', 'do lid');
	await writes('phone', 'do telefone');
	await mirror();
	const byLid = chatwoot.state.conversations.filter(({ contactInbox }) => contactInbox.source_id === lid());
	expect([chatwoot.state.contacts.length, said(of('phone')), byLid.map(said)]).toEqual([1, ['um', 'do telefone'], [['dois'], ['do lid']]]);
}, 90_000);
