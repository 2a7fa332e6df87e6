import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { sql } from '../setup/supabase';
import { openBundledShop, type BundledShop } from './bundledShop';
import { withSavedWorkflow, type SavedShop } from './savedShop';
import { withOwnDatabase } from './withOwnDatabase';

/** The operator upgraded and published the bundled workflow, and left that of 0.2.0 published: both listen to one number, on one database. */
withOwnDatabase();
let bundled: BundledShop;
let saved: SavedShop;
beforeEach(async () => {
	bundled = await openBundledShop({}, 0.5);
	// The sweep looks for what is quiet for as long as that: all three reach for a message in the same moment.
	saved = await withSavedWorkflow(bundled, {}, 0.5);
});
afterEach(async () => {
	expect(bundled.zapi.violations).toEqual([]);
	await bundled.stop();
});

const newPhone = () => `55119${String(randomInt(1e8)).padStart(8, '0')}`;
const sentTo = (phone: string) => bundled.zapi.sent.filter(({ body }) => body.phone === phone).map(({ body }) => String(body.message));
/** What the model was asked of, message by message. */
const asked = () =>
	bundled.model.requests.flatMap((request) => String((request.messages as Array<{ content: string }>).at(-1)!.content).split('\n'));
const settled = async () => {
	const open = async () => await sql(`select from inbox where status in ('waiting', 'claimed')`);
	for (const deadline = Date.now() + 20_000; (await open()).length > 0; await sleep(50))
		if (Date.now() > deadline) throw new Error('A message is left over');
	// Long enough for a second answer.
	await saved.sweep();
	await sleep(1500);
};

it.each([
	['the door of 0.2.0, whose executions wait', async (phone: string, text: string) => await saved.deliver({ phone, text })],
	['the door that stores', async (phone: string, text: string) => await bundled.arrives({ phone, text })],
])('what comes by %s is answered once between the trigger, the executions that wait and the sweep', async (_door, comes) => {
	const people = Array.from({ length: 8 }, newPhone);
	const written = people.flatMap((phone) => ['Oi', 'quero um misturador'].map((words) => ({ phone, text: `${words} ${phone}` })));
	const sweeping = (async () => {
		for (let times = 0; times < 6; times++) await Promise.all([saved.sweep(), sleep(250)]);
	})();
	await Promise.all([sweeping, ...written.map(async ({ phone, text }) => await comes(phone, text))]);
	await settled();
	expect(asked().sort()).toEqual(written.map(({ text }) => text).sort());
	const turns = await sql('select phone, status from turns where phone = any($1) order by phone', [people]);
	expect(turns).toEqual(
		bundled.zapi.sent
			.map(({ body }) => body.phone)
			.sort()
			.map((phone) => ({ phone, status: 'sent' })),
	);
});

it('what the saved one stored and could not go on with is answered by the trigger', async () => {
	const phone = newPhone();
	bundled.gateway.fail({ status: 400, times: 1, match: (route) => route.endsWith('/claim_turn') });
	expect((await saved.deliver({ phone, text: 'Oi' })).error).toBeDefined();
	await settled();
	expect(sentTo(phone)).toHaveLength(1);
});

it.each([
	['the door of 0.2.0', async (phone: string, text: string) => await saved.deliver({ phone, text, fromMe: true })],
	['the door that stores', async (phone: string, text: string) => await bundled.deliver({ phone, text, fromMe: true })],
])('what the team types, by %s, is decided on once, and both are silent afterwards', async (_door, typed) => {
	const phone = newPhone();
	await typed(phone, '/help');
	await typed(phone, 'Oi, aqui é a Ana');
	await saved.deliver({ phone, text: 'obrigada, Ana' });
	await settled();
	expect([sentTo(phone), bundled.model.requests]).toEqual([[], []]);
	expect(await sql('select mode from sessions where phone = $1', [phone])).toEqual([{ mode: 'human' }]);
	expect(await sql(`select from session_history where phone = $1 and type = 'mode_changed'`, [phone])).toHaveLength(1);
	expect(await sql(`select from outbox where phone = $1 and kind = 'notice'`, [phone])).toHaveLength(1);
});

it('a turn that the saved one has under way is left to it for as long as its lease', async () => {
	const phone = newPhone();
	bundled.model.faults.push({ kind: 'delay', ms: 2500 });
	await saved.deliver({ phone, text: 'Oi' });
	await settled();
	expect([sentTo(phone).length, bundled.model.requests.length]).toEqual([1, 1]);
});
