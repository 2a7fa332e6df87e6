import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { TEAM_PHONE } from '../sandbox/demoCompany';
import { faultQueue } from '../sandbox/faults';
import type { ProviderId } from '../sandbox/providers';
import { startServer, type Server } from '../sandbox/server';
import { sql } from '../setup/supabase';
import { openHouse, type House } from './house';
import { withOwnDatabase } from './withOwnDatabase';

/** The whole product with the credentials of one provider alone: what customers, the team and Chatwoot see is the same. Called by one file for each provider. */
export function wholeProductBy(provider: ProviderId): void {
	withOwnDatabase();
	let house: House;
	let phone: string;
	let media: Server;
	const recorded = Buffer.from('OggS\0\x02 voz', 'latin1');
	beforeAll(async () => {
		house = await openHouse([provider]);
		media = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer: () => ({ status: 200, body: recorded }) });
	});
	afterAll(async () => {
		expect([house.number.violations(), house.chatwoot.violations, house.published().failures]).toEqual([[], [], []]);
		await Promise.all([house.stop(), media.stop()]);
	});
	beforeEach(() => {
		phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	});
	const mode = async () => (await sql<{ mode: string }>('select mode from sessions where phone = $1', [phone]))[0]?.mode;
	const toTeam = () => house.sentTo(TEAM_PHONE);
	const until = async (holds: () => Promise<boolean>) => {
		for (const deadline = Date.now() + 15_000; !(await holds()); await sleep(20))
			if (Date.now() > deadline) throw new Error(`Never: ${holds.toString()}`);
	};
	const shown = () =>
		house.chatwoot.state.conversations
			.at(-1)!
			.messages.filter(({ message_type: type }) => type !== 'activity')
			.map(({ message_type: type, content, attachments }) => `${type}: ${content ?? ''}${attachments.length > 0 ? ' 📎' : ''}`);

	it('who types on the phone has the conversation, and gives it back by command', async () => {
		await house.deliver({ phone, text: 'Oi' });
		await house.deliver({ phone, text: 'Oi, aqui é a Ana', fromMe: true });
		const silent = await house.deliver({ phone, text: 'obrigada, Ana' });
		expect([await mode(), silent.ran.includes('Agente SDR'), house.sentTo(phone).length]).toEqual(['human', false, 1]);
		await house.deliver({ phone, text: '/liberar', fromMe: true });
		await house.deliver({ phone, text: 'e o preço?' });
		expect([await mode(), house.sentTo(phone).length]).toEqual(['agent', 2]);
	});

	it('an order of the team from outside silences the agent until it is taken back', async () => {
		const order = async (what: string) =>
			await house.play('handoff-admin', 'Formulário', [{ 'O que fazer': what, 'Telefone do cliente': phone, Atendente: 'ana' }]);
		await house.deliver({ phone, text: 'Oi' });
		expect((await order('Assumir')).error).toBeUndefined();
		await house.deliver({ phone, text: 'alguém?' });
		expect([await mode(), house.sentTo(phone).length]).toEqual(['human', 1]);
		await order('Liberar');
		await house.deliver({ phone, text: 'e agora?' });
		expect([await mode(), house.sentTo(phone).length]).toEqual(['agent', 2]);
	});

	it('Chatwoot shows both, and who writes there answers by this provider until they give it back', async () => {
		await house.mirrors();
		await house.deliver({ phone, text: 'Oi' });
		const [greeting] = house.sentTo(phone);
		await house.mirrors();
		expect(shown()).toEqual(['incoming: Oi', `outgoing: ${greeting}`]);
		await sql(`update outbox set updated_at = updated_at - interval '4 seconds' where phone = $1`, [phone]);
		expect((await house.writesInChatwoot('Aqui é o Rafael')).error).toBeUndefined();
		await until(async () => {
			await house.sendsDue();
			return house.sentTo(phone).length === 2;
		});
		expect([house.sentTo(phone)[1], await mode()]).toEqual(['Aqui é o Rafael', 'human']);
		await house.writesInChatwoot('retomar');
		expect(await mode()).toBe('agent');
	});

	it('a voice note is heard by the agent, and Chatwoot has it or its address', async () => {
		const run = await house.deliver({ phone, text: '', audioUrl: `${media.url}/voz.ogg` });
		expect(run.items('Ouvir áudio')[0]).toMatchObject({ unheard_audio: false, transcriptions: [{ words: expect.any(String) }] });
		expect(house.sentTo(phone)).toHaveLength(1);
		expect((await house.mirrors()).error).toBeUndefined();
		const [spoken] = house.chatwoot.state.conversations.at(-1)!.messages.filter(({ message_type: type }) => type === 'incoming');
		// This machine is no host that files of Z-API come from.
		if (provider === 'zapi') expect(spoken.content).toContain(`📎 ${media.url}/voz.ogg`);
		else expect(spoken.attachments.map(({ content, file_type: type }) => [type, content.equals(recorded)])).toEqual([['audio', true]]);
	});

	it('who asks for a person pauses the agent, and the team is told by this provider, once', async () => {
		const before = toTeam().length;
		await house.deliver({ phone, text: 'quero falar com um atendente' });
		expect([await mode(), house.sentTo(phone).length]).toEqual(['paused', 1]);
		for (let n = 0; n < 2; n++) expect((await house.sendsDue()).error).toBeUndefined();
		expect(toTeam().slice(before)).toEqual([expect.stringMatching(/🆘[\s\S]*quero falar com um atendente/)]);
	});

	it('a workflow that stopped is told to the team', async () => {
		const before = toTeam().length;
		const failed = {
			workflow: { id: randomUUID(), name: 'Um fluxo' },
			execution: { lastNodeExecuted: 'Nó', error: { message: 'Quebrou' } },
		};
		expect((await house.play('bastidores', 'Um fluxo falhou', [failed])).error).toBeUndefined();
		expect(toTeam().slice(before)).toEqual([expect.stringContaining('Quebrou')]);
	});

	it('who signs up and never wrote is welcomed, once', async () => {
		const signup = { id: `empresa-${phone}`, name: 'Ana Souza', email: `a${phone}@example.com`, phone, company: 'Acme' };
		for (let n = 0; n < 2; n++) {
			const run = await house.play('onboarding', 'Novo cadastro', [{ headers: {}, params: {}, query: {}, body: signup }]);
			expect(run.error).toBeUndefined();
			await house.sendsDue();
		}
		expect(house.sentTo(phone)).toEqual([expect.stringContaining('Olá, Ana!')]);
	});

	it('a deal that is won in the CRM is told to its customer, once', async () => {
		await house.deliver({ phone, text: 'Oi' });
		const won = { event: 'won', eventKey: `won:${phone}`, phone, deal: { id: 4711, title: 'Lead', status: 1 } };
		for (let n = 0; n < 2; n++) {
			expect((await house.play('crm-back-to-whatsapp', 'Mudança no PipeRun', [won])).error).toBeUndefined();
			await house.sendsDue();
		}
		expect(house.sentTo(phone).slice(1)).toEqual([expect.stringContaining('Seu pedido está confirmado')]);
	});
}
