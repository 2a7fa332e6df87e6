import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { credentials as database, customerTurn, letTimePass, newPlace, noticesOf, only, operate, type Place } from '../setup/house';
import { faultQueue } from '../sandbox/faults';
import { json, startServer } from '../sandbox/server';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';

const TOKEN = 'F00000000000000000000000000TOKEN';
/** What the operator fills in. */
const TEAM = '5511900000000';
let zapi: ZApi;
let place: Place;

beforeEach(async () => {
	place = { ...newPlace(), channel: randomUUID().replaceAll('-', '').toUpperCase() };
	zapi = await startZApi({ instanceId: place.channel, token: TOKEN });
});
afterEach(async () => {
	expect(zapi.violations).toEqual([]);
	await zapi.stop();
});
afterAll(closeSql);

/** A bundled workflow as it is, but that it looks after the conversations of this test alone. */
function template(name: string): WorkflowJson {
	const folder = /-\d/.test(name) ? 'released' : '../../workflows';
	const json = JSON.parse(readFileSync(path.resolve(__dirname, folder, `${name}.json`), 'utf8')) as WorkflowJson;
	const ofAll = ['getUncertain', 'reconcile', 'claimOutbox', 'sweepSessions', 'monitor'];
	for (const node of json.nodes) {
		if (ofAll.includes(String(node.parameters.operation))) node.parameters.onlyChannel = place.channel;
		if (node.parameters.teamPhone === '') node.parameters.teamPhone = TEAM;
	}
	return json;
}

async function run(
	name: string,
	from: string,
	items: IDataObject[] = [{}],
	change: (json: WorkflowJson) => void = () => undefined,
): Promise<EngineRun> {
	const json = template(name);
	change(json);
	const credentials = {
		...database,
		atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
	};
	return await (await startEngine()).run(json, { from, items, credentials });
}
const here = () => ({ phone: place.phone, channel: place.channel });
const sent = () => zapi.sent.map(({ body }) => String(body.message));
const sentToCustomers = () => zapi.sent.filter(({ body }) => body.phone !== TEAM).map(({ body }) => String(body.message));
const outbox = async () => await sql('select status from outbox where channel = $1 order by id', [place.channel]);

/** A reply that was begun by a worker that died, so many seconds ago. */
async function abandonedReply(reply = 'Temos sim!'): Promise<IDataObject> {
	const part = await only('confirm', { reply, longestPart: 100 }, await only('decide', {}, await customerTurn(place)));
	await sql(`update turns set lease_until = now() - interval '1 second' where channel = $1`, [place.channel]);
	await sql(`update inbox set sent_at = sent_at - interval '60 seconds' where channel = $1`, [place.channel]);
	await sql(`select release_expired_turns($1, $2, now())`, [place.channel, place.phone]);
	await sql(
		`update outbox set updated_at = now() - interval '30 seconds', began_at = now() - interval '30 seconds' where channel = $1 and status = 'uncertain'`,
		[place.channel],
	);
	return part;
}
const EVERY_20_SECONDS = 'A cada 20 segundos';

/** What 0.2.0 shipped as a workflow of its own may stay as it is. */
describe.each(['bastidores', 'outbox-worker-0.2.0'])('what a crash left, by %s', (name) => {
	const worker = async () => await run(name, EVERY_20_SECONDS);

	it('sends a reply that never reached Z-API, once', async () => {
		await abandonedReply();
		const [{ sent_at }] = await sql<{ sent_at: Date }>('select max(sent_at) as sent_at from inbox where channel = $1', [place.channel]);
		zapi.noteMessage(place.phone, sent_at.getTime());
		for (let n = 0; n < 3; n++) expect((await worker()).error).toBeUndefined();
		expect(sent()).toEqual(['Temos sim!']);
		expect(await outbox()).toEqual([{ status: 'sent' }]);
	});

	it('does not send again what the chat shows', async () => {
		await abandonedReply();
		zapi.noteMessage(place.phone, Date.now() - 29_000);
		await worker();
		expect([sent(), await outbox()]).toEqual([[], [{ status: 'sent' }]]);
	});

	it('sends the rest of a reply whose worker died between two parts', async () => {
		await abandonedReply(`${'a'.repeat(80)}\n\n${'b'.repeat(80)}\n\n${'c'.repeat(80)}`);
		zapi.noteMessage(place.phone, Date.now() - 29_000);
		for (let n = 0; n < 3; n++) await worker();
		expect(sent().map((text) => text[0])).toEqual(['b', 'c']);
		expect(await sql('select status from turns where channel = $1', [place.channel])).toEqual([{ status: 'sent' }]);
	});

	it('tells the team, once, of what nothing is known about', async () => {
		await abandonedReply();
		zapi.faults.push({ kind: 'status', status: 500, times: Infinity, match: (route) => route.startsWith('/chats/') });
		await sql(`update outbox set updated_at = now() - interval '200 seconds' where channel = $1`, [place.channel]);
		await worker();
		await worker();
		expect([sentToCustomers(), await noticesOf(place)]).toEqual([[], ['uncertain_reply']]);
	});

	it('tries again later what Z-API refuses, and does not lose it', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		await letTimePass(place, 301);
		await operate('sweepSessions', { onlyChannel: place.channel, rules: { greetOnSweep: true } });
		zapi.faults.push({ kind: 'status', status: 400, match: (route) => route === '/send-text' });
		expect((await worker()).items('Registrar recusa')).toEqual([expect.objectContaining({ finished: true, status: 'pending' })]);
		await sql(`update outbox set next_attempt_at = now() where channel = $1`, [place.channel]);
		await worker();
		expect(sentToCustomers()).toEqual([expect.stringContaining('de novo')]);
	});
});

describe.each(['bastidores', 'handoff-monitor-0.2.0'])('who waits, by %s', (name) => {
	/** A minute's look, and what sends its notices. */
	const monitor = async () => {
		const looked = await run(name, 'A cada minuto');
		return name === 'bastidores' && !looked.error ? await run(name, EVERY_20_SECONDS) : looked;
	};

	it('gives an idle conversation back and tells the team, once', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		await letTimePass(place, 301);
		for (let n = 0; n < 3; n++) expect((await monitor()).error).toBeUndefined();
		expect(await only('getStatus', here())).toMatchObject({ mode: 'agent' });
		expect(sent()).toEqual([expect.stringContaining(`Sem atividade de ana: o contato ${place.phone}`)]);
	});

	it('alerts after 10 minutes of a pause and 3 in which a customer waits for a person, once an episode', async () => {
		await only('pause', { ...here(), attendant: 'ana' });
		const other = { ...newPlace(), channel: place.channel };
		await only('takeOver', { ...other, attendant: 'bia' });
		await customerTurn(other);
		await sql(`update inbox set sent_at = sent_at - interval '181 seconds' where channel = $1 and phone = $2`, [
			other.channel,
			other.phone,
		]);
		await letTimePass(place, 601);
		await letTimePass(other, 181);
		for (let n = 0; n < 3; n++) await monitor();
		expect(sent().sort()).toEqual([expect.stringContaining('em pausa há 10 min'), expect.stringContaining('bia não escreve')].sort());
	});

	it('tries again when the notice cannot be delivered', async () => {
		await only('decide', {}, await customerTurn(place, 'quero um atendente'));
		zapi.faults.push({ kind: 'status', status: 500, times: 9, match: (route) => route === '/send-text' });
		await monitor();
		expect(sent()).toEqual([]);
		zapi.faults.clear();
		await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [place.channel]);
		await monitor();
		expect(sent()).toEqual([expect.stringMatching(/🆘[\s\S]*quero um atendente/)]);
	});
});

describe('handoff-selftest', () => {
	const test = async (change?: (json: WorkflowJson) => void) => await run('handoff-selftest', 'Testar', [{}], change);

	it('asserts each step, and leaves nothing behind', async () => {
		const result = await test();
		expect([result.error, result.ran.at(-1)]).toEqual([undefined, 'Funciona']);
		expect(await sql(`select 1 from sessions where channel = 'autoteste'`)).toEqual([]);
	});

	it('fails loudly, naming the step, when a person does not silence the bot', async () => {
		const result = await test((json) => {
			const step = json.nodes.find(({ name }) => name === 'Cliente insiste')!;
			step.parameters.speaker = 'human';
		});
		expect(result.error?.message).toContain('o robô se cala com uma pessoa na conversa');
		expect(await sql(`select 1 from sessions where channel = 'autoteste'`)).toEqual([]);
	});
});

describe('handoff-admin', () => {
	const submit = async (given: IDataObject) =>
		await run('handoff-admin', 'Formulário', [given], (json) => {
			// The page that shows the answer belongs to n8n's server.
			json.nodes = json.nodes.filter(({ name }) => name !== 'Resposta');
			for (const { main } of Object.values(json.connections))
				main.forEach((targets) => targets?.splice(0, Infinity, ...targets.filter(({ node }) => node !== 'Resposta')));
		});

	it('lists, shows and changes conversations', async () => {
		await customerTurn(place);
		expect((await submit({ 'O que fazer': 'Listar conversas' })).items('Listar')[0].text).toContain(place.phone);
		const asked = async (what: string) =>
			(await submit({ 'O que fazer': what, 'Telefone do cliente': place.phone, Atendente: 'ana@example.com' })).items('Executar')[0];
		expect(await asked('Assumir')).toMatchObject({ success: true, current_mode: 'human' });
		expect((await asked('Ver conversa')).message).toContain('pessoa (Ana)');
		expect(await asked('Pausar')).toMatchObject({ success: true, current_mode: 'paused' });
		expect(await asked('Liberar')).toMatchObject({ success: true, current_mode: 'agent' });
	});

	it('adds an attendant and gives the key', async () => {
		const id = `${place.channel}@example.com`;
		const result = await submit({
			'O que fazer': 'Cadastrar atendente',
			Atendente: id,
			'Nome do atendente': 'Ana Exemplo',
			Perfil: 'supervisor',
		});
		expect(result.items('Cadastrar')).toEqual([expect.objectContaining({ id, role: 'supervisor', key: expect.any(String) })]);
	});
});

describe('handoff-control-api', () => {
	const change = { phone: '5511900000001', attendant: 'ana@example.com', changed: true, text: '👤 5511900000001: robô → pessoa (Ana)' };

	it('updates the message in Slack that was clicked, and tells nobody else', async () => {
		const posted: string[] = [];
		const answer = ({ text }: { text: string }) => {
			posted.push(text);
			return json(200, { ok: true });
		};
		const slack = await startServer({ faults: faultQueue(), faultBody: () => ({}), answer });
		try {
			const slack_reply = { replace_original: true, text: '✅ Joana: assumida por Ana.' };
			const click = { event: 'slack', ...here(), response_url: `${slack.url}/actions`, slack_text: slack_reply.text, slack_reply };
			const result = await run('handoff-control-api', 'API de controle', [click]);
			expect([result.error, result.ran]).toEqual([undefined, ['API de controle', 'Clique no Slack?', 'Atualizar mensagem']]);
			expect(posted.map((text) => JSON.parse(text) as unknown)).toEqual([{ replace_original: true, text: '✅ Joana: assumida por Ana.' }]);
		} finally {
			await slack.stop();
		}
	});

	it.each([
		['takeover', true, 1],
		['escalation', true, 1],
		['command', false, 0],
	])('of "%s", which changed something: %s, the team is told %i times', async (event, changed, times) => {
		const result = await run('handoff-control-api', 'API de controle', [{ ...change, event, changed }]);
		expect([result.error, result.items('Mudou de mãos?').length]).toEqual([undefined, times]);
	});
});
