import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from '../setup/supabase';
import { publish, type Published } from '../setup/published';
import { bundledWorkflow, openBundledShop, TRIGGER, type BundledShop } from './bundledShop';
import { chat, conversar, playChat } from './conversarForTests';
import { withOwnDatabase } from './withOwnDatabase';

/** The operator tries the agent out on the database that the published workflow answers customers from. */
withOwnDatabase();
let shop: BundledShop;
/** For all numbers of ours, as the template is; `shop` holds it to one. */
let everybody: Published;
beforeAll(async () => {
	shop = await openBundledShop();
	await shop.published().close();
	everybody = await publish(bundledWorkflow({}, 0.3), { node: TRIGGER, credentials: shop.credentials });
}, 60_000);
afterAll(async () => {
	await everybody.close();
	await shop.stop();
});

const ALL_KINDS = ['whatsapp_text', 'notice', 'notice_whatsapp', 'notice_slack', 'notice_chatwoot', 'chatwoot_message', 'crm_sync'];
/** What somebody who asks for all numbers of ours gets. */
const claimed = async () =>
	await sql('select claim_outbox($1, 100, 60) as effects', [ALL_KINDS]).then(([{ effects }]) => effects as unknown[]);
const answered = () => everybody.runs.flatMap((run) => run.items(TRIGGER)).map(({ phone }) => phone);
const waitFor = async (done: () => boolean, what: string) => {
	for (const deadline = Date.now() + 20_000; !done(); await sleep(50)) if (Date.now() > deadline) throw new Error(`Not yet: ${what}`);
};

it('is never claimed by the published trigger, even where its execution died; customers are', async () => {
	const dying = conversar('bakery');
	dying.connections = { Chat: dying.connections.Chat };
	const sessionId = randomUUID();
	const died = await playChat(shop, { chatInput: 'Oi, sou a Rita', sessionId }, dying);
	const [{ phone, turn_id: turnId }] = died.items('Conversa de teste');
	await sql(`update turns set lease_until = now() - interval '1 second' where id = $1`, [turnId]);
	const customer = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	await shop.arrives({ phone: customer, text: 'Oi' });
	await waitFor(() => answered().includes(customer), 'the customer is answered');
	await sleep(2500);
	expect(answered()).toEqual([customer]);
	expect(await sql('select claim_due_turns(10, 0, 0, 60, 20) as turns')).toEqual([{ turns: [] }]);
	expect(await sql('select status from turns where id = $1', [turnId])).toEqual([{ status: 'open' }]);

	// The chat goes on at once, and with the new words alone.
	const next = await chat(shop, 'queria uma torta de nozes', sessionId);
	expect([next.phone, next.bubbles.length > 0]).toEqual([phone, true]);
	expect(await sql(`select status from inbox where phone = $1 and status <> 'done'`, [phone])).toEqual([]);
});

it('leaves nothing for a provider, the team, the CRM, the law or a figure; a customer who says the same does', async () => {
	await sql(`select claim_crm_syncs('allWithMinimum', 10, 60)`);
	const said = [
		'Meu nome é Marina, sou de Chapecó/SC, quero um bolo de cenoura. Quanto custa?',
		'quais dados vocês têm de mim?',
		'quero falar com uma pessoa',
	];
	const trials = said.map(() => randomUUID());
	for (const [i, words] of said.entries()) await chat(shop, words, trials[i]);
	expect(await claimed()).toEqual([]);
	expect(await sql(`select distinct kind, status from outbox where channel like 'teste:%' order by kind, status`)).toEqual([
		{ kind: 'notice', status: 'discarded' },
		{ kind: 'whatsapp_text', status: 'sent' },
	]);
	expect(await sql(`select * from integrations where channel like 'teste:%'`)).toEqual([]);
	expect(await sql('select * from lgpd_requests')).toEqual([]);
	const [{ listed, waiting, due, look }] = await sql(
		`select list_sessions('{}', 50) as listed, waiting_customers(null) as waiting, due_sessions(null, now() + interval '1 day') as due,
			look_at_outbox(now() + interval '1 hour') as look`,
	);
	const channels = (rows: Array<{ channel: string }>) =>
		rows.map(({ channel }) => channel).filter((channel) => channel.startsWith('teste:'));
	expect(channels((listed as { sessions: [] }).sessions)).toEqual([]);
	expect(channels((waiting as { sessions: [] }).sessions)).toEqual([]);
	expect(channels(due as [])).toEqual([]);
	expect(look).toMatchObject({ untold: [] });
	// Who asks for that channel by name sees them: they are kept.
	const [{ mine }] = await sql(`select list_sessions('{"channel": "teste:conversar"}', 50) as mine`);
	expect((mine as { total: number }).total).toBeGreaterThanOrEqual(3);

	const people = said.map(() => `55119${String(randomInt(1e8)).padStart(8, '0')}`);
	for (const [i, text] of said.entries()) await shop.arrives({ phone: people[i], text });
	await waitFor(() => people.every((phone) => answered().includes(phone)), 'the customers are answered');
	const kinds = ((await claimed()) as Array<{ kind: string }>).map(({ kind }) => kind);
	expect(kinds).toEqual(expect.arrayContaining(['notice']));
	expect(await sql('select count(*)::int from lgpd_requests')).toEqual([{ count: 1 }]);
});

it('sends nothing to a number, and forgets what nobody went on with for a day', async () => {
	const before = shop.zapi.sent.length;
	const old = await chat(shop, 'parem de me mandar mensagem', randomUUID());
	expect(old.heard).toContain('pedido para não receber mensagens');
	await sql(`update sessions set updated_at = now() - interval '25 hours' where phone = $1`, [old.phone]);
	const young = await chat(shop, 'Oi', randomUUID());
	expect(shop.zapi.sent.length).toBe(before);
	const left = async (phone: string) =>
		await sql(`select 1 from sessions where phone = $1 union all select 2 from leads where phone = $1 union all select 3 from opt_outs where phone = $1
			union all select 4 from inbox where phone = $1`, [phone]); // prettier-ignore
	expect(await left(old.phone)).toEqual([]);
	expect((await left(young.phone)).length).toBe(3);
});

it('two messages of one chat at once: one answer, and the other one is told why there is none', async () => {
	const sessionId = randomUUID();
	const shown = await Promise.all([chat(shop, 'tem bolo?', sessionId), chat(shop, 'e torta?', sessionId)]);
	expect(shown.filter(({ bubbles }) => bubbles.length > 0).length).toBeGreaterThanOrEqual(1);
	const unanswered = shown.filter(({ bubbles }) => bubbles.length === 0).map(({ output }) => output);
	expect(unanswered).toEqual(unanswered.map(() => expect.stringContaining('Outra mensagem desta conversa')));
});
