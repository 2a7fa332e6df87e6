import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { credentialsFor } from '../Chatwoot/node';
import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { crmSwitchedOn } from '../sandbox/crm';
import { TEAM_PHONE } from '../sandbox/demoCompany';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type Credentials, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database, customerTurn, message, newPlace, noticesOf, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

const TOKENS = { instanceToken: 'F00000000000000000000000000TOKEN', clientToken: 'C00000000000000000000000000TOKEN' };

let place: Place;
let zapi: ZApi;
let chatwoot: Chatwoot;
let piperun: PipeRunStandIn;
beforeEach(async () => {
	place = { ...newPlace(), channel: randomUUID().replaceAll('-', '').toUpperCase() };
	zapi = await startZApi({ instanceId: place.channel, token: TOKENS.instanceToken, clientToken: TOKENS.clientToken });
	chatwoot = await startChatwoot();
	piperun = await startPipeRun({ token: 'TOKEN' });
});
afterEach(async () => {
	await Promise.all([zapi.stop(), chatwoot.stop(), piperun.stop()]);
});
afterAll(closeSql);

/** A bundled workflow for this test's number alone, with the CRM switched on. */
async function run(name: string, from: string, wrong: Credentials = {}, teamPhone = TEAM_PHONE): Promise<EngineRun> {
	const shipped = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	const json = crmSwitchedOn(piperun.ids)(shipped as never, name) as unknown as WorkflowJson;
	for (const { parameters } of json.nodes) {
		if (['getUncertain', 'reconcile', 'claimOutbox', 'claimCrm', 'claimMirror'].includes(String(parameters.operation)))
			parameters.onlyChannel = place.channel;
		if (parameters.teamPhone === '') parameters.teamPhone = teamPhone;
		if (parameters.operation === 'mirrorWord') parameters.inbox = 12;
		if (parameters.operation === 'getChatwootGap') parameters.account = place.channel;
	}
	const right: Credentials = {
		...database,
		...credentialsFor(chatwoot),
		atendeAquiZApi: { ...TOKENS, instanceId: place.channel, baseUrl: zapi.baseUrl },
		atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl },
	};
	return await (await startEngine()).run(json, { from, items: [{}], credentials: { ...right, ...wrong } });
}
const worker = async (wrong?: Credentials) => await run('bastidores', 'A cada 20 segundos', wrong);
const mirror = async (wrong?: Credentials) => await run('handoff-chatwoot', 'A cada 10 segundos', wrong);
const due = async () => await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [place.channel]);
const integrations = async () => (await noticesOf(place)).filter((kind) => kind.startsWith('integration_'));

const hotLead = async ({ phone }: Place, company: string) =>
	await sql('select upsert_lead($1, $2)', [phone, JSON.stringify({ name: 'Marina', company, temperature: 'hot' })]);

interface Case {
	/** What there is to do for the integration. */
	work: () => Promise<unknown>;
	/** One look of the workflow that does it, with a credential that is refused or the right one. */
	look: (isWrong: boolean) => Promise<EngineRun>;
	/** What it did, once it could. */
	done: () => number;
}

const CASES: Record<string, Case> = {
	'Z-API, whose Client Token is wrong': {
		work: async () => {
			const text = { key: randomUUID(), kind: 'whatsapp_text', channel: place.channel, phone: place.phone, payload: { text: 'Olá!' } };
			await sql('select enqueue_outbox($1)', [JSON.stringify([text])]);
		},
		look: async (isWrong) =>
			await worker(
				isWrong ? { atendeAquiZApi: { ...TOKENS, clientToken: 'wrong', instanceId: place.channel, baseUrl: zapi.baseUrl } } : undefined,
			),
		done: () => zapi.sent.filter(({ body }) => body.phone !== TEAM_PHONE).length,
	},
	'Chatwoot, whose Access Token is wrong': {
		work: async () => {
			await mirror();
			await operate('receive', {}, [message(place, { text: 'Oi' })]);
		},
		look: async (isWrong) => await mirror(isWrong ? credentialsFor(chatwoot, 99) : undefined),
		done: () => chatwoot.state.conversations.length,
	},
	'PipeRun, whose token may not do it': {
		work: async () => {
			await worker();
			await hotLead(place, 'Burger do Vale');
		},
		look: async (isWrong) => {
			piperun.faults.clear();
			if (isWrong) piperun.faults.push({ kind: 'status', status: 403, times: Infinity });
			return await worker();
		},
		done: () => piperun.account.all('deals').length,
	},
};

describe.each(Object.entries(CASES))('%s', (_, { work, look, done }) => {
	it('is told once when it begins and once when it is over, and then what waited is done', async () => {
		await customerTurn(place);
		await work();
		for (let n = 0; n < 3; n++) {
			await due();
			await look(true);
		}
		expect([await integrations(), done()]).toEqual([['integration_down'], 0]);
		// The team has read it.
		await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [place.channel]);
		for (let n = 0; n < 2; n++) {
			await due();
			expect((await look(false)).error).toBeUndefined();
		}
		expect([await integrations(), done()]).toEqual([['integration_down', 'integration_up'], 1]);
	}, 120_000);

	it('says nothing while it works', async () => {
		await customerTurn(place);
		await work();
		await look(false);
		expect([await integrations(), done()]).toEqual([[], 1]);
	}, 120_000);
});

it('a number of the team that an expression leaves empty: the notice waits, and never goes to the customer', async () => {
	const notice = {
		key: randomUUID(),
		kind: 'notice',
		channel: place.channel,
		phone: place.phone,
		payload: { kind: 'hot_lead', phone: place.phone },
	};
	await customerTurn(place);
	// What other files' forms have stored in the database that they share.
	await sql(`delete from settings where key = 'company' or starts_with(key, 'company:')`);
	await sql('select enqueue_outbox($1)', [JSON.stringify([notice])]);
	const empty = await run('bastidores', 'A cada 20 segundos', {}, '={{ "" }}');
	expect(empty.error?.message).toBe('The field "Team Phone" is empty, and the company\'s settings have none either');
	expect(zapi.sent).toEqual([]);
	expect(await sql('select status from outbox where channel = $1', [place.channel])).toEqual([{ status: 'pending' }]);
	await due();
	await worker();
	expect(zapi.sent.map(({ body }) => body.phone)).toEqual([TEAM_PHONE]);
});
