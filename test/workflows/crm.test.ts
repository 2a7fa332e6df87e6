import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { counts, ONE_OF_EACH } from '../PipeRun/syncCaller';
import { startPipeRun, type PipeRunStandIn } from '../sandbox/piperun';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';
import { credentials as database, customerTurn, message, newPlace, noticesOf, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { crmSwitchedOn } from '../sandbox/crm';
import { TEAM_PHONE } from '../sandbox/demoCompany';

const TOKEN = 'F00000000000000000000000000TOKEN';
let piperun: PipeRunStandIn;
let zapi: ZApi;
let place: Place;
beforeEach(async () => {
	place = { ...newPlace(), channel: randomUUID().replaceAll('-', '').toUpperCase() };
	zapi = await startZApi({ instanceId: place.channel, token: TOKEN });
	piperun = await startPipeRun({ token: 'TOKEN' });
});
afterEach(async () => {
	expect([zapi.violations, piperun.violations]).toEqual([[], []]);
	await Promise.all([zapi.stop(), piperun.stop()]);
});
afterAll(closeSql);

/** A bundled workflow for this test's number alone, as it is or with the CRM switched on. */
async function run(name: string, from: string, items: IDataObject[] = [{}], isOn = true): Promise<EngineRun> {
	const shipped = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
	const json = (isOn ? crmSwitchedOn(piperun.ids)(shipped as never, name) : shipped) as unknown as WorkflowJson;
	const ofAll = ['getUncertain', 'reconcile', 'claimOutbox', 'claimCrm'];
	for (const { parameters } of json.nodes) {
		if (ofAll.includes(String(parameters.operation))) parameters.onlyChannel = place.channel;
		if (parameters.teamPhone === '') parameters.teamPhone = TEAM_PHONE;
	}
	// A trigger that is there to choose from, and was chosen.
	delete json.nodes.find((node) => node.name === from)?.disabled;
	const credentials = {
		...database,
		atendeAquiZApi: { instanceId: place.channel, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl },
		atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl },
	};
	const result = await (await startEngine()).run(json, { from, items, credentials });
	expect(result.error).toBeUndefined();
	return result;
}
const worker = async (isOn = true) => await run('bastidores', 'A cada 20 segundos', [{}], isOn);
const learn = async (fields: IDataObject) =>
	await sql('select upsert_lead($1, $2)', [place.phone, JSON.stringify({ name: 'Marina', company: 'Burger do Vale', ...fields })]);
const only1 = async (text: string) => (await sql(text, [place.phone]))[0];
const due = async () => await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [place.channel]);

describe('bastidores', () => {
	beforeEach(async () => {
		await customerTurn(place);
	});

	it('as it is shipped asks for no leads: nothing piles up for who has no CRM', async () => {
		await worker(false);
		await learn({ temperature: 'hot' });
		expect(await sql(`select 1 from outbox where channel = $1 and kind = 'crm_sync'`, [place.channel])).toEqual([]);
	});

	it('has one deal of somebody who was known by a lid alone until their phone is told', async () => {
		await worker();
		const lid = `1${place.phone}@lid`;
		const [isPhone, isLid] = [
			{ kind: 'phone', value: place.phone },
			{ kind: 'lid', value: lid },
		];
		const writes = async (phone: string, ids: IDataObject[]) =>
			await operate('receive', {}, [message(place, { phone, sendTo: phone, ids })]);
		await writes(lid, [isLid]);
		await sql('select upsert_lead($1, $2)', [lid, JSON.stringify({ name: 'Marina', temperature: 'hot', product: 'FB300' })]);
		await worker();
		await writes(place.phone, [isPhone, isLid]);
		await learn({ product: 'FBM100' });
		await due();
		await worker();
		expect(piperun.account.all('deals')).toHaveLength(1);
		const links = await sql('select deal_id from crm_links where phone = any ($1)', [[lid, place.phone]]);
		expect(links).toEqual([{ deal_id: String(piperun.account.all('deals')[0].id) }]);
	});

	it('takes a lead to PipeRun step by step, and its changes after it', async () => {
		await worker();
		await learn({ temperature: 'hot', product: 'FB300' });
		const result = await worker();
		expect(result.items('Registrar no CRM')).toMatchObject([
			{ phone: place.phone, outcome: 'synced', saved: true, deal_id: piperun.account.all('deals')[0].id },
		]);
		const [{ id }] = piperun.account.all('deals');
		expect([counts(piperun), await only1('select deal_id from crm_links where phone = $1')]).toEqual([
			ONE_OF_EACH,
			{ deal_id: String(id) },
		]);
		await learn({ product: 'FBM100' });
		await worker();
		expect([counts(piperun), piperun.account.all('deals')[0].title]).toEqual([ONE_OF_EACH, 'Lead - FBM100 - Brasil']);
	});

	it('keeps the id of a step before it begins the next one', async () => {
		await worker();
		await learn({ temperature: 'hot' });
		const seen: unknown[] = [];
		const ids = 'select company_id, person_id, deal_id, note_id from crm_links where phone = $1';
		for (const next of ['persons', 'deals', 'notes'])
			piperun.faults.push({ kind: 'delay', ms: 300, match: (route) => route === `POST /${next}` && seen.push(only1(ids)) > 0 });
		await worker();
		const known = expect.any(String);
		expect(await Promise.all(seen)).toEqual([
			{ company_id: known, person_id: null, deal_id: null, note_id: null },
			{ company_id: known, person_id: known, deal_id: null, note_id: null },
			{ company_id: known, person_id: known, deal_id: known, note_id: null },
		]);
	});

	it('keeps what was done by then when PipeRun fails, and goes on later', async () => {
		await worker();
		await learn({ temperature: 'hot' });
		piperun.faults.push({ kind: 'status', status: 500, match: (route) => route === 'POST /deals' });
		expect((await worker()).items('Registrar no CRM')).toMatchObject([
			{ outcome: 'failed', status: 'pending', attempts: 1, error: expect.stringContaining('deal: PipeRun') },
		]);
		expect(await only1('select person_id, deal_id from crm_links where phone = $1')).toEqual({
			person_id: expect.any(String),
			deal_id: null,
		});
		await due();
		await worker();
		expect([counts(piperun), await noticesOf(place)]).toEqual([ONE_OF_EACH, []]);
	});

	it('gives up what PipeRun refuses, tells the team once, and brings it back when asked', async () => {
		await worker();
		await learn({ temperature: 'hot' });
		piperun.faults.push({ kind: 'status', status: 422, match: (route) => route === 'POST /deals' });
		expect((await worker()).items('Registrar no CRM', 1)).toMatchObject([{ outcome: 'failed', status: 'failed', kind: 'rejected' }]);
		await worker();
		expect(await noticesOf(place)).toEqual(['crm_given_up']);
		expect(await only('retryCrm', { leadPhone: place.phone })).toEqual({ queued: 1 });
		await worker();
		expect([counts(piperun), await noticesOf(place)]).toEqual([ONE_OF_EACH, ['crm_given_up']]);
	});
});

describe('crm-back-to-whatsapp', () => {
	const told = (given: IDataObject = {}): IDataObject => ({
		event: 'won',
		eventKey: `piperun:won:7:${place.channel}`,
		dealId: 7,
		phone: place.phone,
		deal: { id: 7, title: 'Lead - FB300', status: 1, stage_id: 3 },
		...given,
	});
	const tell = async (given: IDataObject = {}, from = 'Mudança no PipeRun') => await run('crm-back-to-whatsapp', from, [told(given)]);

	it('tells the customer once of a deal that was won, though two triggers hear of it, twice', async () => {
		await customerTurn(place);
		expect((await tell()).items('Contar à conversa')).toMatchObject([{ recorded: true, message_queued: true, channel: place.channel }]);
		expect((await tell()).items('Contar à conversa', 2)).toMatchObject([{ recorded: false, reason: 'known_event' }]);
		await tell({}, 'Perguntar ao PipeRun');
		for (let n = 0; n < 2; n++) await worker();
		expect(zapi.sent.map(({ body }) => body.message)).toEqual([expect.stringContaining('Seu pedido está confirmado')]);
		expect(await only('getStatus', place)).toMatchObject({ metadata: { crm_deal: { event: 'won', deal_id: 7 } } });
		expect((await only('getHistory', place)).events).toContainEqual(expect.objectContaining({ type: 'crm_deal', reason: 'won' }));
	});

	it('only notes what has no text, and what happens while a person has the conversation', async () => {
		await customerTurn(place);
		expect((await tell({ event: 'lost', eventKey: randomUUID() })).items('Contar à conversa', 1)).toMatchObject([{ reason: 'no_text' }]);
		await operate('takeOver', { ...place, attendant: 'ana' });
		expect((await tell()).items('Contar à conversa', 1)).toMatchObject([{ recorded: true, reason: 'human' }]);
		await worker();
		expect(zapi.sent).toEqual([]);
	});

	it('has nothing to say of somebody who never wrote', async () => {
		// A deal of nobody's: the other tests on this database have deals with small numbers.
		const deal = { id: 999_000_001, title: 'Lead - FB300', status: 1, stage_id: 3 };
		expect((await tell({ phone: null, dealId: deal.id, deal })).items('Contar à conversa', 2)).toMatchObject([
			{ reason: 'no_conversation' },
		]);
	});
});
