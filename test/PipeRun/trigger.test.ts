import { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../sandbox/piperunAccount';
import { automationPayload } from '../sandbox/piperunPayloads';
import {
	PHONE,
	SECRET,
	WEBHOOK_ID,
	activate,
	call,
	hookContext,
	newDeal,
	node,
	piperun,
	trigger,
	type Given,
	withPipeRun,
} from './triggerForTests';

let now: number;

beforeEach(() => {
	now = Date.now();
});
withPipeRun(() => now);

describe('switching on', () => {
	it('shows the URL to paste, secret included', async () => {
		const url = hookContext(trigger()).getNodeWebhookUrl('default');
		expect(url).toBe(`http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/${SECRET}`);
		expect(hookContext(trigger({ authentication: 'header' })).getNodeWebhookUrl('default')).toBe(
			`http://127.0.0.1:5678/webhook/${WEBHOOK_ID}`,
		);
	});

	it('wants a secret that cannot be guessed', async () => {
		await expect(activate(trigger())).resolves.toBe(true);
		await expect(activate(trigger({ secret: 'short' }))).rejects.toThrow('The field "Secret" needs at least 16 letters and digits');
		await expect(activate(trigger({ secret: 'with a space in it' }))).rejects.toThrow('The field "Secret"');
		await expect(activate(trigger({ authentication: 'header' }))).rejects.toThrow('"Webhook Secret" of the PipeRun credential');
		await expect(activate(trigger({ authentication: 'header' }, SECRET))).resolves.toBe(true);
	});
});

describe('a call', () => {
	it('gives the event with the fresh deal and the phone of the conversation', async () => {
		const deal = newDeal({ reference: `atendeaqui:${PHONE}:1`, status: 1, closed_at: '2026-03-02 09:30:00' });
		const { items, answered } = await call(trigger(), automationPayload({ ...deal, title: 'Old title' }));
		expect(answered).toEqual({});
		expect(items).toEqual([
			{
				event: 'won',
				eventKey: `piperun:won:${deal.id}:2026-03-02T09:30:00-03:00`,
				dealId: deal.id,
				phone: PHONE,
				deal: expect.objectContaining({ title: 'Lead', status: 1 }),
			},
		]);
	});

	it('gives the phone of the person, from the delivery or from PipeRun', async () => {
		const person = piperun.account.add('persons', { name: 'Ana', contactPhones: ['ramal 12', '(11) 98888-0002'] });
		const deal = newDeal({ status: 1, person_id: person.id });
		expect((await call(trigger(), automationPayload(deal))).items).toMatchObject([{ phone: PHONE }]);
		expect((await call(trigger(), { deal_id: deal.id })).items).toMatchObject([{ event: 'won', phone: '5511988880002' }]);
		expect((await call(trigger(), { deal_id: newDeal().id })).items).toMatchObject([{ event: 'moved', phone: null }]);
	});

	it('is told which event by its URL', async () => {
		const { items } = await call(trigger(), automationPayload(newDeal()), { query: { event: 'created' } });
		expect(items).toMatchObject([{ event: 'created' }]);
	});

	it('that comes twice starts the workflow once', async () => {
		const given = trigger();
		const deal = newDeal({ status: 3 });
		const lost = automationPayload(deal, { phrase: 'Oportunidade perdida' });
		expect((await call(given, lost)).items).toHaveLength(1);
		expect(await call(given, lost)).toEqual({ answered: { status: 200, body: { ignored: 'Told already' } }, items: undefined });
	});

	it.each([
		['an empty one', {}, 'The body is empty'],
		['a try from the screen', { id: '{{id}}' }, 'The values are not filled in: a test call'],
		['a deal that is gone', { id: 1 }, 'PipeRun has no such deal any more'],
	])('of no interest is answered: %s', async (_, body, ignored) => {
		expect(await call(trigger(), body)).toEqual({ answered: { status: 200, body: { ignored } }, items: undefined });
	});

	it('for an event that is not listened to, or not true any more, is answered', async () => {
		const deal = newDeal({ status: 1 });
		expect((await call(trigger({ events: ['lost'] }), automationPayload(deal))).answered.body).toEqual({ ignored: 'Not listened to: won' });
		deal.status = 0;
		expect((await call(trigger(), automationPayload(deal))).answered.body).toEqual({ ignored: 'The deal is not in that state any more' });
	});

	it('is asked again for later when the deal cannot be fetched, and is not taken for told', async () => {
		const given = trigger();
		const payload = automationPayload(newDeal({ status: 1 }));
		piperun.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '900' } });
		expect((await call(given, payload)).answered.status).toBe(503);
		expect((await call(given, payload)).items).toHaveLength(1);
	});

	it('brings what was sent, when wanted, with renamed keys', async () => {
		const body = { crm: { codigo: String(newDeal().id) } };
		const { items } = await call(trigger({ options: { raw: true, idKey: 'crm.codigo' } }), body);
		expect(items).toMatchObject([{ raw: body }]);
	});

	it('with the secret in a header is believed by it alone', async () => {
		const given = trigger({ authentication: 'header', headerName: 'X-Webhook-Secret' }, SECRET);
		const payload = automationPayload(newDeal({ status: 1 }));
		expect((await call(given, payload)).answered).toEqual({
			status: 403,
			body: { error: 'The header X-Webhook-Secret is missing or wrong' },
		});
		expect((await call(given, payload, { headers: { 'x-webhook-secret': `${SECRET}x` } })).answered.status).toBe(403);
		expect((await call(given, payload, { headers: { 'x-webhook-secret': SECRET } })).items).toHaveLength(1);
		expect((await call(trigger({ secret: '' }), payload)).answered).toEqual({ status: 403, body: { error: 'The trigger has no secret' } });
	});
});

describe('polling', () => {
	const MINUTE_MS = 60_000;
	const later = (minutes: number) => (now += minutes * MINUTE_MS);
	const polling = (parameters: IDataObject = {}) =>
		node('pipeRunPollingTrigger', { events: ['created', 'moved', 'won', 'lost'], pipelineId: { mode: 'list', value: '' }, ...parameters });
	async function poll(given: Given, mode: 'trigger' | 'manual' = 'trigger'): Promise<IDataObject[]> {
		const time = jest.spyOn(Date, 'now').mockReturnValue(now);
		const context = new PollContext(given.workflow, given.self, given.additional(), mode, 'activate');
		const items = await given.type.poll!.call(context).finally(() => time.mockRestore());
		return (items?.[0] ?? []).map(({ json }) => json);
	}
	const told = async (given: Given) => (await poll(given)).map(({ event, dealId }) => [event, dealId]);

	it('starts with what comes after it was switched on, and tells each thing once', async () => {
		const given = polling();
		newDeal();
		later(60);
		expect(await told(given)).toEqual([]);
		later(10);
		const deal = newDeal({ reference: `atendeaqui:${PHONE}:1` });
		later(1);
		expect(await poll(given)).toMatchObject([{ event: 'created', dealId: deal.id, phone: PHONE, deal: { title: 'Lead' } }]);
		later(1);
		expect(await told(given)).toEqual([]);
	});

	it('tells of moves, each of them, and of deals won and lost', async () => {
		const given = polling();
		const deals = [newDeal(), newDeal(), newDeal()];
		later(60);
		await poll(given);
		const put = async (deal: Row, body: IDataObject) =>
			await fetch(`${piperun.baseUrl}/deals/${deal.id}`, {
				method: 'PUT',
				headers: { token: 'TOKEN', 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		later(1);
		await put(deals[0], { stage_id: piperun.ids.nextStage });
		later(1);
		await put(deals[0], { stage_id: piperun.ids.stage });
		await put(deals[1], { status: 1 });
		await put(deals[2], { status: 3, lost_reason_id: piperun.ids.lostReason });
		later(1);
		expect(await told(given)).toEqual([
			['moved', deals[0].id],
			['moved', deals[0].id],
			['won', deals[1].id],
			['lost', deals[2].id],
		]);
		expect(await told(given)).toEqual([]);
	});

	it('keeps to its events and its pipeline', async () => {
		const given = polling({ events: ['created'], pipelineId: { mode: 'list', value: piperun.ids.pipeline } });
		await poll(given);
		later(1);
		newDeal({ pipeline_id: piperun.ids.pipeline + 1 });
		const deal = newDeal({ status: 1, closed_at: '2099-01-01 00:00:00' });
		expect(await told(given)).toEqual([['created', deal.id]]);
	});

	it('tells of the others where PipeRun cannot tell of one deal, and of that one once it can', async () => {
		const given = polling({ events: ['created'] });
		await poll(given);
		later(1);
		const [bad, good] = [newDeal({ person_id: 999 }), newDeal({ reference: `atendeaqui:${PHONE}:1` })];
		piperun.faults.push({ kind: 'status', status: 500, times: 4, match: (path) => path.includes('/persons') });
		expect(await told(given)).toEqual([['created', good.id]]);
		later(30);
		expect(await told(given)).toEqual([['created', bad.id]]);
		later(1);
		expect(await told(given)).toEqual([]);
	});

	it('that fails says so and misses nothing', async () => {
		const given = polling();
		await poll(given);
		later(10);
		const deal = newDeal();
		piperun.faults.push({ kind: 'status', status: 401 });
		await expect(poll(given)).rejects.toThrow('does not accept the token');
		later(20);
		expect(await told(given)).toEqual([['created', deal.id]]);
	});

	it('by hand gives the newest deal to build with', async () => {
		newDeal();
		const deal = newDeal();
		expect(await poll(polling(), 'manual')).toMatchObject([{ event: 'created', dealId: deal.id }]);
	});
});
