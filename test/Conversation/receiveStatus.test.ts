import { newPlace, only, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(async () => {
	place = newPlace();
	await sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, status, attempts, began_at) values ($1, 'whatsapp_text', $2, $3, '{"text": "Olá!"}', 'uncertain', 1, now())`,
		[`key:${place.channel}`, place.channel, place.phone],
	);
});
afterAll(closeSql);

const receipt = (given: object = {}) => ({
	event: 'receipt',
	...place,
	messageIds: ['wamid.S'],
	status: 'delivered',
	isGroup: false,
	at: new Date().toISOString(),
	...given,
});
const status = async () => (await sql<{ status: string }>('select status from outbox where channel = $1', [place.channel]))[0].status;

it('a status with our key settles the send of which nobody knew, where the workflow starts for it', async () => {
	const item = { ...receipt({ provider: 'whatsapp_cloud', key: `key:${place.channel}` }) };
	expect(await only('receive', {}, item)).toMatchObject({ event: 'receipt', reason: 'not_a_message' });
	expect(await status()).toBe('sent');
});

it('a receipt that tells neither key nor ids stays an event', async () => {
	expect(await only('receive', {}, receipt({ provider: 'zapi' }))).toMatchObject({ reason: 'not_a_message' });
	expect(await status()).toBe('uncertain');
});

const sentAs = async (...ids: string[]) => {
	await sql('delete from outbox where channel = $1', [place.channel]);
	for (const id of ids)
		await sql(
			`insert into outbox (idempotency_key, kind, channel, phone, payload, status, provider_message_id) values ($1, 'whatsapp_text', $2, $3, '{"text": "Olá!"}', 'sent', $1)`,
			[`${place.channel}:${id}`, place.channel, place.phone],
		);
	return ids.map((id) => `${place.channel}:${id}`);
};
const deliveries = async () =>
	(await sql<{ delivery: string | null }>('select delivery from outbox where channel = $1 order by id', [place.channel])).map(
		({ delivery }) => delivery,
	);

it('Z-API tells of all messages of a chat at once when somebody opens it: each of them was read', async () => {
	const [one, two, three] = await sentAs('1', '2', '3');
	await only('receive', {}, receipt({ provider: 'zapi', messageIds: [one, 'of-somebody-else', three], status: 'read' }));
	expect(await deliveries()).toEqual(['read', null, 'read']);
	await only('receive', {}, receipt({ provider: 'zapi', messageIds: [two], status: 'delivered' }));
	expect(await deliveries()).toEqual(['read', 'delivered', 'read']);
});

it.each([
	['that we read theirs', { status: 'readByMe' }],
	['what is told of a group', { isGroup: true }],
	['what tells of no message', { messageIds: [] }],
	['what a program made up', { messageIds: 'all' }],
])('%s is nothing of ours', async (_, given) => {
	const [id] = await sentAs('1');
	const item = receipt({ provider: 'zapi', messageIds: [id], status: 'read', ...given });
	expect(await only('receive', {}, item)).toMatchObject({ reason: 'not_a_message' });
	expect(await deliveries()).toEqual([null]);
});

it("a delivery of Z-API's that failed makes the message a failed one, told once; one that is nobody's changes nothing", async () => {
	await sql(`update outbox set status = 'sent', provider_message_id = $2 where channel = $1`, [place.channel, `W-${place.phone}`]);
	const delivery = (messageId: string) => ({
		event: 'delivery',
		provider: 'zapi',
		...place,
		messageId,
		queueId: 'Z',
		error: 'No WhatsApp',
	});
	expect(await only('receive', {}, delivery('another'))).toMatchObject({ settled: false, reason: 'No WhatsApp' });
	expect(await status()).toBe('sent');
	for (const settled of [true, false])
		expect(await only('receive', {}, delivery(`W-${place.phone}`))).toMatchObject({ settled, reason: 'No WhatsApp' });
	const told = await sql(`select status, error from outbox where channel = $1 and kind = 'whatsapp_text'`, [place.channel]);
	expect(told).toEqual([{ status: 'failed', error: 'No WhatsApp' }]);
	expect(await sql(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice'`, [place.channel])).toEqual([
		{ kind: 'given_up' },
	]);
});
