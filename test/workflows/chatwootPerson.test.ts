import type { Message } from '../sandbox/chatwootState';
import { historyOf, only } from '../setup/house';
import { sql } from '../setup/supabase';
import {
	RAFAEL,
	aMomentLater,
	begun,
	chatwoot,
	conversation,
	delivered,
	eventOf,
	history,
	mirror,
	mode,
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

	it('quotes the message that they answer, in WhatsApp too; what nobody else wrote there is not quoted', async () => {
		await begun();
		const asked = conversation().messages.find(({ source_id: id }) => id !== null) as Message;
		const of = (id: unknown) => ({ content_attributes: { in_reply_to: asked.id, in_reply_to_external_id: id } });
		await says('Sim, temos', of(asked.source_id));
		await says('E mais uma', of(null));
		await says('De outro sistema', of('WAID:3EB0'));
		expect(zapi.sent.map(({ body }) => [body.message, body.messageId])).toEqual([
			['Sim, temos', String(asked.source_id).replace('atendeaqui:', '')],
			['E mais uma', undefined],
			['De outro sistema', undefined],
		]);
	});

	it('quotes what a colleague wrote there, as the message that it became in WhatsApp', async () => {
		await begun();
		await says('Custa R$ 10');
		const [first] = await sql<{ id: string }>(
			`select provider_message_id as id from outbox where channel = $1 and kind = 'whatsapp_text'`,
			[place.channel],
		);
		const asked = conversation().messages.find(({ content }) => content === 'Custa R$ 10') as Message;
		await aMomentLater();
		await says('Ou R$ 9 à vista', { content_attributes: { in_reply_to: asked.id } });
		expect(zapi.sent.map(({ body }) => [body.message, body.messageId])).toEqual([
			['Custa R$ 10', undefined],
			['Ou R$ 9 à vista', first.id],
		]);
	});

	it('quotes with the first of several files alone', async () => {
		await begun();
		const attachments = ['a.jpg', 'b.jpg'].map((name) => ({ kind: 'image', url: `https://chatwoot.example.com/${name}`, fileName: null }));
		const asked = conversation().messages.find(({ source_id: id }) => id !== null) as Message;
		const quotedId = String(asked.source_id).replace('atendeaqui:', '');
		await receive({ ...eventOf(writes('Olhe')), quotedId, attachments });
		await worker();
		await aMomentLater();
		await worker();
		expect(zapi.sent.map(({ body }) => body.messageId)).toEqual([quotedId, undefined]);
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
