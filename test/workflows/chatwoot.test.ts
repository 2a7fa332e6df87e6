import { customerTurn, message, only, operate, typed } from '../setup/house';
import { sql } from '../setup/supabase';
import {
	INBOX,
	aMomentLater,
	begun,
	catchUp,
	chatwoot,
	conversation,
	eventOf,
	history,
	mirror,
	place,
	receive,
	says,
	sent,
	shown,
	withChatwoot,
	worker,
	writes,
	zapi,
} from './chatwootForTests';

withChatwoot();

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
