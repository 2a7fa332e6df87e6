import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { readEvent } from '../../nodes/Chatwoot/events';
import { credentialsFor } from '../Chatwoot/node';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import type { NewMessage } from '../sandbox/chatwootActs';
import type { Contact, Conversation, Message } from '../sandbox/chatwootState';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database, customerTurn, historyOf, message, newPlace, only, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
const INBOX = 12;
/** An agent of the stand-in. */
const RAFAEL = 3;
let zapi: ZApi;
let chatwoot: Chatwoot;
let place: Place;

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

/** The bundled workflow as it is, but that it looks after the conversations of this test alone. */
async function run(name: string, from: string, items: IDataObject[] = [{}], parameters: IDataObject = {}): Promise<EngineRun> {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	for (const node of json.nodes) {
		const { operation } = node.parameters;
		if (['getUncertain', 'reconcile', 'claimOutbox', 'claimMirror'].includes(String(operation)))
			node.parameters.onlyChannel = place.channel;
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
const mirror = async () => await run('handoff-chatwoot', 'A cada 10 segundos');
const catchUp = async () => await run('handoff-chatwoot', 'A cada minuto');
const worker = async () => await run('outbox-worker', 'A cada 20 segundos');

const conversation = (): Conversation => chatwoot.state.conversations[0];
/** What stands in the conversation, as `incoming: Oi`. */
const shown = () =>
	chatwoot.state.conversations.flatMap(({ messages }) =>
		messages
			.filter(({ message_type: type }) => type !== 'activity')
			.map((one) => `${one.private ? 'note' : one.message_type}: ${one.content}`),
	);
const sent = () => zapi.sent.map(({ body }) => String(body.message));
/** Replies of a person keep a distance in time to other messages of the chat. */
const aMomentLater = async () => {
	await sql(`update outbox set updated_at = updated_at - interval '4 seconds' where channel = $1`, [place.channel]);
	await sql(`update inbox set received_at = received_at - interval '4 seconds' where channel = $1`, [place.channel]);
};
const mode = async () => (await only('getStatus', { phone: place.phone, channel: place.channel })).mode;
const history = async () =>
	await sql<{ role: string; content: string; status: string }>(
		'select role, content, status from conversations where channel = $1 order by sent_at, id',
		[place.channel],
	);

/** A conversation that Chatwoot knows; the customer has just written. */
async function begun(text = 'Oi'): Promise<void> {
	await mirror();
	await operate('receive', {}, [message(place, { text })]);
	await mirror();
	await aMomentLater();
}
/** An agent writes in Chatwoot. */
const writes = (content: string, more: NewMessage = {}): Message => chatwoot.writes(RAFAEL, conversation().id, { content, ...more });
/** What the trigger makes of a delivery of Chatwoot. */
function delivered(payload: unknown): IDataObject {
	const reading = readEvent(payload, { deliveryId: randomUUID(), keepRaw: false });
	if (reading.kind === 'malformed') throw new Error(reading.problem);
	return reading.event as IDataObject;
}
const eventOf = (one: Message): IDataObject => {
	const found = chatwoot.state.conversations.find(({ messages }) => messages.includes(one)) as Conversation;
	return delivered({ ...chatwoot.show.hookMessage(found, one), event: 'message_created' });
};
const receive = async (event: IDataObject, parameters: IDataObject = {}) => {
	const result = await run('handoff-chatwoot', 'Evento no Chatwoot', [event], parameters);
	expect(result.error).toBeUndefined();
	return result;
};
const says = async (content: string, more: NewMessage = {}) => await receive(eventOf(writes(content, more)));

describe('the mirror', () => {
	it('has every word once and in order: customer, agent, and who types on the phone', async () => {
		await begun('Oi');
		const part = await only('confirm', { reply: 'Olá!' }, await only('decide', {}, await customerTurn(place, 'Tem misturador?')));
		await only('record', { outboxId: part.outbox_id }, { messageId: 'P1' });
		await typed(place, 'Aqui é a Ana');
		for (let n = 0; n < 2; n++) expect((await mirror()).error).toBeUndefined();
		expect(shown()).toEqual(['incoming: Oi', 'incoming: Tem misturador?', 'outgoing: Olá!', 'outgoing: Aqui é a Ana']);
		expect(conversation().messages.map(({ source_id: id }) => id)).toEqual(expect.arrayContaining(['atendeaqui:P1']));
	});

	it('keeps nothing while nobody asked for it', async () => {
		await operate('receive', {}, [message(place)]);
		expect(await sql('select kind from outbox where channel = $1', [place.channel])).toEqual([]);
	});

	it('leaves out what was not sent', async () => {
		await begun();
		const turn = await only('decide', {}, await customerTurn(place));
		await only('takeOver', { ...place, attendant: 'ana' });
		await only('confirm', { reply: 'Tarde demais' }, turn);
		await mirror();
		expect(shown()).toEqual(['incoming: Oi', 'incoming: Oi']);
	});

	it('waits while Chatwoot is down, and then tells everything in order', async () => {
		await begun('um');
		await operate('receive', {}, [message(place, { text: 'dois' })]);
		await operate('receive', {}, [message(place, { text: 'três' })]);
		chatwoot.faults.push({ kind: 'status', status: 503, times: 4, match: (route) => route === '/contacts/filter' });
		expect((await mirror()).items('Espelhar depois')).toEqual([
			expect.objectContaining({ status: 'pending' }),
			expect.objectContaining({ status: 'pending', error: expect.stringContaining('Not tried') }),
		]);
		await operate('receive', {}, [message(place, { text: 'quatro' })]);
		expect((await mirror()).items('Falas a espelhar')).toEqual([]);
		await sql(`update outbox set next_attempt_at = now() where channel = $1`, [place.channel]);
		await mirror();
		expect(shown()).toEqual(['incoming: um', 'incoming: dois', 'incoming: três', 'incoming: quatro']);
	}, 60_000);

	it('brings the file of a message, or its address where it cannot be had', async () => {
		await begun();
		const gone = { url: 'https://files.example.net/foto.jpg', mimeType: 'image/jpeg', fileName: null, seconds: null };
		await operate('receive', {}, [message(place, { kind: 'image', text: 'olha', media: gone })]);
		await mirror();
		expect(shown()).toEqual(['incoming: Oi', 'incoming: olha\n📎 https://files.example.net/foto.jpg']);
	});

	it('does not write again what a worker wrote that died before it could tell', async () => {
		await begun();
		await sql(
			`update outbox set status = 'sending', lease_until = now() - interval '1 second' where channel = $1 and kind = 'chatwoot_message'`,
			[place.channel],
		);
		await mirror();
		expect(shown()).toEqual(['incoming: Oi']);
	});
});

describe('a person in Chatwoot', () => {
	it('takes over by writing: the customer gets it once, the history has it, the team is told once', async () => {
		await begun();
		const one = writes('Oi! Aqui é o **Rafael**');
		for (let n = 0; n < 3; n++) await receive(eventOf(one));
		await says('Já vejo o preço');
		expect(sent()).toEqual(['Oi! Aqui é o *Rafael*', 'Já vejo o preço']);
		expect(await mode()).toBe('human');
		expect((await history()).filter(({ role }) => role === 'human')).toEqual([
			{ role: 'human', content: 'Oi! Aqui é o *Rafael*', status: 'sent' },
			{ role: 'human', content: 'Já vejo o preço', status: 'sent' },
		]);
		await mirror();
		expect(shown()).toEqual([
			'incoming: Oi',
			'outgoing: Oi! Aqui é o **Rafael**',
			expect.stringMatching(/^note: Pronto, Rafael Lima: você está no comando/),
			'outgoing: Já vejo o preço',
		]);
	});

	it('is not taken for a person when it is our own echo, a note, a rule or a customer', async () => {
		await begun();
		const echo = await receive(eventOf(conversation().messages.find(({ source_id: id }) => id !== null) as Message));
		const ours = chatwoot.acts.addMessage(conversation(), { type: 'User', id: 1 }, { content: 'Do espelho', source_id: 'atendeaqui:P9' });
		await receive(eventOf(ours));
		await says('Cliente difícil', { private: true });
		await receive(
			eventOf(chatwoot.acts.addMessage(conversation(), null, { content: 'Olá!', content_attributes: { automation_rule_id: 4 } })),
		);
		expect(echo.items('Pessoa, comando ou eco?', 2)).toEqual([expect.objectContaining({ reason: 'agent_echo' })]);
		expect([sent(), await mode()]).toEqual([[], 'agent']);
	});

	it('sends files: the text goes under the first one', async () => {
		await begun();
		const file = (id: number, type: string, name: string) => ({
			id,
			file_type: (/^(image|audio)/.exec(type)?.[1] ?? 'file') as 'image',
			content_type: type,
			name,
			content: Buffer.from('x'),
			isVoice: false,
		});
		const one = writes('a foto', { attachments: [file(70, 'image/png', 'foto.png'), file(71, 'application/pdf', 'proposta.pdf')] });
		await receive(eventOf(one));
		const voice = writes('', { attachments: [file(72, 'audio/ogg', 'voz.ogg')] });
		await receive(eventOf(voice));
		expect(zapi.sent.map(({ route, body }) => [route, body.caption ?? body.fileName ?? null])).toEqual([
			['/send-image', 'a foto'],
			['/send-document/pdf', 'proposta'],
			['/send-audio', null],
		]);
		expect((await history()).map(({ content }) => content)).toEqual([
			'Oi',
			'[imagem recebida] a foto',
			'[documento recebido]',
			'[áudio recebido]',
		]);
	});

	it('commands with a whole message, public or private, which never reaches the customer', async () => {
		await begun();
		await says('Oi!');
		await says('!pausar');
		expect(await mode()).toBe('paused');
		await says('continuar com o pedido');
		expect(await mode()).toBe('human');
		await says('Retomar!', { private: true });
		expect(await mode()).toBe('agent');
		await says('retomar');
		await says('!status', { private: true });
		await says('!pausr');
		expect(sent()).toEqual(['Oi!', 'continuar com o pedido']);
		const notes = conversation()
			.messages.filter((one) => one.private && one.sender?.id === 1)
			.map(({ content }) => content?.split('\n')[0]);
		expect(notes).toEqual([
			'Pronto, Rafael Lima: você está no comando desta conversa. O robô fica quieto até !liberar.',
			'Robô em pausa aqui. Ninguém responde sozinho até !retomar.',
			'Pronto, Rafael Lima: você está no comando desta conversa. O robô fica quieto até !liberar.',
			'Conversa devolvida ao robô.',
			`Contato: ${place.phone}`,
			'Não conheço !pausr. Envie !help para ver a lista.',
		]);
	});

	it('is understood in the order in which they wrote, whatever comes first', async () => {
		await begun();
		const [first, command] = [writes('Já te digo'), writes('retomar')];
		await receive(eventOf(command));
		await receive(eventOf(first));
		expect([sent(), await mode()]).toEqual([['Já te digo'], 'agent']);
		const [order, second] = [writes('retomar'), writes('Mais uma coisa')];
		await receive(eventOf(second));
		await receive(eventOf(order));
		expect([sent(), await mode()]).toEqual([['Já te digo', 'Mais uma coisa'], 'human']);
	});

	it('gives the conversation back by resolving it, and by leaving it where that is wished', async () => {
		await begun();
		await says('Oi!');
		chatwoot.acts.setStatus(conversation(), 'resolved');
		const resolved = delivered({ ...chatwoot.show.hookConversation(conversation()), event: 'conversation_status_changed' });
		for (let n = 0; n < 2; n++) await receive(resolved);
		expect(await mode()).toBe('agent');
		expect(shown().at(-1)).toBe('note: Conversa devolvida ao robô.');

		await says('Voltei');
		const left = (at: number) =>
			delivered({
				...chatwoot.show.hookConversation(conversation()),
				event: 'conversation_updated',
				changed_attributes: [{ assignee_id: { previous_value: RAFAEL, current_value: null } }, { updated_at: { current_value: at } }],
			});
		await receive(left(1));
		expect(await mode()).toBe('human');
		await receive(left(2), { givesBack: ['unassigned'] });
		expect(await mode()).toBe('agent');
		expect((await historyOf(place)).filter((type) => type === 'mode_changed')).toHaveLength(4);
	});

	it('does not reach WhatsApp a second time from an inbox that Chatwoot itself delivers', async () => {
		await begun();
		const contact = chatwoot.state.contacts[0];
		const elsewhere = chatwoot.acts.createConversation(chatwoot.acts.link(contact, 14, 'site'), {});
		await receive(eventOf(chatwoot.acts.addMessage(elsewhere, { type: 'User', id: RAFAEL }, { content: 'No site' })));
		expect([sent(), await mode()]).toEqual([[], 'agent']);
	});

	it('is the same person as on the page for attendants, and supervises where registered so', async () => {
		await begun();
		await only('takeOver', { ...place, attendant: 'ana' });
		await says('!assumir força');
		expect(await only('getStatus', { ...place })).toMatchObject({ human_attendant: 'ana' });
		await sql(
			`insert into attendants (id, name, role) values ('rafael@example.com', 'Rafael', 'supervisor') on conflict (id) do update set role = 'supervisor'`,
		);
		await says('!assumir força');
		expect(await only('getStatus', { ...place })).toMatchObject({ human_attendant: 'rafael@example.com' });
	});
});

describe('what failed or was missed', () => {
	it('is sent by the outbox when Z-API refused it, in order', async () => {
		await begun();
		zapi.faults.push({ kind: 'status', status: 500, times: 1, match: (route) => route === '/send-text' });
		await says('um');
		await says('dois');
		expect(sent()).toEqual([]);
		await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [place.channel]);
		// Nobody knows whether the first one was taken: the chat tells that it was not.
		await sql(`update outbox set updated_at = now() - interval '30 seconds' where channel = $1 and status = 'uncertain'`, [place.channel]);
		const [{ at }] = await sql<{ at: Date }>('select max(sent_at) as at from inbox where channel = $1', [place.channel]);
		zapi.noteMessage(place.phone, at.getTime());
		await sql(`update outbox set began_at = now() + interval '5 seconds' where channel = $1 and status = 'uncertain'`, [place.channel]);
		await worker();
		await aMomentLater();
		await worker();
		expect(sent()).toEqual(['um', 'dois']);
		expect((await history()).filter(({ role }) => role === 'human').map(({ content, status }) => [content, status])).toEqual([
			['um', 'sent'],
			['dois', 'sent'],
		]);
	});

	it('is fetched: what people wrote while nobody listened comes once, also when its event comes too', async () => {
		await begun();
		await catchUp();
		const [first] = [writes('Perdida'), writes('Nota', { private: true }), writes('retomar'), writes('Outra perdida')];
		await receive(eventOf(first));
		for (let n = 0; n < 2; n++) expect((await catchUp()).error).toBeUndefined();
		await receive(eventOf(first));
		await aMomentLater();
		await worker();
		expect(sent()).toEqual(['Perdida', 'Outra perdida']);
		expect(await only('getStatus', { ...place })).toMatchObject({ mode: 'human', human_attendant: 'rafael@example.com' });
	});

	it('was written before the workflow was there: that stays where it is', async () => {
		await begun();
		const old = writes('De ontem');
		old.createdAt -= 86_400_000;
		await catchUp();
		expect(sent()).toEqual([]);
	});
});

describe('whom a conversation is with', () => {
	const CPF = '529.982.247-25';
	/** Another customer of the same number of ours. */
	const another = (): Place => ({ ...newPlace(), channel: place.channel });
	const writesIn = (one: Place, text: string) => operate('receive', {}, [message(one, { text })]);
	const contactOf = (one: Place) => chatwoot.state.contacts.find(({ phone_number: phone }) => phone === `+${one.phone}`) as Contact;
	const conversationOf = (one: Place) =>
		chatwoot.state.conversations.find(({ contactInbox }) => contactInbox.source_id === one.phone) as Conversation;
	/** As Chatwoot's ContactMergeAction does it: conversations and links go over, the other contact is gone. */
	const merge = (base: Contact, other: Contact) => {
		for (const link of chatwoot.state.contactInboxes) if (link.contact_id === other.id) link.contact_id = base.id;
		chatwoot.state.contacts.splice(chatwoot.state.contacts.indexOf(other), 1);
	};
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

	it('is not a number that another system gave as a source id', async () => {
		await begun();
		const contact = chatwoot.acts.createContact({ name: 'Do ERP', phone_number: `+${another().phone}` });
		const theirs = chatwoot.acts.createConversation(chatwoot.acts.link(contact, INBOX, '52998224725'), {});
		await receive(eventOf(chatwoot.writes(RAFAEL, theirs.id, { content: 'Oi' })), { channel: place.channel });
		expect(reached()).toEqual([[contact.phone_number?.slice(1), 'Oi']]);
	});
});

describe('words that Chatwoot refuses', () => {
	const says = async (text: string) => await operate('receive', {}, [message(place, { text })]);

	it('go on where their source id is taken and nobody can tell by whom', async () => {
		const other = chatwoot.acts.createContact({ name: 'Outra', email: 'outra@example.com' });
		chatwoot.acts.link(other, INBOX, place.phone);
		chatwoot.faults.push({ kind: 'status', status: 404, times: 10, match: (route) => route === '/contact_inboxes/filter' });
		await mirror();
		for (const text of ['um', 'dois']) {
			await says(text);
			expect((await mirror()).items('Espelhar depois')).toEqual([]);
		}
		expect(shown()).toEqual(['incoming: um', 'incoming: dois']);
		expect(chatwoot.state.conversations).toHaveLength(1);
	});

	it('are written with the contact that holds their source id, whatever it is called by now', async () => {
		const other = chatwoot.acts.createContact({ name: 'Unida', email: 'unida@example.com' });
		chatwoot.acts.link(other, INBOX, place.phone);
		await mirror();
		await says('um');
		await mirror();
		expect([shown(), chatwoot.state.contacts.length]).toEqual([['incoming: um'], 1]);
	});

	it.each([true, false])('are found again on a server whose filter doubles the plus: %s', async (doublesPlus) => {
		chatwoot.state.doublesPlus = doublesPlus;
		await begun('um');
		await says('dois');
		expect((await mirror()).items('Espelhar depois')).toEqual([]);
		expect([shown(), chatwoot.state.contacts.length]).toEqual([['incoming: um', 'incoming: dois'], 1]);
	});

	it('show WhatsApp’s signs as Chatwoot does, and what they answer', async () => {
		await begun('um');
		const [{ message_id: first }] = await sql<{ message_id: string }>('select message_id from inbox where channel = $1', [place.channel]);
		await operate('receive', {}, [message(place, { text: '*dois* _três_', quoted: first })]);
		await mirror();
		expect(conversation().messages.at(-1)).toMatchObject({
			content: '**dois** *três*',
			content_attributes: { in_reply_to_external_id: `atendeaqui:${first}` },
		});
	});
});

it('an event that a person has overtaken gives nothing back', async () => {
	await begun();
	await says('Oi!');
	chatwoot.acts.setStatus(conversation(), 'resolved');
	const resolved = delivered({ ...chatwoot.show.hookConversation(conversation()), event: 'conversation_status_changed' });
	await says('Só mais uma coisa');
	await receive(resolved);
	expect(await mode()).toBe('human');
	chatwoot.acts.setStatus(conversation(), 'open');
	chatwoot.acts.setStatus(conversation(), 'resolved');
	await receive(delivered({ ...chatwoot.show.hookConversation(conversation()), event: 'conversation_status_changed' }));
	expect(await mode()).toBe('agent');
});
