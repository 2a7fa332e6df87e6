import type { IDataObject } from 'n8n-workflow';

import type { Graph } from '../sandbox/graph';
import { errorBody } from '../sandbox/graphErrors';
import type { Credentials } from '../setup/engine';
import { credentialOf, openGraph, SECRETS } from '../WhatsAppCloud/bench';
import { credentialsOf, openZApi, runNode } from './node';

const TO = '5511999990001';
const FILE = 'https://example.com/a/proposta.pdf';
let graph: Graph;
beforeEach(async () => {
	graph = await openGraph();
});
afterEach(async () => await graph.stop());

const credentials = (): Credentials => ({ atendeAquiWhatsAppCloudApi: credentialOf(graph) }) as Credentials;
const send = async (parameters: IDataObject, items: IDataObject[] = [{}], given = credentials()) =>
	await runNode({ operation: 'send', ...parameters }, items, given);
const asked = () => graph.sent.map(({ to, body: { messaging_product: _, to: __, ...body } }) => [to, body]);

describe('what is sent by the official interface', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['a text', { kind: 'text', text: 'Oi, *tudo* bem?' }, { type: 'text', text: { body: 'Oi, *tudo* bem?' } }],
		['an image', { kind: 'image', text: 'olha', file: FILE }, { type: 'image', image: { link: FILE, caption: 'olha' } }],
		['an audio', { kind: 'audio', text: '', file: FILE }, { type: 'audio', audio: { link: FILE } }],
		[
			'a document',
			{ kind: 'document', text: '', file: FILE, fileName: 'Proposta 12.5.pdf' },
			{ type: 'document', document: { link: FILE, filename: 'Proposta 12.5.pdf' } },
		],
		[
			'buttons',
			{ kind: 'buttons', text: 'Pode ser amanhã?', buttons: { entry: [{ label: 'Sim', id: 's' }, { label: 'Não' }] } },
			{
				type: 'interactive',
				interactive: {
					type: 'button',
					body: { text: 'Pode ser amanhã?' },
					action: {
						buttons: [
							{ type: 'reply', reply: { id: 's', title: 'Sim' } },
							{ type: 'reply', reply: { id: 'Não', title: 'Não' } },
						],
					},
				},
			},
		],
		[
			'a list',
			{
				kind: 'list',
				text: 'Sobre o quê?',
				listTitle: 'Assunto',
				buttonLabel: 'Ver',
				rows: { entry: [{ title: 'Boleto', description: '2ª via', id: 'b' }] },
			},
			{
				type: 'interactive',
				interactive: {
					type: 'list',
					header: { type: 'text', text: 'Assunto' },
					body: { text: 'Sobre o quê?' },
					action: { button: 'Ver', sections: [{ rows: [{ id: 'b', title: 'Boleto', description: '2ª via' }] }] },
				},
			},
		],
		[
			'a template, its values in their order',
			{ kind: 'template', templateName: 'boas_vindas', templateLanguage: 'pt_BR', templateValues: 'Ana' },
			{
				type: 'template',
				template: {
					name: 'boas_vindas',
					language: { code: 'pt_BR' },
					components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'nome', text: 'Ana' }] }],
				},
			},
		],
	])('%s', async (_, parameters, body) => {
		const run = await send({ to: TO, ...parameters });
		expect([run.error, graph.violations]).toEqual([undefined, []]);
		expect(asked()).toEqual([[`+${TO}`, body]]);
		// Of a template, whose words the caller does not know, what the person reads.
		const said = parameters.kind === 'template' ? { said: 'Oi, Ana, seja bem-vinda.' } : {};
		expect(run.items('WhatsApp')).toEqual([{ provider: 'whatsapp_cloud', messageId: graph.sent[0].id, waId: TO, ...said }]);
	});

	it('what the outbox claimed as a template, with no parameter but the kind', async () => {
		const claimed = { send_to: TO, message_kind: 'template', text: 'Olá', template: { name: 'boas_vindas', language: 'pt_BR', values: ['Ana, Bia'] } };
		const run = await send({ to: '={{ $json.send_to }}', kind: `={{ $json.message_kind || 'text' }}`, text: '={{ $json.text }}' }, [claimed]);
		expect([run.error, graph.violations]).toEqual([undefined, []]);
		expect(run.items('WhatsApp')).toMatchObject([{ said: 'Oi, Ana, Bia, seja bem-vinda.' }]);
	});

	it.each([
		['51987654321', '+51987654321'],
		['553188880001', '+553188880001'],
		['BR.90000000000000000001', 'BR.90000000000000000001'],
	])('an item of ours goes to %s as it stands there', async (address, to) => {
		await send({}, [{ provider: 'whatsapp_cloud', channel: 'C', phone: address, send_to: address, text: 'Oi' }]);
		expect(graph.sent.map((one) => one.to)).toEqual([to]);
	});

	it('quotes the message that the item answers', async () => {
		await send({ kind: 'text', to: TO, text: 'Sim' }, [{ reply_to: 'wamid.Q1' }, {}]);
		await send({ kind: 'image', to: TO, text: '', file: FILE }, [{ reply_to: 'wamid.Q2' }]);
		expect(graph.sent.map(({ body }) => body.context)).toEqual([{ message_id: 'wamid.Q1' }, undefined, { message_id: 'wamid.Q2' }]);
	});

	it('carries the key of the outbox, which each status brings back', async () => {
		const run = await send({}, [
			{ provider: 'whatsapp_cloud', outbox_id: 7, idempotency_key: 'turn:7:1', lease_token: 'l', send_to: TO, text: 'Oi' },
			{ send_to: TO, text: 'Oi' },
		]);
		expect(graph.sent.map(({ key }) => key)).toEqual(['turn:7:1', null]);
		expect(run.items('WhatsApp')[0]).toMatchObject({ outbox_id: 7, lease_token: 'l', provider: 'whatsapp_cloud' });
	});
});

describe('which provider', () => {
	it('is the one of the item where there are two, and the only one where there is one', async () => {
		const zapi = await openZApi();
		const both = { ...credentials(), ...credentialsOf(zapi) };
		const item = { send_to: TO, text: 'Oi' };
		const run = await send({}, [{ ...item, provider: 'whatsapp_cloud' }, { ...item, provider: 'zapi' }, item], both);
		await zapi.stop();
		expect([graph.sent.length, zapi.sent.length]).toEqual([1, 1]);
		expect(run.items('WhatsApp', 1)[0].error).toContain('Nothing tells which provider');
	});

	it('is named where its credential is missing', async () => {
		const run = await send({}, [{ provider: 'zapi', channel: 'C', send_to: TO, text: 'Oi' }]);
		expect(run.items('WhatsApp', 1)[0].error).toContain('no credential of Z-API, which channel C needs');
	});
});

describe('what goes wrong', () => {
	it('an answer that is lost leaves it open: it is not sent again, and nobody guesses', async () => {
		graph.faults.push({ kind: 'statusAfter', status: 500 });
		const run = await send({}, [{ provider: 'whatsapp_cloud', outbox_id: 7, send_to: TO, text: 'Oi' }]);
		expect(graph.sent).toHaveLength(1);
		expect(run.items('WhatsApp', 1)).toMatchObject([{ details: { mayHaveActed: true } }]);
		const item = { outbox_id: 7, send_to: TO, began_at: '2026-11-20T15:00:00Z', provider: 'whatsapp_cloud' };
		const found = await runNode({ operation: 'findOut' }, [item], credentials());
		expect(found.items('WhatsApp')).toEqual([{ ...item, verdict: 'unknown' }]);
		expect(graph.requests).toHaveLength(1);
	});

	const undeliverable = { kind: 'status' as const, status: 400, body: errorBody(131026, 'Message Undeliverable') };

	it('a Brazilian mobile that is not there under one form is tried once under the other', async () => {
		graph.faults.push(undeliverable);
		const run = await send({}, [{ provider: 'whatsapp_cloud', send_to: '5531988880001', text: 'Oi' }]);
		expect(run.items('WhatsApp')).toHaveLength(1);
		expect(graph.sent.map(({ to }) => to)).toEqual(['+553188880001']);
	});

	it('and never again when it is there under neither', async () => {
		graph.faults.push({ ...undeliverable, times: 2 });
		const run = await send({}, [{ provider: 'whatsapp_cloud', send_to: '553188880001', text: 'Oi' }]);
		expect(run.items('WhatsApp', 1)).toMatchObject([{ details: { action: 'unreachable', isFinal: true } }]);
		expect(graph.requests).toHaveLength(2);
	});

	it('a number that has one form is asked for once', async () => {
		graph.faults.push({ ...undeliverable, times: 2 });
		await send({}, [{ provider: 'whatsapp_cloud', send_to: '551133330001', text: 'Oi' }]);
		expect(graph.requests).toHaveLength(1);
	});

	it('a closed window is told as what needs a template', async () => {
		await graph.stop();
		graph = await openGraph({ windows: true });
		const run = await send({}, [{ provider: 'whatsapp_cloud', send_to: TO, text: 'Oi' }]);
		expect(run.items('WhatsApp', 1)).toMatchObject([{ details: { code: 131047, action: 'useTemplate' } }]);
		graph.state.lastWritten.set(TO, Date.now());
		expect((await send({}, [{ provider: 'whatsapp_cloud', send_to: TO, text: 'Oi' }])).items('WhatsApp')).toHaveLength(1);
		expect(JSON.stringify(run.items('WhatsApp', 1))).not.toContain(SECRETS.accessToken);
	});

	it.each([
		[
			'more buttons than three',
			{ kind: 'buttons', text: 'Oi', buttons: { entry: ['1', '2', '3', '4'].map((label) => ({ label })) } },
			'takes 3 at most',
		],
		['a template that is not there', { kind: 'template', templateName: 'nada', templateLanguage: 'pt_BR' }, 'There is no template "nada"'],
		[
			'values that do not fit',
			{ kind: 'template', templateName: 'boas_vindas', templateLanguage: 'pt_BR', templateValues: 'a, b' },
			'has 1 gaps',
		],
		['words under an audio', { kind: 'audio', text: 'ouve', file: FILE }, 'no text under an audio'],
	])('%s: told before anything is sent', async (_, parameters, sentence) => {
		const run = await send({ to: TO, ...parameters });
		expect(run.items('WhatsApp', 1)[0].error).toContain(sentence);
		expect(graph.sent).toEqual([]);
	});
});
