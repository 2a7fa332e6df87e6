import type * as QuickWaits from '../setup/quickWaits';
import { REPLIES } from '../../nodes/SdrAgent/replies';
import { modelSays } from '../SdrAgent/agent';
import { faultQueue } from '../sandbox/faults';
import { startServer, type Server } from '../sandbox/server';
import { sql } from '../setup/supabase';
import { kinds, lead, notices, open, phone, replies, says, session, shop, withShop } from './judgementForTests';
import { openBundledShop } from './bundledShop';
import { openSavedShop } from './savedShop';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

describe.each([
	// Stored, confirmed, recorded; the saved one's executions claim by a call of their own.
	['the bundled workflow', openBundledShop, 3],
	['the workflow of 0.2.0', openSavedShop, 4],
])('%s', (_workflow, openShop, aTurn) => {
	withShop(openShop);

	it("an operator's own field is learned in conversation, stored with the reply, and known in the next turn", async () => {
		await open({ customFields: { field: [{ label: 'Lojas hoje', key: 'lojas', kind: 'number', required: true }] } });
		shop.model.respondWith(() => modelSays({ lead: { name: 'Marina', lojas: '3' } }));
		await says('Sou a Marina, tenho 3 lojas');
		expect(await lead()).toMatchObject({ name: 'Marina', custom_fields: { lojas: '3' } });
		shop.model.respondWith(() => modelSays({}));
		await says('E aí?');
		const [, situation] = shop.model.requests.at(-1)!.messages as Array<{ content: string }>;
		expect(situation.content).toContain('Dados já coletados: {"name":"Marina","lojas":"3"}');
		expect(await lead()).toMatchObject({ custom_fields: { lojas: '3' } });
	});

	describe('a voice note', () => {
		let media: Server;
		const downloads: string[] = [];
		let words = 'Oi, sou o Tiago, quero um misturador';
		beforeAll(async () => {
			media = await startServer({
				faults: faultQueue(),
				faultBody: () => ({}),
				onCall: ({ path }) => downloads.push(path),
				answer: () => ({ status: 200, body: words }),
			});
		});
		afterAll(async () => await media.stop());
		const speaks = async () => await shop.deliver({ phone, text: '', audioUrl: `${media.url}/voz.ogg` });

		it('is answered by what was said in it, and the history holds the words', async () => {
			expect((await speaks()).error).toBeUndefined();
			expect(shop.model.heard).toEqual([words]);
			const { messages } = shop.model.requests[0] as { messages: Array<{ content: string }> };
			expect(messages.at(-1)?.content).toBe(`[áudio transcrito] ${words}`);
			expect(await lead()).toMatchObject({ name: 'Tiago', product: 'misturador' });
			expect(await sql(`select content from conversations where lead_phone = $1 and role = 'user'`, [phone])).toEqual([
				{ content: `[áudio transcrito] ${words}` },
			]);
		});

		it('is neither fetched nor transcribed while a person has the conversation', async () => {
			await says('Oi');
			await sql(
				`update sessions set mode = 'human', human_attendant = 'ana', human_since = now(), last_human_activity = now() where phone = $1`,
				[phone],
			);
			downloads.length = 0;
			await speaks();
			expect([downloads, shop.model.heard, replies().length]).toEqual([[], [], 1]);
		});

		it('that asks for a person gets one', async () => {
			words = 'quero falar com um atendente';
			await speaks();
			words = 'Oi';
			expect([replies().length, await kinds(), await session()]).toEqual([
				1,
				['escalation'],
				{ mode: 'paused', paused_by: 'agent', pause_reason: 'escalation' },
			]);
		});
	});

	describe('a hot lead', () => {
		const talk = async () => {
			await says('Meu nome é Marina, da Burger do Vale, em Chapecó/SC, e quero uma formadora de hambúrguer');
			await sql(`insert into technical_questions (phone, question) values ($1, 'Tem NR12?') on conflict do nothing`, [phone]);
			await says('fazemos uns 400 por dia e é urgente');
			await says('me manda uma proposta?');
		};

		it('is told to the team once, with the summary, within the same round trips; the agent goes on', async () => {
			const before = shop.calls().length;
			await talk();
			expect(shop.calls().length - before).toBe(3 * aTurn);
			expect(await lead()).toMatchObject({ temperature: 'hot', handed_off_at: expect.any(Date) });
			const [notice, ...further] = await notices();
			expect(further).toEqual([]);
			expect(notice).toMatchObject({ kind: 'hot_lead', phone, name: 'Marina' });
			expect(notice.summary).toContain('*Novo Lead Quente – via WhatsApp*\nNome: Marina\n');
			expect(notice.summary).toContain('- fazemos uns 400 por dia');
			expect(notice.summary).toContain('Dúvidas técnicas: Tem NR12?\n');
			await sql(`update leads set temperature = 'warm', agent_state = '{}', follow_up_at = now() where phone = $1`, [phone]);
			await says('e a proposta?');
			expect([await kinds(), await session()]).toEqual([['hot_lead'], { mode: 'agent', paused_by: null, pause_reason: null }]);
		});

		it('can stop the agent: the reply that says so still goes out, nothing after it', async () => {
			await open({ options: { onHot: 'pause' } });
			await talk();
			const said = replies().length;
			expect(await session()).toEqual({ mode: 'paused', paused_by: 'system', pause_reason: 'system' });
			await says('alô?');
			expect([replies().length, await kinds()]).toEqual([said, ['hot_lead']]);
		});

		it('may go untold', async () => {
			await open({ options: { tellTeam: [] } });
			await talk();
			expect(await kinds()).toEqual([]);
		});
	});

	describe('a promise of the agent', () => {
		it('that somebody answers about prices or technical matters reaches the team, once a day', async () => {
			await says('quanto custa?');
			await says('e o desconto?');
			expect(await notices()).toEqual([{ kind: 'follow_up', reason: 'commercial', phone, name: 'Ana Exemplo', message: 'quanto custa?' }]);
			await sql(`update leads set follow_up_at = now() - interval '25 hours' where phone = $1`, [phone]);
			await says('tem laudo de NR12?');
			expect((await notices())[1]).toMatchObject({ kind: 'follow_up', reason: 'technical', message: 'tem laudo de NR12?' });
			expect(await sql('select question from technical_questions where phone = $1', [phone])).toEqual([{ question: 'tem laudo de NR12?' }]);
		});
	});

	describe('an opt-out', () => {
		it('gets its confirmation as the last word; afterwards the agent is silent, and the team learns once that they wrote', async () => {
			await says('Oi');
			const run = await says('parem de me mandar mensagem');
			expect(replies().at(-1)).toBe(REPLIES.optOut);
			expect(run.items('Registrar resposta')).toEqual([expect.objectContaining({ turn_status: 'sent' })]);
			expect(await session()).toEqual({ mode: 'paused', paused_by: 'opt_out', pause_reason: 'system' });
			expect(await sql('select words, revoked_at from opt_outs where phone = $1', [phone])).toEqual([
				{ words: 'parem de me mandar mensagem', revoked_at: null },
			]);
			// Nor does it end with the conversation's age.
			await sql(
				`update sessions set last_customer_message = now() - interval '3 days', last_agent_message = now() - interval '3 days',
				mode_since = now() - interval '3 days' where phone = $1`,
				[phone],
			);
			await sql(`update inbox set sent_at = sent_at - interval '3 days' where phone = $1`, [phone]);
			await says('Oi, quanto custa?');
			await says('Oi?');
			expect([replies().length, shop.model.requests.length, await kinds()]).toEqual([2, 1, ['opted_out_wrote']]);
		});

		it('counts although its confirmation was not delivered', async () => {
			shop.zapi.faults.push({ kind: 'status', status: 400 });
			await shop.deliver({ phone, text: 'SAIR' });
			expect(await session()).toMatchObject({ paused_by: 'opt_out' });
		});
	});

	it('a data request is open under the number that the customer was told, and the team knows of it', async () => {
		await says('quero que apaguem meus dados pessoais');
		const [{ protocol, kind }] = await sql<{ protocol: string; kind: string }>(
			'select protocol, kind from lgpd_requests where phone = $1',
			[phone],
		);
		expect(kind).toBe('deletion');
		expect(replies()).toEqual([expect.stringContaining(protocol)]);
		expect(await notices()).toEqual([expect.objectContaining({ kind: 'lgpd_request', reason: 'deletion', protocol })]);
	});

	describe('a model that gives nothing', () => {
		const broken = (times: number) => shop.model.faults.push({ kind: 'status', status: 500, times: 3 * times });

		it('three turns in a row: a person is called, and the agent is silent', async () => {
			broken(3);
			for (const text of ['Oi', 'oi?', 'alguém?']) await says(text);
			expect(replies().slice(1)).toEqual([expect.stringContaining('problema técnico'), REPLIES.handedOver]);
			expect(await notices()).toEqual([
				expect.objectContaining({ kind: 'escalation', reason: 'erro_consecutivo', summary: expect.stringContaining('oi? alguém?') }),
			]);
			expect(await session()).toEqual({ mode: 'paused', paused_by: 'agent', pause_reason: 'escalation' });
			await says('alô');
			expect(replies()).toHaveLength(3);
			expect((await lead()).agent_state).toMatchObject({ failures: 0 });
		});

		it('with an answer in between: nobody is called', async () => {
			broken(2);
			for (const text of ['Oi', 'oi?', 'alguém?']) await says(text);
			broken(1);
			await says('e aí?');
			expect([await kinds(), (await lead()).agent_state]).toEqual([[], expect.objectContaining({ failures: 1 })]);
		});

		it('while somebody takes over: the person keeps the conversation, and nothing is sent', async () => {
			broken(2);
			for (const text of ['Oi', 'oi?']) await says(text);
			shop.model.faults.push({ kind: 'delay', ms: 600 });
			shop.model.respondWith(() => '');
			const asked = shop.model.requests.length;
			const running = shop.deliver({ phone, text: 'alguém?' });
			while (shop.model.requests.length === asked) await new Promise((resolve) => setTimeout(resolve, 20));
			await sql(
				`update sessions set mode = 'human', human_attendant = 'ana', human_since = now(), last_human_activity = now(),
				mode_epoch = mode_epoch + 1, version = version + 1 where phone = $1`,
				[phone],
			);
			expect((await running).items('Confirmar envio', 1)).toEqual([expect.objectContaining({ reason: 'stale_generation' })]);
			expect([replies().length, await kinds(), (await session()).mode]).toEqual([2, [], 'human']);
		});
	});

	describe('a model that finds that a person is needed', () => {
		const asksForTeam = () =>
			shop.model.respondWith(() => modelSays({ reply: 'Vou chamar alguém.', should_transfer: true, transfer_reason: 'Cliente irritado' }));

		it('has the team told once in a while; the agent goes on', async () => {
			asksForTeam();
			const before = shop.calls().length;
			await says('isso é um absurdo');
			// One more round trip than a turn that calls nobody.
			expect(shop.calls().length - before).toBe(aTurn + 1);
			await says('péssimo');
			expect(await notices()).toEqual([
				expect.objectContaining({ kind: 'escalation', summary: expect.stringContaining('Cliente irritado') }),
			]);
			expect([replies().length, (await session()).mode]).toEqual([2, 'agent']);
		});

		it('stops the agent where the operator wants it so', async () => {
			await open({ options: { onTransfer: 'pause' } });
			asksForTeam();
			await says('isso é um absurdo');
			await says('péssimo');
			expect([replies(), (await session()).mode]).toEqual([['Vou chamar alguém.'], 'paused']);
		});
	});
});
