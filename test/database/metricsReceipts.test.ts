import { metricsDatabase, total, valueOf } from './metricsForTests';
import { WEEK, writeWeek } from './weekForTests';

const { pool, scrape } = metricsDatabase();
const NAME = 'message_receipts_total';
const [BEGAN, NOW] = ['2026-01-05T03:00:00Z', '2026-01-12T12:00:00Z'];

/** What a provider tells of a message, in this order, and what of it counts. */
const WAYS: Array<[told: string[], counts: string[]]> = [
	[[], []],
	[['sent'], ['sent']],
	[
		['sent', 'delivered'],
		['sent', 'delivered'],
	],
	[
		['read', 'delivered', 'sent', 'read'],
		['sent', 'delivered', 'read'],
	],
	[
		['delivered', 'delivered', 'read'],
		['sent', 'delivered', 'read'],
	],
	[
		['sent', 'failed', 'failed'],
		['sent', 'failed'],
	],
	[
		['failed', 'delivered'],
		['failed', 'delivered'],
	],
	[['played'], ['sent', 'delivered', 'read', 'played']],
	[['warning', 'readByMe'], []],
	[
		['delivered', 'failed'],
		['sent', 'delivered'],
	],
];

interface Message {
	provider: string;
	channel: string;
	phone: string;
	id: string;
}
const messages = async (): Promise<Message[]> =>
	(
		await pool().query<Message>(
			`select provider, channel, phone, provider_message_id as id from outbox where kind = 'whatsapp_text' order by id`,
		)
	).rows;
const tell = async ({ channel, phone, id }: Message, status: string) =>
	await pool().query('select settle_status($1, $2)', [{ channel, phone, message_id: id, status, at: NOW }, NOW]);
const countsOf = (all: Message[], provider: string, step: string) =>
	all.filter((message, n) => message.provider === provider && WAYS[n % WAYS.length][1].includes(step)).length;

it('receipts of a week add up by provider, in whatever order they come and at once, and nothing counts twice', async () => {
	await scrape(BEGAN);
	await writeWeek(pool());
	const all = await messages();
	expect(new Set(all.map(({ provider }) => provider))).toEqual(new Set(['zapi', 'whatsapp_cloud']));
	await Promise.all(
		all.map(async (message, n) => {
			for (const status of WAYS[n % WAYS.length][0]) await tell(message, status);
		}),
	);
	// Asked later again, and by another process: nothing but the same.
	for (const asked of [NOW, '2026-01-12T12:01:00Z', '2026-01-14T12:00:00Z']) {
		const told = await scrape(asked);
		for (const provider of ['zapi', 'whatsapp_cloud'])
			for (const status of ['sent', 'delivered', 'read', 'played', 'failed'])
				expect([provider, status, valueOf(told, NAME, { provider, status })]).toEqual([provider, status, countsOf(all, provider, status)]);
		expect(total(told, NAME)).toBe(all.reduce((sum, _, n) => sum + WAYS[n % WAYS.length][1].length, 0));
	}
}, 60_000);

it('who was not written to by us counts nothing, and neither does a trial', async () => {
	await scrape(BEGAN);
	await writeWeek(pool(), [WEEK[1], { ...WEEK[2], channel: 'teste:1', phone: 'teste:1' }]);
	const all = await messages();
	for (const message of all) await tell({ ...message, id: `${message.id}-of-somebody-else` }, 'read');
	for (const message of all.filter(({ channel }) => channel === 'teste:1')) await tell(message, 'read');
	expect(total(await scrape(NOW), NAME)).toBe(0);
	for (const message of all) await tell(message, 'delivered');
	const ours = all.filter(({ channel }) => channel !== 'teste:1').length;
	expect([ours > 0, total(await scrape(NOW), NAME, { status: 'delivered' })]).toEqual([true, ours]);
});

it('a thousand persons make no more series than ten, and none is in a label', async () => {
	await scrape(BEGAN);
	const crowd = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, n) => ({ ...WEEK[1], n: from + n, phone: `55118${String(from + n).padStart(8, '0')}` }));
	const seriesAfter = async (people: ReturnType<typeof crowd>) => {
		await writeWeek(pool(), people);
		await pool().query(
			`select settle_status(jsonb_build_object('channel', channel, 'phone', phone, 'message_id', provider_message_id, 'status', 'read', 'at', $1::text), $1::timestamptz)
			from outbox where kind = 'whatsapp_text' and delivery is null`,
			[NOW],
		);
		return (await scrape(NOW)).filter(({ name }) => name === NAME);
	};
	const [few, many] = [await seriesAfter(crowd(0, 10)), await seriesAfter(crowd(10, 1000))];
	expect(many.map(({ labels }) => labels)).toEqual(few.map(({ labels }) => labels));
	expect(many[0].value).toBeGreaterThan(few[0].value);
	for (const { labels } of many) expect(Object.keys(labels).sort()).toEqual(['provider', 'status']);
}, 60_000);

it('what is sent once more counts as the other message that it is', async () => {
	await scrape(BEGAN);
	await writeWeek(pool(), [{ ...WEEK[3], more: 0 }]);
	const [message] = await messages();
	await tell(message, 'sent');
	// Too many at once, says Meta: the same words go out later under another id.
	await pool().query('select settle_status($1, $2)', [
		{
			channel: message.channel,
			phone: message.phone,
			message_id: message.id,
			status: 'failed',
			at: NOW,
			error: '131056',
			action: 'pairLimit',
		},
		NOW,
	]);
	await pool().query(`update outbox set status = 'sent', provider_message_id = 'again' where kind = 'whatsapp_text'`);
	await tell({ ...message, id: 'again' }, 'delivered');
	const told = await scrape(NOW);
	const provider = message.provider;
	expect(['sent', 'failed', 'delivered'].map((status) => valueOf(told, NAME, { provider, status }))).toEqual([2, 1, 1]);
});

// As providers deliver (rmyndharis/OpenWA 464, chatwoot/chatwoot 14529): the same thing twice within a second, and late ones beside it.
it('what is told twice at the same moment counts once', async () => {
	await scrape(BEGAN);
	await writeWeek(pool(), WEEK.slice(1, 13));
	const all = await messages();
	for (const message of all)
		await Promise.all(['read', 'read', 'sent', 'delivered', 'delivered'].map(async (status) => await tell(message, status)));
	const told = await scrape(NOW);
	expect(['sent', 'delivered', 'read'].map((status) => total(told, NAME, { status }))).toEqual([all.length, all.length, all.length]);
});
