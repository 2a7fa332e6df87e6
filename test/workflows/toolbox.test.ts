import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { readEvent } from '../../nodes/ZApi/events';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { INSTANCE_ID, receivedImage, receivedText } from '../sandbox/zapiPayloads';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';

const TOKEN = 'F00000000000000000000000000TOKEN';
const ANA = '5511900000001';

let zapi: ZApi;
beforeEach(async () => {
	zapi = await startZApi({
		instanceId: INSTANCE_ID,
		token: TOKEN,
		media: { 'foto.jpeg': { mimeType: 'image/jpeg', content: Buffer.from('uma foto') } },
	});
});
afterEach(async () => {
	expect(zapi.violations).toEqual([]);
	await zapi.stop();
});

/** The bundled workflow, but for n8n's agent and what hangs on it (real n8n runs those), and with files from the stand-in. */
async function run(from: string, items: IDataObject[]): Promise<EngineRun> {
	const json = JSON.parse(readFileSync(path.resolve(__dirname, '../../workflows/whatsapp-toolbox.json'), 'utf8')) as WorkflowJson;
	const isOfAgent = ({ type }: { type: string }) => /langchain|Tool$/.test(type);
	const gone = json.nodes.filter(isOfAgent).map(({ name }) => name);
	json.nodes = json.nodes.filter((node) => !isOfAgent(node));
	for (const name of gone) delete json.connections[name];
	for (const outputs of Object.values(json.connections))
		outputs.main = (outputs.main ?? []).map((targets) => (targets ?? []).filter(({ node }) => !gone.includes(node)));
	const recipient = json.nodes.find(({ name }) => name === 'Para quem?')!;
	const { assignments } = (recipient.parameters.assignments as { assignments: IDataObject[] }) ?? { assignments: [] };
	for (const one of assignments) if (one.name === 'telefone') one.value = ANA;
	const download = json.nodes.find(({ name }) => name === 'Baixar arquivo')!;
	Object.assign(download.parameters.options as IDataObject, { hosts: '127.0.0.1', allowPrivate: true });
	const credentials = { atendeAquiZApi: { instanceId: INSTANCE_ID, instanceToken: TOKEN, clientToken: '', baseUrl: zapi.baseUrl } };
	return await (await startEngine()).run(json, { from, items, credentials });
}

/** What the trigger makes of a callback. */
function message(payload: object): IDataObject {
	const reading = readEvent(payload, { groups: false, ownMessages: false }, false);
	if (reading.kind !== 'message') throw new Error(reading.kind);
	return reading.message as IDataObject;
}
const sent = () => zapi.sent.map(({ route, body }) => [route.replace('POST ', ''), body]);

describe('whatsapp-toolbox', () => {
	it('sends buttons, a list and a photo to the number of the operator', async () => {
		expect((await run('Testar', [{}])).error).toBeUndefined();
		expect(sent()).toEqual([
			[
				'/send-button-list',
				expect.objectContaining({
					phone: ANA,
					buttonList: {
						buttons: [
							{ label: 'Quero um orçamento', id: 'orcamento' },
							{ label: 'Falar com uma pessoa', id: 'pessoa' },
						],
					},
				}),
			],
			['/send-option-list', expect.objectContaining({ phone: ANA, optionList: expect.objectContaining({ buttonLabel: 'Ver opções' }) })],
			['/send-image', expect.objectContaining({ phone: ANA, image: expect.stringMatching(/^https:/), caption: 'Uma foto, com legenda' })],
		]);
	});

	it.each([
		[{ buttonsResponseMessage: { buttonId: 'orcamento', message: 'Quero um orçamento' } }, 'Quero um orçamento'],
		[{ listResponseMessage: { message: '', title: 'Acompanhar pedido', selectedRowId: 'pedido' } }, 'Acompanhar pedido'],
	])('answers a choice by quoting it: %p', async (content, words) => {
		const payload: Record<string, unknown> = { ...receivedText({ phone: ANA, messageId: '3EB0CHOICE' }), ...content };
		delete payload.text;
		await run('Mensagem no WhatsApp', [message(payload)]);
		expect(sent()).toEqual([
			['/send-text', { phone: ANA, messageId: '3EB0CHOICE', message: `Você escolheu: *${words}*. Já vou cuidar disso!` }],
		]);
	});

	it('downloads a file and sends it back', async () => {
		await run('Mensagem no WhatsApp', [message(receivedImage({ phone: ANA, url: zapi.mediaUrl('foto.jpeg') }))]);
		const document = `data:image/jpeg;base64,${Buffer.from('uma foto').toString('base64')}`;
		expect(sent()).toEqual([['/send-document/jpeg', expect.objectContaining({ phone: ANA, document, fileName: 'foto' })]]);
	});

	it('leaves a text to the agent', async () => {
		const { error, items } = await run('Mensagem no WhatsApp', [message(receivedText({ phone: ANA, text: 'Quais são os meus grupos?' }))]);
		expect(error).toBeUndefined();
		expect(items('O que chegou?', 2)).toEqual([expect.objectContaining({ text: 'Quais são os meus grupos?' })]);
		expect(sent()).toEqual([]);
	});
});
