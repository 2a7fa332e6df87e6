import { signatureProblem } from '../../../nodes/WhatsAppCloud/trigger/signature';
import { APP_SECRET, DELIVERIES, delivery, messageFrom, signatureOf, statusOf } from '../../sandbox/graphWebhooks';
import { deliver, deliverBytes, triggerOf, verify, VERIFY_TOKEN } from './hook';

/** A body with everything escaped that may be, and the same JSON read and written again: two rows of bytes. */
const VECTOR = {
	body: String.raw`{"object":"whatsapp_business_account","entry":[{"id":"900000000000010","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5531900009999","phone_number_id":"900000000000020"},"contacts":[{"profile":{"name":"Jos\u00e9 A\u00e7\u00e3o"},"wa_id":"5531900000001"}],"messages":[{"from":"5531900000001","id":"wamid.EXAMPLESIG1","timestamp":"1795000000","type":"text","text":{"body":"Ol\u00e1\/\u00e7\u00e3o \ud83d\udc4d"}}]},"field":"messages"}]}]}`,
	header: 'sha256=1951702b1d1b166a520f1d175698c14a1a4327de47077a2e866c6854fbd41927',
	twin: 'sha256=41b0c96d7284141e27a6d2fe44fc586abcd2b37472a2f1ab1866330199ea6807',
};
const bytes = Buffer.from(VECTOR.body);

describe('the signature', () => {
	it('is that of the bytes: the known one is accepted, and what it signs is read', async () => {
		expect(bytes).toHaveLength(477);
		expect(signatureProblem(bytes, VECTOR.header, APP_SECRET)).toBeNull();
		const { items } = await deliverBytes(await triggerOf(), bytes, VECTOR.header);
		expect(items).toEqual([expect.objectContaining({ text: 'Olá/ção 👍', name: 'José Ação' })]);
	});

	it('of the same JSON written again is another one, and refused for the bytes that came', async () => {
		const again = Buffer.from(JSON.stringify(JSON.parse(VECTOR.body)));
		expect(signatureOf(again)).toBe(VECTOR.twin);
		for (const [raw, header] of [
			[bytes, VECTOR.twin],
			[again, VECTOR.header],
		] as const) {
			const { answered, items } = await deliverBytes(await triggerOf(), raw, header, JSON.parse(VECTOR.body));
			expect(answered).toMatchObject({ status: 401, body: { error: 'The signature is wrong' } });
			expect(items).toBeUndefined();
		}
	});

	it.each([
		['none', undefined],
		['an empty one', ''],
		['that of another app', signatureOf(bytes, 'another-secret')],
		['in capitals', VECTOR.header.toUpperCase()],
		['without its prefix', VECTOR.header.slice(7)],
		['of the old kind', `sha1=${'0'.repeat(40)}`],
		['cut off', VECTOR.header.slice(0, -1)],
		['with something behind', `${VECTOR.header} `],
		['of an empty secret', signatureOf(bytes, '')],
	])('%s: refused, nothing starts, no secret is told', async (_, header) => {
		const { answered, items } = await deliverBytes(
			await triggerOf({ events: ['received', 'other'] }),
			bytes,
			header,
			JSON.parse(VECTOR.body),
		);
		expect(items).toBeUndefined();
		expect(answered).toMatchObject({ status: 401, body: { error: expect.any(String) } });
		expect(JSON.stringify(answered)).not.toContain(APP_SECRET);
	});

	it('without an app secret nothing is believed, signed or not', async () => {
		const given = await triggerOf({}, { appSecret: ' ' });
		for (const header of [VECTOR.header, signatureOf(bytes, ''), signatureOf(bytes, ' '), undefined])
			expect((await deliverBytes(given, bytes, header)).answered.status).toBe(401);
	});

	it('is checked before the body is read, and more than Meta sends is not read at all', async () => {
		const given = await triggerOf();
		const broken = Buffer.from('{"object":');
		expect((await deliverBytes(given, broken, 'sha256=0')).answered.status).toBe(401);
		expect((await deliverBytes(given, broken, signatureOf(broken))).answered.status).toBe(400);
		const large = Buffer.alloc(3 * 1024 * 1024 + 1, 32);
		expect((await deliverBytes(given, large, signatureOf(large))).answered.status).toBe(413);
		const most = Buffer.concat([bytes, Buffer.alloc(3 * 1024 * 1024 - bytes.length, 32)]);
		expect((await deliverBytes(given, most, signatureOf(most))).items).toHaveLength(1);
	});
});

describe('the verification', () => {
	const asked = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': VERIFY_TOKEN };

	it('of who knows the token gets the challenge as text, and starts nothing', async () => {
		const { answered, items } = await verify(await triggerOf(), asked);
		expect(answered).toEqual({
			status: 200,
			body: '1158201444',
			headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' },
		});
		expect(items).toBeUndefined();
		const nested = { hub: { mode: 'subscribe', challenge: '7', verify_token: VERIFY_TOKEN } };
		expect((await verify(await triggerOf(), nested)).answered).toMatchObject({ status: 200, body: '7' });
	});

	it.each([
		['another token', { ...asked, 'hub.verify_token': 'errado' }],
		['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }],
		['another mode', { ...asked, 'hub.mode': 'unsubscribe' }],
		['no challenge', { ...asked, 'hub.challenge': '' }],
		['nothing', {}],
		['several tokens', { ...asked, 'hub.verify_token': [VERIFY_TOKEN, 'x'] }],
	])('with %s: 403, no challenge, no token', async (_, query) => {
		const { answered, items } = await verify(await triggerOf(), query);
		expect(answered.status).toBe(403);
		expect(String(answered.body)).not.toMatch(/1158201444|palavra/);
		expect(items).toBeUndefined();
	});

	it('without a token in the credential nobody is verified, an empty one neither', async () => {
		expect((await verify(await triggerOf({}, { verifyToken: '' }), { ...asked, 'hub.verify_token': '' })).answered.status).toBe(403);
	});
});

describe('what starts the workflow', () => {
	it('all messages of a delivery together, and no status that was not chosen', async () => {
		const { items } = await deliver(triggerOf(), DELIVERIES.batch);
		expect(items?.map(({ text }) => text)).toEqual(['Um', 'Dois']);
	});
	it('what is for another number of the app is another channel’s, unless all are wanted', async () => {
		const other = messageFrom({ phone: '5531900000001' }, { id: 'M', text: { body: 'Oi' } }, '900000000000099');
		expect((await deliver(triggerOf(), other)).answered).toMatchObject({ status: 200, body: { received: 0 } });
		const all = await deliver(triggerOf({ options: { allNumbers: true } }), DELIVERIES.batch);
		expect(all.items?.map(({ channel }) => channel)).toEqual(['900000000000020', '900000000000020', '900000000000021']);
	});
	it('another account that shares the app is another company', async () => {
		const credential = { businessAccountId: '900000000000099' };
		expect((await deliver(triggerOf({ events: ['template'] }, credential), DELIVERIES.template_approved)).items).toBeUndefined();
		expect((await deliver(triggerOf({ events: ['template'] }), DELIVERIES.template_approved)).items).toHaveLength(1);
	});
	it.each([
		['status', 'status_read', { event: 'receipt', status: 'read' }],
		['template', 'template_paused', { event: 'templateStatus', status: 'PAUSED' }],
		['account', 'account_violation', { event: 'accountUpdate', status: 'ACCOUNT_VIOLATION' }],
		['preference', 'user_preferences_stop', { event: 'preference', value: 'stop' }],
		['identity', 'system_user_changed_number', { event: 'numberChanged' }],
		['reaction', 'reaction', { event: 'reaction', text: '👍' }],
		['edit', 'edit', { event: 'edit', change: expect.objectContaining({ of: ['wamid.EXAMPLE0001'] }) }],
		['notification', 'request_welcome', { event: 'notification', notification: 'request_welcome' }],
		['error', 'errors_only', { event: 'error', errors: [expect.objectContaining({ code: 130429 })] }],
		['automatic', 'automatic_event_purchase', { event: 'automaticEvents' }],
		['flow', 'flow_status', { event: 'flow' }],
		['other', 'standby_message', { event: 'other', field: 'standby' }],
	])('%s where it is chosen, and not otherwise', async (name, kind, expected) => {
		expect((await deliver(triggerOf({ events: [name] }), DELIVERIES[kind])).items).toEqual([expect.objectContaining(expected)]);
		// Meta delivers it again: it was heard.
		expect((await deliver(triggerOf({ events: [name] }), DELIVERIES[kind])).items).toBeUndefined();
		const { answered, items } = await deliver(triggerOf({ events: ['received'] }), DELIVERIES[kind]);
		expect([answered.status, items]).toEqual([200, undefined]);
	});
	it('history and contacts never do, whatever is chosen', async () => {
		const given = await triggerOf({ events: ['received', 'status', 'other', 'error', 'account', 'edit'], options: { allNumbers: true } });
		for (const kind of ['history_chunk', 'history_media', 'history_declined', 'app_state_sync_add', 'app_state_sync_remove'])
			expect((await deliver(given, DELIVERIES[kind])).items).toBeUndefined();
	});
	it('a status that goes on is another one, and a message always starts it: Receive knows it', async () => {
		const given = await triggerOf({ events: ['received', 'status'] });
		const status = (word: string) => statusOf({ phone: '5531900000001' }, { id: 'wamid.ON', status: word });
		for (const word of ['sent', 'delivered', 'read']) expect((await deliver(given, status(word))).items).toHaveLength(1);
		expect((await deliver(given, status('delivered'))).items).toBeUndefined();
		for (let n = 0; n < 2; n++) expect((await deliver(given, DELIVERIES.text)).items).toHaveLength(1);
	});
	it('groups only on request', async () => {
		expect((await deliver(triggerOf(), DELIVERIES.group_text)).items).toBeUndefined();
		expect((await deliver(triggerOf({ options: { groups: true } }), DELIVERIES.group_text)).items).toHaveLength(1);
		expect((await deliver(triggerOf({ events: ['status'] }), DELIVERIES.status_group)).items).toBeUndefined();
	});
	it('a message as Meta sent it, on request', async () => {
		const [item] = (await deliver(triggerOf({ options: { raw: true } }), DELIVERIES.text)).items!;
		expect(item.raw).toMatchObject({ id: 'wamid.EXAMPLE0001', type: 'text' });
	});
	it('empty deliveries and statuses of nobody are answered 200', async () => {
		expect((await deliver(triggerOf(), delivery('messages', {}))).answered.status).toBe(200);
		expect((await deliver(triggerOf(), statusOf({}, { id: 'X', status: 'sent' }))).answered.status).toBe(200);
	});
});
