import { createHmac, randomUUID } from 'node:crypto';

import { credentials, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';

let call: Calls;
let place: Place;
beforeAll(async () => {
	call = await startCalls();
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const secrets = { appSecret: 'segredo-do-app', verifyToken: 'confere', phoneNumberId: '1060', businessAccountId: '', accessToken: 'x' };
const withCloud = (given: object = {}) => ({
	...credentials,
	atendeAquiWhatsAppCloudApi: { ...secrets, phoneNumberId: place.channel, ...given },
});
const challenge = { 'hub.mode': 'subscribe', 'hub.verify_token': 'confere', 'hub.challenge': '1158201444' };
const delivery = () =>
	Buffer.from(
		JSON.stringify({
			object: 'whatsapp_business_account',
			entry: [
				{
					id: '1',
					changes: [
						{
							field: 'messages',
							value: {
								messaging_product: 'whatsapp',
								metadata: { phone_number_id: place.channel, display_phone_number: '551130000000' },
								contacts: [{ wa_id: place.phone, profile: { name: 'Ana' } }],
								messages: [
									{
										id: `wamid.${randomUUID()}`,
										from: place.phone,
										timestamp: String(Math.floor(Date.now() / 1000)),
										type: 'text',
										text: { body: 'Olá' },
									},
								],
							},
						},
					],
				},
			],
		}),
	);
const signature = (raw: Buffer, secret = secrets.appSecret) => `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;

it('answers the challenge as text and nothing else, to whom knows the token', async () => {
	const asked = async (query: object, given = {}) =>
		await call('GET /api/v1/whatsapp/webhook', { query: query as never, credentials: withCloud(given) as never });
	expect(await asked(challenge)).toMatchObject({
		status: 200,
		body: '1158201444',
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
	for (const query of [{}, { ...challenge, 'hub.verify_token': 'errado' }, { ...challenge, 'hub.mode': 'x' }, { 'hub.mode': 'subscribe' }])
		expect(await asked(query)).toMatchObject({ status: 403, body: { error_code: 'FORBIDDEN' } });
	expect((await asked(challenge, { verifyToken: '' })).status).toBe(403);
});

it('a signed delivery is stored for the conversations, once', async () => {
	const raw = delivery();
	for (let n = 0; n < 2; n++)
		expect(
			(
				await call('POST /api/v1/whatsapp/webhook', {
					rawBody: raw,
					body: JSON.parse(raw.toString()),
					headers: { 'x-hub-signature-256': signature(raw) },
					credentials: withCloud() as never,
				})
			).status,
		).toBe(200);
	expect(await sql('select text, speaker from inbox where channel = $1', [place.channel])).toEqual([{ text: 'Olá', speaker: 'customer' }]);
});

it.each<[string, (raw: Buffer) => { header?: string; given?: object }]>([
	['without a signature', () => ({})],
	['with a wrong one', (raw) => ({ header: signature(raw, 'outro') })],
	['with one of another body', () => ({ header: signature(Buffer.from('{}')) })],
	['while there is no app secret', (raw) => ({ header: signature(raw, ''), given: { appSecret: '' } })],
])('%s it is refused', async (_, of) => {
	const raw = delivery();
	const { header, given } = of(raw);
	expect(
		await call('POST /api/v1/whatsapp/webhook', {
			rawBody: raw,
			body: {},
			headers: header ? { 'x-hub-signature-256': header } : {},
			credentials: withCloud(given) as never,
		}),
	).toMatchObject({ status: 401, body: { error_code: 'UNAUTHORIZED' } });
	expect(await sql('select 1 from inbox where channel = $1', [place.channel])).toEqual([]);
});

it('without a credential of the Cloud API everything is refused', async () => {
	const raw = delivery();
	expect((await call('POST /api/v1/whatsapp/webhook', { rawBody: raw, headers: { 'x-hub-signature-256': signature(raw) } })).status).toBe(
		401,
	);
	expect((await call('GET /api/v1/whatsapp/webhook', { query: challenge })).status).toBe(403);
});

it('signed garbage is a 400', async () => {
	const raw = Buffer.from('no json');
	expect(
		(
			await call('POST /api/v1/whatsapp/webhook', {
				rawBody: raw,
				headers: { 'x-hub-signature-256': signature(raw) },
				credentials: withCloud() as never,
			})
		).status,
	).toBe(400);
});
