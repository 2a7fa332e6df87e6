import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

afterAll(closeSql);

/** A conversation in which each text is written so many seconds after the one before, and answered at once while the agent may. */
function talk() {
	const person = customer();
	let now = 0;
	let said = 0;
	return {
		...person,
		/** @returns whether it was answered */
		says: async (text: string, { after = 60, limits = {} }: { after?: number; limits?: Record<string, number> } = {}): Promise<boolean> => {
			const { sequence } = await person.writes((now += after), { text });
			const turn = await person.claim((now += 7), sequence, limits);
			if ((turn.session as { mode?: string }).mode !== 'agent') {
				await rpc('finish_turn', { p_turn_id: turn.turn_id, p_lease_token: turn.lease_token, p_status: 'silent', p_now: at(now) });
				return false;
			}
			const { parts } = await person.confirm((now += 1), turn, { p_parts: [`Resposta ${++said}. Mais alguma coisa?`] });
			await rpc('record_part', {
				p_outbox_id: parts[0].outbox_id,
				p_status: 'sent',
				p_provider_message_id: `P${now}-${person.phone}`,
				p_now: at(now),
			});
			return true;
		},
		later: (seconds: number) => (now += seconds),
		now: () => at(now),
		session: async () => (await sql('select mode, paused_by, pause_reason from sessions where channel = $1', [person.channel]))[0],
		notices: async () =>
			await sql<{ payload: Record<string, unknown> }>(`select payload from outbox where channel = $1 and kind = 'notice'`, [
				person.channel,
			]),
	};
}

type Talk = ReturnType<typeof talk>;

/** What becomes of each of the texts. */
async function answered(one: Talk, texts: string[], given: Parameters<Talk['says']>[1] = {}): Promise<boolean[]> {
	const became = [];
	for (const text of texts) became.push(await one.says(text, given));
	return became;
}

const AWAY = 'Olá! Recebemos sua mensagem e responderemos em breve.';
const paused = { mode: 'paused', paused_by: 'machine', pause_reason: 'system' };

describe('a machine that answers us', () => {
	it('with the same text is answered twice; then the conversation is paused, and the team is told once, whatever else it sends', async () => {
		const shop = talk();
		expect(await answered(shop, [AWAY, AWAY, AWAY, AWAY, AWAY], { after: 2 })).toEqual([true, true, false, false, false]);
		expect(await shop.session()).toEqual(paused);
		expect((await shop.notices()).map(({ payload }) => payload)).toEqual([
			{ kind: 'machine', phone: shop.phone, reason: 'same_text', message: AWAY, name: 'Marina Exemplo' },
		]);
		expect(
			await sql(`select type, from_mode, to_mode, reason from session_history where channel = $1 order by id`, [shop.channel]),
		).toEqual([
			expect.objectContaining({ type: 'session_created' }),
			{ type: 'mode_changed', from_mode: 'agent', to_mode: 'paused', reason: 'machine' },
		]);
	});

	it.each([
		[
			'a clock and a number of its own',
			(n: number) => `Olá! Recebemos sua mensagem às 14:0${n} e responderemos em breve. Protocolo ${88120 + n * 7}.`,
		],
		[
			'its place in a queue, capitals and pictures',
			(n: number) => `${n % 2 ? '🤖 OLÁ' : 'Olá ✅'}! Você é o ${n + 3}º da fila, aguarde um momento`,
		],
		['a code with letters', (n: number) => `Recebemos seu contato, em breve retornaremos. Ticket #A${n}F${n}Q`],
		[
			'a longer greeting on another line',
			(n: number) => `Agradecemos o contato com a Loja Exemplo.\n\nDigite  ${n} para continuar o atendimento`,
		],
	])('is known by its words at once, though %s differs', async (_, text) => {
		const shop = talk();
		expect(await answered(shop, [0, 1, 2, 3].map(text), { after: 3 })).toEqual([true, true, false, false]);
		expect(await shop.notices()).toHaveLength(1);
	});

	it('is found between the lines of others: a menu and its refusal take turns', async () => {
		const menu = talk();
		const refusal = 'Opção inválida, escolha um dos números do menu';
		expect(await answered(menu, ['Bem-vindo! 1 Vendas 2 Suporte', refusal, 'Bem-vindo! 1 Vendas 2 Suporte', refusal, refusal])).toEqual([
			true,
			true,
			true,
			true,
			false,
		]);
	});

	it('that says something else each time is stopped by the number of replies in an hour', async () => {
		const robot = talk();
		const lines = Array.from(
			{ length: 8 },
			(_, n) => `Entendi a linha de número ${'abcdefgh'[n]}, e agora quero ${'outra mais umas novas coisas para hoje bem'.split(' ')[n]}`,
		);
		const limits = { p_replies_an_hour: 6 };
		expect(await answered(robot, lines, { limits })).toEqual([true, true, true, true, true, true, false, false]);
		expect(await robot.session()).toEqual(paused);
		expect((await robot.notices()).map(({ payload }) => payload.reason)).toEqual(['replies']);
	});

	it('is seen by the sweep as by the claim', async () => {
		const shop = talk();
		await answered(shop, [AWAY, AWAY]);
		await shop.writes((shop.later(60), shop.later(0)), { text: AWAY });
		const swept = await rpc<Array<Claim & { channel: string }>>('claim_due_turns', {
			p_limit: 1000,
			p_quiet_seconds: 6,
			p_grace_seconds: 20,
			p_lease_seconds: 90,
			p_history_limit: 20,
			p_now: at(shop.later(60)),
		});
		expect(swept.find(({ channel }) => channel === shop.channel)?.session).toMatchObject(paused);
	});
});

describe('a person', () => {
	it.each([
		['repeats a greeting', ['oi', 'oi', 'oi']],
		['says yes to question after question', ['sim', 'Sim', 'sim!', 'sim', 'SIM']],
		['asks the same twice in plain words', ['qual é o prazo de entrega para Itu?', 'qual é o prazo de entrega para Itu?']],
		['asks for size after size', [8, 10, 12, 14, 16].map((size) => `quanto custa a broca de aço de ${size} mm?`)],
		[
			'asks for part after part, by numbers as long as those of a queue',
			[7891234, 7895678, 7899012].map((part) => `vocês têm a peça ${part} para pronta entrega?`),
		],
		['answers with numbers alone', ['10', '20', '30', '40']],
		['sends pictures without a word', ['', '', '', '']],
	])('who %s is answered', async (_, texts) => {
		const marina = talk();
		expect(await answered(marina, texts, { after: 20 })).toEqual(texts.map(() => true));
		expect(await marina.notices()).toEqual([]);
	});

	it('who writes fifteen different messages in an hour is answered', async () => {
		const marina = talk();
		const texts = 'preço,frete,prazo,cor,peso,garantia,troca,nota,boleto,cartão,desconto,retirada,montagem,voltagem,manual'
			.split(',')
			.map((word) => `e como é ${word} desse modelo?`);
		expect(await answered(marina, texts, { after: 180 })).toEqual(texts.map(() => true));
	});

	it('who is impatient before any answer is no machine, however often it is the same', async () => {
		const marina = talk();
		for (let n = 0; n < 5; n++) await marina.writes(n, { text: 'Bom dia, tem alguém aí para me atender?' });
		const { sequence } = await marina.writes(5, { text: 'Bom dia, tem alguém aí para me atender?' });
		expect((await marina.claim(12, sequence)).session).toMatchObject({ mode: 'agent' });
	});

	it('who greets alike day after day is answered', async () => {
		const marina = talk();
		expect(
			await answered(
				marina,
				Array.from({ length: 4 }, () => 'Bom dia, tudo bem por aí hoje?'),
				{ after: 86_400 },
			),
		).toEqual([true, true, true, true]);
	});

	it('who was taken for a machine is answered from where the team gave the conversation back', async () => {
		const shop = talk();
		await answered(shop, [AWAY, AWAY, AWAY]);
		const [{ version }] = await sql<{ version: number }>('select version from sessions where channel = $1', [shop.channel]);
		shop.later(60);
		const given = { mode: 'agent', mode_epoch: 3, mode_since: shop.now() };
		await rpc('save_session', { p_channel: shop.channel, p_phone: shop.phone, p_version: version, p_session: given, p_now: shop.now() });
		expect(await answered(shop, ['Desculpe, era a resposta automática', AWAY])).toEqual([true, true]);
		expect(await shop.session()).toMatchObject({ mode: 'agent' });
	});

	it('is no machine where the operator says so', async () => {
		const shop = talk();
		expect(await answered(shop, [AWAY, AWAY, AWAY, AWAY], { limits: { p_same_text: 0, p_replies_an_hour: 0 } })).toEqual([
			true,
			true,
			true,
			true,
		]);
	});
});
