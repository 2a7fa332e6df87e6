import type { IDataObject } from 'n8n-workflow';

import { openGraph, credentialOf } from '../WhatsAppCloud/bench';
import type { Graph } from '../sandbox/graph';
import { message, newPlace, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { runNode } from './node';

let graph: Graph;
let place: Place;
beforeEach(async () => {
	graph = await openGraph();
	place = newPlace();
});
afterEach(async () => await graph.stop());
afterAll(closeSql);

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
/** A template of the stand-in with one gap. */
const template = (purpose: string, name = 'boas_vindas', values = '{primeiro_nome}') => ({
	templates: { entry: [{ purpose, name, language: 'pt_BR', values }] },
});
const receives = async (hours: number, given: IDataObject = {}): Promise<IDataObject> =>
	(await operate('receive', {}, [message(place, { provider: 'whatsapp_cloud', sentAt: hoursAgo(hours), ...given })])).out()[0];
const enqueue = async (payload: object, phone = place.phone) =>
	await sql(
		`select enqueue_outbox(jsonb_build_array(jsonb_build_object('key', $1::text, 'kind', 'whatsapp_text', 'channel', $2::text, 'phone', $3::text, 'payload', $4::jsonb)))`,
		[`${place.channel}:${phone}`, place.channel, phone, JSON.stringify(payload)],
	);
const claim = async (parameters: IDataObject = {}) =>
	await operate('claimOutbox', { kinds: ['whatsapp_text'], limit: 50, leaseSeconds: 120, onlyChannel: place.channel, ...parameters });
/** Sends as the workflow does that sends what is left, which sets the kind and nothing of a template. */
const send = async (items: IDataObject[]) =>
	await runNode(
		{
			operation: 'send',
			to: '={{ $json.send_to }}',
			kind: `={{ $json.message_kind || 'text' }}`,
			text: '={{ $json.text }}',
			provider: 'conversation',
		},
		items,
		{ atendeAquiWhatsAppCloudApi: credentialOf(graph) } as never,
	);
const finish = async (items: IDataObject[], outcome: string) => await operate('finishOutbox', { outcome }, items);
const outbox = async () =>
	await sql('select phone, status, error, refusal from outbox where channel = $1 and kind = $2 order by id', [
		place.channel,
		'whatsapp_text',
	]);
const history = async () =>
	(
		await sql<{ content: string }>(`select content from conversations where channel = $1 and role <> 'user' order by id`, [place.channel])
	).map(({ content }) => content);

describe('from the outbox to Meta', () => {
	it('inside the window a text, outside it the template, and the history has what the person reads', async () => {
		await receives(23);
		await enqueue({ text: 'Vi que você parou.' });
		const [asText] = (await claim(template('follow_up'))).out();
		expect(asText).toMatchObject({ message_kind: 'text', text: 'Vi que você parou.' });
		await sql(`update inbox set sent_at = sent_at - interval '1 hour' where channel = $1`, [place.channel]);
		await sql(`update outbox set status = 'pending' where channel = $1`, [place.channel]);
		const claimed = (await claim(template('follow_up'))).out();
		expect(claimed).toMatchObject([{ message_kind: 'template', template: { name: 'boas_vindas', language: 'pt_BR', values: ['Marina'] } }]);
		const sent = await send(claimed);
		expect([sent.error, graph.violations, graph.sent.map(({ body }) => body.type)]).toEqual([undefined, [], ['template']]);
		await finish(sent.items('WhatsApp'), 'sent');
		expect(await outbox()).toMatchObject([{ status: 'sent' }]);
		expect(await history()).toEqual(['Oi, Marina, seja bem-vinda.']);
	});

	it('a batch: a template that is not there fails alone, and is told once', async () => {
		await receives(30);
		const others = ['5511988880001', '5511988880002'];
		for (const phone of others) {
			await operate('receive', {}, [message({ ...place, phone }, { provider: 'whatsapp_cloud', sentAt: hoursAgo(30) })]);
			await enqueue({ text: 'Olá', purpose: 'campaign' }, phone);
		}
		await enqueue({ text: 'Olá' });
		const both = {
			templates: { entry: [...template('follow_up').templates.entry, ...template('campaign', 'nao_existe').templates.entry] },
		};
		const run = await send((await claim(both)).out());
		expect([run.items('WhatsApp').length, run.items('WhatsApp', 1).length]).toEqual([1, 2]);
		await finish(run.items('WhatsApp'), 'sent');
		await finish(run.items('WhatsApp', 1), 'failed');
		expect((await outbox()).map(({ status, refusal }) => [status, refusal])).toEqual([
			['failed', 'fixTemplate'],
			['failed', 'fixTemplate'],
			['sent', null],
		]);
		const told = await sql(`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice'`, [place.channel]);
		expect(told).toEqual([{ kind: 'template_refused' }]);
	});

	it('a template that could not be sent is told at the node', async () => {
		expect((await claim(template('follow_up', 'Boas Vindas'))).error?.message).toContain('no name of a template');
		expect((await claim(template('follow_up', 'boas_vindas', '{apelido}'))).error?.message).toContain('{apelido}');
	});

	it('a saved workflow that knows nothing of templates goes on as before', async () => {
		await receives(1);
		await enqueue({ text: 'Olá' });
		expect((await claim()).out()).toMatchObject([{ message_kind: 'text' }]);
	});
});

describe('a reply', () => {
	const answers = async (hours: number, reply: string, parameters: IDataObject = {}, given: IDataObject = {}) => {
		const turn = await only('claimTurn', { quietSeconds: 0 }, await receives(hours, given));
		return await operate('confirm', { reply, ...parameters }, [await only('decide', {}, turn)]);
	};

	it('that became late is not sent, and says why', async () => {
		const confirmed = await answers(25, 'Temos sim!');
		expect([confirmed.out(), confirmed.out(1)]).toEqual([[], [expect.objectContaining({ confirmed: false, reason: 'window_closed' })]]);
	});

	it('is one message where other providers get parts', async () => {
		const reply = `${'a'.repeat(150)}\n\n${'b'.repeat(150)}`;
		expect((await answers(1, reply, { longestPart: 200 })).out()).toMatchObject([{ parts: 1, text: reply }]);
		place = newPlace();
		expect((await answers(1, reply, { longestPart: 200 }, { provider: 'zapi' })).out()).toMatchObject([{ parts: 2 }]);
	});
});

it('until when one may write stands in the status of the conversation; by Z-API there is no such time', async () => {
	await receives(20);
	expect(await only('getStatus', { ...place })).toMatchObject({ window: { open: true, template: false } });
	place = newPlace();
	await receives(20, { provider: 'zapi' });
	expect(await only('getStatus', { ...place })).not.toHaveProperty('window');
});

it('what a conversation cost is read, and prices are checked before they are kept', async () => {
	await receives(1);
	expect(await only('getCost', { ...place })).toMatchObject({ messages: 0, complete: true, amounts: {} });
	const price = { category: 'service', price: 0.05, currency: 'BRL', validFrom: '2026-02-31' };
	expect((await operate('setPrices', { prices: { entry: [price] } })).error?.message).toContain('2026-10-01');
	expect(
		(await operate('setPrices', { prices: { entry: [{ ...price, validFrom: '2026-02-28', currency: 'R$' }] } })).error?.message,
	).toContain('BRL');
});
