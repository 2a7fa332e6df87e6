import type { Contact, Conversation } from '../sandbox/chatwootState';
import { message, newPlace, only, operate, type Place } from '../setup/house';
import {
	INBOX,
	RAFAEL,
	aMomentLater,
	begun,
	catchUp,
	chatwoot,
	eventOf,
	mirror,
	place,
	receive,
	shown,
	withChatwoot,
	writes,
	zapi,
} from './chatwootForTests';

withChatwoot();

describe('whom a conversation is with', () => {
	const CPF = '529.982.247-25';
	/** Another customer of the same number of ours. */
	const another = (): Place => ({ ...newPlace(), channel: place.channel });
	const writesIn = (one: Place, text: string) => operate('receive', {}, [message(one, { text })]);
	const contactOf = (one: Place) => chatwoot.state.contacts.find(({ phone_number: phone }) => phone === `+${one.phone}`) as Contact;
	const conversationOf = (one: Place) =>
		chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.source_id === one.phone) as Conversation;
	/** As Chatwoot's ContactMergeAction does it: conversations and links go over, the other contact is gone. */
	const merge = (base: Contact, other: Contact) => chatwoot.acts.mergeContacts(base, other);
	const answersIn = async (one: Conversation, content: string) => await receive(eventOf(chatwoot.writes(RAFAEL, one.id, { content })));
	const reached = () => zapi.sent.map(({ body }) => [body.phone, body.message]);
	const modeOf = async (one: Place) => (await only('getStatus', { phone: one.phone, channel: one.channel })).mode;
	const notes = () => shown().filter((one) => /^note: ⚠️/.test(one));
	const both = async (): Promise<Place> => {
		const other = another();
		await mirror();
		for (const one of [place, other]) await writesIn(one, `oi de ${one.phone}`);
		await mirror();
		await aMomentLater();
		return other;
	};

	it('stays so when contacts are merged, both ways', async () => {
		const other = await both();
		merge(contactOf(place), contactOf(other));
		await answersIn(conversationOf(other), 'Para a outra');
		expect(reached()).toEqual([[other.phone, 'Para a outra']]);
		expect([await modeOf(place), await modeOf(other)]).toEqual(['agent', 'human']);
		for (const one of [other, place]) await writesIn(one, `mais de ${one.phone}`);
		expect((await mirror()).items('Espelhar depois')).toEqual([]);
		const said = (one: Place) => conversationOf(one).messages.filter((word) => word.message_type === 'incoming');
		for (const one of [place, other])
			expect(said(one).map(({ content }) => content)).toEqual([`oi de ${one.phone}`, `mais de ${one.phone}`]);
		expect(chatwoot.state.contacts).toHaveLength(1);
	}, 60_000);

	it('stays so when its number is edited to that of somebody who writes later, or taken away for a CPF', async () => {
		await begun('um');
		const later = another();
		Object.assign(contactOf(place), { phone_number: `+${later.phone}` });
		await writesIn(later, 'sou outra pessoa');
		await writesIn(place, 'dois');
		await mirror();
		await aMomentLater();
		expect(chatwoot.state.conversations.map(({ messages }) => messages.map(({ content }) => content))).toEqual([
			['um', 'dois'],
			['sou outra pessoa'],
		]);
		await answersIn(conversationOf(later), 'Para a outra');
		Object.assign(chatwoot.state.contacts[0], { phone_number: null, identifier: CPF });
		await answersIn(conversationOf(place), 'Para a primeira');
		expect(reached()).toEqual([
			[later.phone, 'Para a outra'],
			[place.phone, 'Para a primeira'],
		]);
	}, 60_000);

	it('is known of one that Chatwoot named itself, once a word was written there', async () => {
		const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${place.phone}` });
		chatwoot.acts.createConversation(chatwoot.acts.link(contact, INBOX), {});
		await begun();
		expect(chatwoot.state.conversations).toHaveLength(1);
		Object.assign(contact, { phone_number: null, identifier: CPF });
		// Other tests have a conversation of the same number: as with a second server, the channel tells which is meant.
		await receive(eventOf(writes('Achei')), { channel: place.channel });
		expect(reached()).toEqual([[place.phone, 'Achei']]);
		await writesIn(place, 'Que bom');
		await mirror();
		expect([chatwoot.state.conversations.length, chatwoot.state.contacts.length, shown().at(-1)]).toEqual([1, 1, 'incoming: Que bom']);
	});

	it('is not known of a contact with a CPF alone: that is told there, once, and costs nobody else a reply', async () => {
		await begun();
		await catchUp();
		const stranger = chatwoot.acts.createContact({ name: 'CPF', identifier: '52998224725' });
		const unknown = chatwoot.acts.createConversation(chatwoot.acts.link(stranger, INBOX), {});
		chatwoot.writes(RAFAEL, unknown.id, { content: 'nota', private: true });
		const lost = chatwoot.writes(RAFAEL, unknown.id, { content: 'Para quem?' });
		writes('Para a Marina');
		const mark = async () => await only('getChatwootGap', { account: place.channel, overlapSeconds: 0, longestHours: 24 });
		const before = (await mark()).since;
		for (let n = 0; n < 3; n++) {
			const caught = await catchUp();
			expect([caught.error, caught.items('Pessoa, comando ou eco?', 2).at(-1)]).toEqual([
				undefined,
				expect.objectContaining({ caught_up_until: expect.any(String) }),
			]);
		}
		await receive(eventOf(lost));
		expect(reached()).toEqual([[place.phone, 'Para a Marina']]);
		expect(notes()).toEqual([expect.stringMatching(/não enviada: não sei com quem .* \+55 /)]);
		expect(unknown.messages.at(-1)).toMatchObject({ private: true });
		expect(Date.parse(String((await mark()).since))).toBeGreaterThan(Date.parse(String(before)));
	}, 60_000);

	it('is one of somebody who was known by a lid alone until now: the same contact, which gets the phone, and the same conversation', async () => {
		const lid = `1${place.phone}@lid`;
		const [isPhone, isLid] = [
			{ kind: 'phone', value: place.phone },
			{ kind: 'lid', value: lid },
		];
		await mirror();
		await operate('receive', {}, [message(place, { text: 'um', phone: lid, sendTo: lid, ids: [isLid] })]);
		await mirror();
		expect(chatwoot.state.contacts).toMatchObject([{ identifier: lid, phone_number: null }]);
		await operate('receive', {}, [message(place, { text: 'dois', ids: [isPhone, isLid] })]);
		await mirror();
		await operate('receive', {}, [message(place, { text: 'três', phone: lid, sendTo: lid, ids: [isLid] })]);
		await mirror();
		expect(chatwoot.state.contacts).toMatchObject([{ identifier: lid, phone_number: `+${place.phone}` }]);
		expect(chatwoot.state.conversations).toHaveLength(1);
		expect(shown()).toEqual(['incoming: um', 'incoming: dois', 'incoming: três']);
		// What a person writes there goes to where the customer wrote last.
		await aMomentLater();
		await answersIn(chatwoot.state.conversations[0], 'Oi');
		expect(reached()).toEqual([[lid, 'Oi']]);
		expect(await modeOf(place)).toBe('human');
	}, 60_000);

	it('goes on in one conversation of those who were two until they turned out to be one', async () => {
		const lid = `1${place.phone}@lid`;
		await mirror();
		await operate('receive', {}, [message(place, { text: 'um' })]);
		await operate('receive', {}, [message(place, { text: 'dois', phone: lid, sendTo: lid })]);
		await mirror();
		expect(chatwoot.state.conversations).toHaveLength(2);
		await only('joinPersons', { phone: place.phone, otherId: lid, attendant: 'ana' });
		for (const phone of [lid, place.phone]) await operate('receive', {}, [message(place, { text: `de ${phone}`, phone, sendTo: phone })]);
		await mirror();
		const said = chatwoot.state.conversations.map(({ messages }) => messages.filter((word) => word.message_type === 'incoming').length);
		expect(said.sort()).toEqual([1, 3]);
		// Both are theirs: whoever answers in the old one has the person.
		await aMomentLater();
		await answersIn(chatwoot.state.conversations[said.indexOf(1)], 'Oi');
		expect(await modeOf(place)).toBe('human');
	}, 60_000);

	it('is not a number that another system gave as a source id', async () => {
		await begun();
		const contact = chatwoot.acts.createContact({ name: 'Do ERP', phone_number: `+${another().phone}` });
		const theirs = chatwoot.acts.createConversation(chatwoot.acts.link(contact, INBOX, '52998224725'), {});
		await receive(eventOf(chatwoot.writes(RAFAEL, theirs.id, { content: 'Oi' })), { channel: place.channel });
		expect(reached()).toEqual([[contact.phone_number?.slice(1), 'Oi']]);
	});
});
