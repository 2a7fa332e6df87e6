import { counts, ONE_OF_EACH } from '../PipeRun/syncCaller';
import { automationPayload } from '../sandbox/piperunPayloads';
import { asDemoCompany } from '../sandbox/demoCompany';
import { publishWorkflows, withParameters } from '../sandbox/publish';
import { repliesTo, replyAfter } from '../sandbox/story';
import { eventually, rows, withSandbox } from './sandboxForTests';

/** What a worker that died left behind is taken up after this. */
const LEASE_SECONDS = 15;
const sandbox = withSandbox({
	crm: true,
	quietSeconds: 1,
	templates: ['bastidores', 'sdr-agent', 'crm-back-to-whatsapp'],
	adjust: withParameters({ leaseSeconds: LEASE_SECONDS, rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } }),
});

const PHONE = '5511999990061';
const HOT = 'Oi, meu nome é Marina, da Burger do Vale, em Chapecó/SC. Quero uma formadora de hambúrguer, faço 400 por dia e é urgente!';
const WITHIN_MS = 90_000;

const links = async () =>
	(await rows(sandbox(), 'select company_id, person_id, deal_id, note_id from crm_links where phone = $1', [PHONE]))[0];
const asked = (route: string) => sandbox().piperun.requests.filter(({ method, path }) => `${method} ${path}` === route).length;

/** Lets PipeRun do a step without answering, and kills n8n while it waits for the answer. */
async function killDuring(route: string): Promise<void> {
	const { faults } = sandbox().piperun;
	faults.push({ kind: 'delay', ms: 60_000, match: (path) => path === route });
	await eventually(
		() => asked(route),
		(count) => count > 0,
		WITHIN_MS,
	);
	await sandbox().n8n().kill();
	faults.clear();
}

test('a hot lead becomes one company, one person, one deal and one note, though n8n is killed in two of the steps', async () => {
	await eventually(
		async () => await rows(sandbox(), `select 1 as on from settings where key = 'crm_sync'`),
		(found) => found.length === 1,
	);
	const killed = killDuring('POST /persons');
	await sandbox().write({ phone: PHONE, name: 'Marina', text: HOT });
	await replyAfter(sandbox(), PHONE, 0);
	await killed;
	expect(await links()).toMatchObject({ company_id: expect.any(String), person_id: null });

	const killedAgain = killDuring('POST /deals');
	await sandbox().startAgain();
	await killedAgain;
	expect(await links()).toMatchObject({ person_id: expect.any(String), deal_id: null });

	await sandbox().startAgain();
	await eventually(
		async () => await rows(sandbox(), `select crm_sync_status as status from leads where phone = $1`, [PHONE]),
		([lead]) => lead.status === 'synced',
		WITHIN_MS,
	);
	const { account, ids } = sandbox().piperun;
	const [deal] = account.all('deals');
	expect(counts(sandbox().piperun)).toEqual(ONE_OF_EACH);
	expect(deal).toMatchObject({ pipeline_id: ids.pipeline, stage_id: ids.stage, title: expect.stringMatching(/^Lead - .+ - Chapecó\/SC$/) });
	expect(await links()).toEqual({
		company_id: String(account.all('companies')[0].id),
		person_id: String(account.all('persons')[0].id),
		deal_id: String(deal.id),
		note_id: String(account.all('notes')[0].id),
	});
	expect([asked('POST /companies'), asked('POST /persons'), asked('POST /deals'), asked('POST /notes')]).toEqual([1, 1, 1, 1]);
});

test('a deal that is won is told to its customer once, though PipeRun tells of it three times', async () => {
	const { n8n, api, published, credentials, piperun } = sandbox();
	const [deal] = piperun.account.all('deals');
	Object.assign(deal, { status: 1, closed_at: '2026-03-02 09:30:00' });
	const before = repliesTo(sandbox(), PHONE).length;
	const id = await api().webhookId(published['crm-back-to-whatsapp'], 'n8n-nodes-atendeaqui.pipeRunTrigger');
	const tell = async () =>
		await fetch(`${n8n().url}/webhook/${id}?event=won`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-webhook-secret': String(credentials.atendeAquiPipeRunApi.data.webhookSecret) },
			body: JSON.stringify(automationPayload(deal)),
		});
	const told = [...(await Promise.all([tell(), tell()])), await tell()];
	expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);

	const message = await replyAfter(sandbox(), PHONE, before);
	expect(message.body.message).toContain('Seu pedido está confirmado');
	await eventually(
		async () => await rows(sandbox(), `select status from outbox where kind = 'whatsapp_text' and idempotency_key like 'crm_deal:%'`),
		([effect]) => effect.status === 'sent',
	);
	const [{ deal: known }] = await rows<{ deal: object }>(
		sandbox(),
		`select metadata -> 'crm_deal' as deal from sessions where phone = $1`,
		[PHONE],
	);
	expect(known).toMatchObject({ event: 'won', deal_id: deal.id });
	expect(repliesTo(sandbox(), PHONE)).toHaveLength(before + 1);
});

test('nobody else may tell, and no vendor refused a request', async () => {
	const { n8n, api, published, piperun, zapi } = sandbox();
	const id = await api().webhookId(published['crm-back-to-whatsapp'], 'n8n-nodes-atendeaqui.pipeRunTrigger');
	expect((await fetch(`${n8n().url}/webhook/${id}?event=won`, { method: 'POST' })).status).toBe(403);
	expect([piperun.violations, zapi.violations]).toEqual([[], []]);
});

test('who has no PipeRun publishes what runs behind as it is shipped', async () => {
	const { api, credentials } = sandbox();
	const others = Object.fromEntries(
		Object.entries(credentials).flatMap(([type, { id }]) => (type === 'atendeAquiPipeRunApi' ? [] : [[type, id]])),
	);
	const published = await publishWorkflows(api(), others, ['bastidores'], asDemoCompany);
	expect(published.bastidores).toEqual(expect.any(String));
	await api().unpublish(published.bastidores);
});
