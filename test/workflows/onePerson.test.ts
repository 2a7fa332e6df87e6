import type * as QuickWaits from '../setup/quickWaits';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { operate } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { openBundledShop, type BundledShop } from './bundledShop';
import { besides } from './onePersonForTests';
import type { Message } from './shop';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

/** One customer by phone and by lid, on the bundled workflow: in whichever order the ids come, they are one person to it. */
let shop: BundledShop;
let beside: Awaited<ReturnType<typeof besides>>;
let phone: string;
let lid: string;
beforeEach(async () => {
	shop = await openBundledShop();
	beside = await besides(shop);
	phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	lid = `1${String(randomInt(1e14)).padStart(14, '0')}@lid`;
});
afterEach(async () => {
	expect(shop.zapi.violations).toEqual([]);
	await beside.stop();
	await shop.stop();
});
afterAll(closeSql);

type Side = 'phone' | 'lid';
/** A delivery that tells one id alone, or both. */
const by = (side: Side | 'both', given: Partial<Message> & { text: string }): Message => ({
	name: 'Marina',
	...given,
	phone: side === 'lid' ? lid : phone,
	senderLid: side === 'phone' ? '' : lid,
});
const channel = (): string => String(shop.credentials.atendeAquiZApi.instanceId);
const replies = () => shop.zapi.sent.filter(({ body }) => body.phone === phone || body.phone === lid);
const sessions = async () => await sql<{ phone: string; mode: string }>('select phone, mode from sessions where channel = $1', [channel()]);
const isQuiet = async () =>
	(await sql(`select 1 from inbox where channel = $1 and (status in ('waiting', 'claimed') or undecided)`, [channel()])).length === 0;

/** Everything that came in was decided on. */
async function settled(): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!(await isQuiet())) {
		if (Date.now() > deadline) throw new Error('Something that came in is never decided on');
		await sleep(20);
	}
}

const learnedOf = async (side: Side, fields: object) =>
	await sql('select upsert_lead($1, $2)', [side === 'lid' ? lid : phone, JSON.stringify(fields)]);

/** In which order the ids are met before one message tells that both are one person's. */
const ORDERS: Record<string, Array<() => Message>> = {
	'phone, then lid': [() => by('phone', { text: 'Oi' }), () => by('lid', { text: 'tudo bem?' })],
	'lid, then phone': [() => by('lid', { text: 'Oi' }), () => by('phone', { text: 'tudo bem?' })],
	"phone, then the attendant's own message by lid": [
		() => by('phone', { text: 'Oi' }),
		() => ({ ...by('lid', { text: 'Aqui é a Ana, já vejo', fromMe: true }), senderLid: undefined }),
	],
};
const GUARDS: Record<string, (side: Side) => Promise<void>> = {
	'a takeover': async (side) => {
		const to = side === 'lid' ? lid : phone;
		await shop.arrives({ phone: to, text: 'Oi, é a Ana, pode falar comigo', fromMe: true });
	},
	'a pause': async (side) => {
		const { error } = await operate('pause', { phone: side === 'lid' ? lid : phone, channel: channel(), attendant: 'ana' });
		expect(error).toBeUndefined();
	},
	'an opt-out': async (side) => {
		await shop.arrives(by(side, { text: 'não quero mais receber mensagens, parem' }));
	},
};

describe.each(Object.entries(ORDERS))('%s', (_, messages) => {
	const cases = Object.keys(GUARDS).flatMap((guard) => (['phone', 'lid'] as const).map((side): [string, Side] => [guard, side]));

	it.each(cases)('after %s on the side of the %s: one silent conversation, one lead, one contact, one deal', async (guard, side) => {
		const first: Side = String(messages[0]().phone).endsWith('@lid') ? 'lid' : 'phone';
		await beside.written();
		for (const message of messages) {
			await shop.arrives(message());
			await settled();
			if (message === messages[0]) await learnedOf(first, { name: 'Marina', temperature: 'hot' });
			await beside.written();
		}
		await GUARDS[guard](side);
		await settled();
		const before = replies().length;

		await shop.arrives(by('both', { text: 'e o preço?' }));
		await settled();
		for (const one of ['lid', 'phone'] as const) {
			await shop.arrives(by(one, { text: `ainda aí? (${one})` }));
			await settled();
		}
		expect(replies()).toHaveLength(before);
		const [session, ...others] = await sessions();
		expect([others, session.phone, session.mode === 'agent']).toEqual([[], phone, false]);
		expect(await sql('select phone from leads where phone = any ($1)', [[phone, lid]])).toEqual([{ phone }]);
		await learnedOf('phone', { product: 'FBM100' });
		await beside.written();
		expect([beside.chatwoot.state.contacts.map(({ phone_number: number }) => number), beside.deals().length]).toEqual([[`+${phone}`], 1]);
		expect(beside.chatwoot.state.conversations.filter(({ status }) => status !== 'resolved')).toHaveLength(1);
		expect(shop.published().runs.map(({ error }) => error?.message)).toEqual(shop.published().runs.map(() => undefined));
	});
});

it.each(['phone', 'lid'] as const)('without a guard the whole person is answered where they wrote last, by %s', async (side) => {
	await shop.deliver(by(side === 'phone' ? 'lid' : 'phone', { text: 'Oi' }));
	await shop.deliver(by('both', { text: 'sou a Marina' }));
	await shop.deliver(by(side, { text: 'quero um misturador' }));
	expect(replies()).toHaveLength(3);
	expect(replies().at(-1)?.body.phone).toBe(side === 'lid' ? lid : phone);
	expect(await sessions()).toEqual([{ phone, mode: 'agent' }]);
	const said = await sql<{ role: string }>('select role from conversations where lead_phone = $1', [phone]);
	expect(said.map(({ role }) => role).sort()).toEqual([...Array(3).fill('assistant'), ...Array(3).fill('user')]);
});
