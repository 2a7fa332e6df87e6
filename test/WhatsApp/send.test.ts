import type { IDataObject } from 'n8n-workflow';

import type { ZApi } from '../sandbox/zapi';
import { credentialsOf, openZApi, runNode } from './node';

const TO = '5511999990001';
const FILE = 'https://example.com/a/proposta.pdf';
let zapi: ZApi;
beforeEach(async () => {
	zapi = await openZApi();
});
afterEach(async () => {
	expect(zapi.violations).toEqual([]);
	await zapi.stop();
});

const send = async (parameters: IDataObject, items: IDataObject[] = [{}], credentials = credentialsOf(zapi)) =>
	await runNode({ operation: 'send', ...parameters }, items, credentials);
const asked = () => zapi.sent.map(({ route, body }) => [route, body]);

describe('what is sent', () => {
	it.each<[string, IDataObject, string, IDataObject]>([
		['a text', { kind: 'text', text: 'Oi, *tudo* bem?' }, '/send-text', { message: 'Oi, *tudo* bem?' }],
		['an image', { kind: 'image', text: 'olha', file: FILE }, '/send-image', { image: FILE, caption: 'olha' }],
		['an audio', { kind: 'audio', text: '', file: FILE }, '/send-audio', { audio: FILE }],
		[
			'a document',
			{ kind: 'document', text: '', file: FILE, fileName: 'Proposta 12.5.pdf' },
			'/send-document/pdf',
			{ document: FILE, fileName: 'Proposta 12.5' },
		],
		[
			'buttons',
			{ kind: 'buttons', text: 'Pode ser amanhã?', buttons: { entry: [{ label: 'Sim', id: 's' }, { label: 'Não' }] } },
			'/send-button-list',
			{ message: 'Pode ser amanhã?', buttonList: { buttons: [{ label: 'Sim', id: 's' }, { label: 'Não' }] } },
		],
		[
			'a list',
			{
				kind: 'list',
				text: 'Sobre o que é?',
				listTitle: 'Assunto',
				buttonLabel: 'Ver',
				rows: { entry: [{ title: 'Boleto', description: 'Segunda via', id: 'b' }] },
			},
			'/send-option-list',
			{
				message: 'Sobre o que é?',
				optionList: { title: 'Assunto', buttonLabel: 'Ver', options: [{ title: 'Boleto', description: 'Segunda via', id: 'b' }] },
			},
		],
	])('%s', async (_, parameters, route, body) => {
		const run = await send({ to: TO, ...parameters });
		expect(run.error).toBeUndefined();
		expect(asked()).toEqual([[route, { phone: TO, ...body }]]);
		expect(run.items('WhatsApp')).toEqual([{ provider: 'zapi', messageId: expect.any(String), queueId: expect.any(String) }]);
	});

	it.each([
		['text', 'ABC1'],
		['image', 'ABC1'],
		['video', 'ABC1'],
		['document', 'ABC1'],
		// Z-API knows no answer by these: they are sent all the same.
		['audio', undefined],
	])('%s quotes the message that the item answers', async (kind, messageId) => {
		await send({ to: TO, kind, text: kind === 'audio' ? '' : 'Sim', file: FILE }, [{ reply_to: 'ABC1' }, { reply_to: '' }, {}]);
		expect(zapi.sent.map(({ body }) => body.messageId)).toEqual([messageId, undefined, undefined]);
	});

	it.each([
		['with a status', { kind: 'status' as const, status: 400, body: { error: 'Message not found' } }],
		['as Z-API does, with a 200', { kind: 'okWithError' as const, body: { error: 'Message not found' } }],
	])('a message that is refused for its quote (%s) goes out without it', async (_, fault) => {
		zapi.faults.push({ ...fault, match: (route) => route === '/send-text' });
		const run = await send({ to: TO, text: 'Sim' }, [{ reply_to: 'DELETED' }]);
		expect(zapi.sent.map(({ body }) => [body.message, body.messageId])).toEqual([['Sim', undefined]]);
		expect(run.items('WhatsApp')).toEqual([expect.objectContaining({ messageId: expect.any(String) })]);
	});

	it.each([
		['may have arrived', [{ reply_to: 'ABC1' }], 500, 1],
		['is refused as it is', [{ reply_to: '' }], 400, 1],
		['is refused without its quote as well', [{ reply_to: 'ABC1' }], 400, 2],
	])('a message that %s is asked for no further time', async (_, items, status, asked) => {
		zapi.faults.push({ kind: 'status', status, times: 9, match: (route) => route === '/send-text' });
		await send({ to: TO, text: 'Sim' }, items);
		expect([zapi.sent, zapi.requests.filter(({ route }) => route === '/send-text').length]).toEqual([[], asked]);
	});

	// Somebody's number of another country, and an id that is no number, are answered where they wrote from.
	it.each(['51987654321', '130000000000000@lid', '5218112345678'])('an item of ours goes to %s as it stands there', async (address) => {
		await send({}, [{ provider: 'zapi', channel: 'C', phone: address, send_to: address, text: 'Oi' }]);
		expect(asked()).toEqual([['/send-text', { phone: address, message: 'Oi' }]]);
	});

	it('what the outbox and a reply are known by is handed on, whether it was sent or not', async () => {
		const part = { outbox_id: 7, turn_id: 't', part: 1, parts: 2, phone: TO, send_to: TO, text: 'Oi', provider: 'zapi' };
		const effect = {
			outbox_id: 8,
			lease_token: 'l',
			phone: TO,
			send_to: TO,
			text: 'Olá',
			channel: 'C',
			message_kind: 'text',
			provider: null,
		};
		const sent = await send({}, [part, effect]);
		expect(sent.items('WhatsApp')).toMatchObject([
			{ outbox_id: 7, turn_id: 't', part: 1, parts: 2, provider: 'zapi' },
			{ outbox_id: 8, lease_token: 'l', provider: 'zapi' },
		]);
		zapi.faults.push({ kind: 'status', status: 500, times: 9, match: (route) => route === '/send-text' });
		const failed = await send({}, [effect]);
		expect(failed.items('WhatsApp', 1)).toEqual([
			expect.objectContaining({
				error: expect.any(String),
				outbox_id: 8,
				lease_token: 'l',
				details: expect.objectContaining({ mayHaveActed: true }),
			}),
		]);
	});

	// Each send before it in its batch may have taken Z-API ten seconds.
	it('what was not begun while its lease lasted is another worker’s by now: it is left alone, and the others are sent', async () => {
		const effect = (outbox_id: number, begin_before?: string) => ({
			outbox_id,
			lease_token: 'l',
			phone: TO,
			send_to: TO,
			text: `Oi ${outbox_id}`,
			provider: null,
			...(begin_before && { begin_before }),
		});
		const run = await send({}, [effect(1, '2100-01-01T00:00:00.000Z'), effect(2, '2020-01-01T00:00:00.000Z'), effect(3)]);
		expect(zapi.sent.map(({ body }) => body.message)).toEqual(['Oi 1', 'Oi 3']);
		expect(run.items('WhatsApp', 1)).toEqual([
			expect.objectContaining({ outbox_id: 2, lease_token: 'l', details: expect.objectContaining({ mayHaveActed: false }) }),
		]);
	});

	it('what is refused for the moment is not tried again after its lease', async () => {
		const refusal = {
			kind: 'status' as const,
			status: 429,
			headers: { 'retry-after': '50' },
			match: (route: string) => route === '/send-text',
		};
		zapi.faults.push(refusal);
		const begin_before = new Date(Date.now() + 40_000).toISOString();
		const run = await send({}, [{ outbox_id: 1, phone: TO, send_to: TO, text: 'Oi', provider: null, begin_before }]);
		expect([zapi.sent, zapi.requests.length]).toEqual([[], 1]);
		expect(run.items('WhatsApp', 1)).toEqual([
			expect.objectContaining({ outbox_id: 1, details: expect.objectContaining({ kind: 'rateLimited', mayHaveActed: false }) }),
		]);
	});
});

describe('what is refused, before any request', () => {
	const refused = async (parameters: IDataObject, item: IDataObject = {}, credentials = credentialsOf(zapi)) => {
		const [{ error, details }] = (await send({ to: TO, ...parameters }, [item], credentials)).items('WhatsApp', 1);
		expect(zapi.requests).toEqual([]);
		return [error, (details as IDataObject).kind];
	};

	it.each<[IDataObject, string]>([
		[{ kind: 'text', text: '' }, 'Text is empty'],
		[{ kind: 'image', text: 'olha', file: '' }, 'File is empty'],
		[{ kind: 'image', text: 'olha', file: 'data2' }, '"data2" is no file'],
		[{ kind: 'audio', text: 'ouve', file: FILE }, 'no text under an audio'],
		[{ kind: 'buttons', text: 'Escolha', buttons: {} }, 'Buttons is empty'],
		[{ kind: 'list', text: 'Escolha', listTitle: 'A', buttonLabel: 'B', rows: {} }, 'Rows is empty'],
		[{ kind: 'template', templateName: 'retorno', templateLanguage: 'pt_BR' }, 'Z-API has no messages of the kind "Template"'],
		[{ kind: 'text', text: 'Oi', to: '={{ $json.nobody }}' }, 'To is empty'],
		[{ kind: 'text', text: 'Oi', to: '123' }, 'too short'],
	])('%j', async (parameters, why) => {
		expect(await refused(parameters)).toEqual([expect.stringContaining(why), undefined]);
	});

	it('a provider that this node does not know', async () => {
		expect(await refused({ text: 'Oi' }, { provider: 'pombo' })).toEqual([expect.stringContaining('"pombo" is no provider'), undefined]);
	});

	it('a credential that is missing is the operator’s to mend: what was to be sent waits, and the channel is named', async () => {
		expect(await refused({ text: 'Oi' }, { provider: 'zapi', channel: '3D0A' }, {})).toEqual([
			'This node has no credential of Z-API, which channel 3D0A needs',
			'unauthorized',
		]);
		expect(await refused({ text: 'Oi' }, {}, {})).toEqual(['This node has no credential of Z-API or WhatsApp Cloud API', 'unauthorized']);
	});

	it('one bad item never ends a batch', async () => {
		const run = await send({ text: 'Oi', to: '={{ $json.to }}' }, [{ to: 'x' }, { to: TO }]);
		expect([run.items('WhatsApp').length, run.items('WhatsApp', 1).length, zapi.sent.length]).toEqual([1, 1, 1]);
	});
});
