import { randomUUID } from 'node:crypto';

import { newPlace, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { startCalls, type Calls } from './calls';
import { attendanceOf, loggedIn, writes, type LoggedIn } from './team';

let call: Calls;
let [ana, head]: LoggedIn[] = [];
let place: Place;
beforeAll(async () => {
	call = await startCalls();
	[ana, head] = [await loggedIn(call), await loggedIn(call, 'supervisor')];
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const send = async (body: object, who = ana) => await call('POST /api/v1/whatsapp/send', { token: who.token, body });
const effects = async () =>
	await sql<{ payload: Record<string, unknown>; status: string }>(
		`select payload, status from outbox where phone = $1 and kind = 'whatsapp_text' order by id`,
		[place.phone],
	);

describe('POST /whatsapp/send', () => {
	it.each(['+%s', '%s', '+55 (%a) %n'])('takes a phone as %s', async (form) => {
		await writes(place);
		const to = form.replace('%s', place.phone).replace('%a', place.phone.slice(2, 4)).replace('%n', place.phone.slice(4));
		expect(await send({ to, type: 'text', content: 'A sua internet voltou.', extra: 1 })).toMatchObject({
			status: 200,
			body: { message_id: expect.stringMatching(/^msg-\d+$/), status: 'sent' },
		});
		expect(await effects()).toMatchObject([{ payload: { text: 'A sua internet voltou.' }, status: 'pending' }]);
	});

	it('a picture with a caption; a document', async () => {
		await writes(place);
		const to = `+${place.phone}`;
		await send({ to, type: 'image', content: { url: 'https://cdn.example/modem.png', caption: 'Como reiniciar' } });
		await send({ to, type: 'document', content: { url: 'https://cdn.example/guia.pdf', caption: '' } });
		expect((await effects()).map(({ payload }) => payload)).toMatchObject([
			{ kind: 'image', text: 'Como reiniciar', file: { url: 'https://cdn.example/modem.png' } },
			{ kind: 'document', text: '', file: { url: 'https://cdn.example/guia.pdf', name: 'guia.pdf' } },
		]);
	});

	it('takes no conversation over; another’s is left to the other, and to supervisors', async () => {
		await writes(place);
		await send({ to: place.phone, type: 'text', content: 'Aviso' });
		expect((await attendanceOf(place)).status).toBe('bot');
		const other = await loggedIn(call);
		await call(`POST /api/v1/conversations/${(await attendanceOf(place)).id}/take`, { token: other.token });
		expect((await send({ to: place.phone, type: 'text', content: 'Aviso' })).status).toBe(403);
		expect((await send({ to: place.phone, type: 'text', content: 'Aviso' }, head)).status).toBe(200);
	});

	it('whoever wants no messages gets none', async () => {
		await writes(place);
		await sql(`select register_opt_out($1, 'parem')`, [place.phone]);
		expect(await send({ to: place.phone, type: 'text', content: 'x' })).toMatchObject({ status: 403, body: { error_code: 'OPTED_OUT' } });
	});

	it.each<[string, object]>([
		['nobody', { type: 'text', content: 'x' }],
		['no number', { to: 'ana', type: 'text', content: 'x' }],
		['a group', { to: '120363000000000001-group', type: 'text', content: 'x' }],
		['a text as an object', { to: '+5531900000001', type: 'text', content: { a: 1 } }],
		['a picture without an address', { to: '+5531900000001', type: 'image', content: { caption: 'x' } }],
	])('%s is a 400', async (_, body) => {
		expect((await send(body)).status).toBe(400);
	});
});

describe('POST /whatsapp/send-template', () => {
	const body = (given: object = {}) => ({ to: `+${place.phone}`, template_name: 'boas_vindas', components: [], ...given });
	const template = async (given = {}, more = {}) =>
		await call('POST /api/v1/whatsapp/send-template', { token: ana.token, body: body(given), ...more });
	/** Somebody who is known and did not talk to us today, at a number of that provider. */
	const known = async (provider: string) => {
		await writes({ ...place, phone: newPlace().phone }, 'Oi', { provider });
		await sql('insert into sessions (channel, phone) values ($1, $2)', [place.channel, place.phone]);
	};
	const cloud = async () => await known('whatsapp_cloud');

	it('goes as a template from a number of the Cloud API, its values in order', async () => {
		await cloud();
		const components = [
			{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] },
			{
				type: 'body',
				parameters: [
					{ type: 'text', text: 'Ana' },
					{ type: 'currency', currency: { fallback_value: 'R$ 10' } },
				],
			},
			{ type: 'header', parameters: [{ type: 'image', image: { link: 'https://cdn.example/a.png' } }] },
		];
		expect(await template({ components })).toMatchObject({ status: 200, body: { status: 'sent', message_id: expect.any(String) } });
		const [{ payload }] = await effects();
		expect(payload).toMatchObject({
			purpose: 'follow_up',
			template: { name: 'boas_vindas', language: 'pt_BR', values: ['https://cdn.example/a.png', 'Ana', 'R$ 10', 'abc'] },
		});
	});

	it('in the operator’s words from a number without templates; without those it says so', async () => {
		await known('zapi');
		expect(await template()).toMatchObject({ status: 400, body: { error_code: 'NO_TEMPLATE', field: 'template_name' } });
		const parameters = { templateTexts: { template: [{ name: 'boas_vindas', text: 'Olá, {{1}}! {{2}}' }] } };
		expect(
			(await template({ components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana {nome}' }] }] }, { parameters })).status,
		).toBe(200);
		expect((await effects())[0].payload).toMatchObject({ text: 'Olá, Ana nome! {{2}}' });
	});

	it('nobody asked for it: who has somebody of the team, or wants none, gets none; a second one waits', async () => {
		await cloud();
		expect((await template()).status).toBe(200);
		const again = await template();
		expect(again).toMatchObject({ status: 429 });
		expect(Number(again.headers['retry-after'])).toBeGreaterThan(60);
		place = newPlace();
		await cloud();
		await operate('escalate', { escalationReason: 'pediu_humano' }, [{ ...place }]);
		expect(await template()).toMatchObject({ status: 403, body: { error_code: 'WITH_HUMAN' } });
		place = newPlace();
		await cloud();
		await sql(`select register_opt_out($1, 'parem')`, [place.phone]);
		expect((await template()).status).toBe(403);
	});

	it('the same key is the same message', async () => {
		await cloud();
		const headers = { 'idempotency-key': randomUUID() };
		const [one, two] = [await template({}, { headers }), await template({}, { headers })];
		expect(one.body).toEqual(two.body);
		expect(await effects()).toHaveLength(1);
	});

	it.each([
		{ template_name: '' },
		{ template_name: 'Não Existe' },
		{ language: '../x' },
		{ components: {} },
		{ components: [{ type: 'footer' }] },
	])('%j is a 400', async (given) => {
		expect((await template(given)).status).toBe(400);
	});
});
