import type { IDataObject } from 'n8n-workflow';

import { faultQueue } from '../sandbox/faults';
import { json, startServer, type Server } from '../sandbox/server';
import { startEngine, type WorkflowJson } from '../setup/engine';

let media: Server;
let whisper: Server;
const faults = faultQueue();
const heard: string[] = [];
const downloads: string[] = [];
let words = 'Oi, quero uma formadora';

beforeAll(async () => {
	media = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		onCall: ({ path }) => downloads.push(path),
		answer: ({ path }) => (path.startsWith('/audio') ? { status: 200, body: 'OggS…' } : { status: 404, body: '' }),
	});
	whisper = await startServer({
		faults,
		faultBody: () => ({ error: { message: 'no' } }),
		onCall: ({ text }) => heard.push(text),
		answer: ({ method, path, headers }) => {
			if (`${method} ${path}` !== 'POST /v1/audio/transcriptions') return json(404, { error: { message: 'Invalid URL' } });
			return headers.authorization === 'Bearer sk-right' ? json(200, { text: words }) : json(401, { error: { message: 'bad key' } });
		},
	});
});
afterAll(async () => await Promise.all([media.stop(), whisper.stop()]));
beforeEach(() => {
	heard.length = 0;
	downloads.length = 0;
	faults.clear();
	words = 'Oi, quero uma formadora';
});

const message = (kind: string, text: string, given: IDataObject | null = null) => ({
	message_id: `M-${kind}`,
	kind,
	text,
	media: given,
	sent_at: '2026-01-05T10:00:00Z',
});
const audio = (given: IDataObject = {}) =>
	message('audio', '', { url: `${media.url}/audio.ogg`, mimeType: 'audio/ogg; codecs=opus', seconds: 8, ...given });

async function transcribe(item: IDataObject, options: IDataObject = {}, apiKey = 'sk-right') {
	const parameters = { operation: 'transcribe', audio: { allowPrivate: true, mediaHosts: '127.0.0.1', ...options } };
	const node = { id: '2', name: 'Agent', type: 'n8n-nodes-atendeaqui.sdrAgent', typeVersion: 1, position: [200, 0], parameters };
	const start = { id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} };
	const workflow = { name: 'w', nodes: [start, node], connections: { Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] } } };
	const credentials = { openAiApi: { apiKey, url: `${whisper.url}/v1` } };
	const run = await (await startEngine()).run(workflow as unknown as WorkflowJson, { from: 'Start', items: [item], credentials });
	if (run.error) throw run.error;
	return run.items('Agent')[0];
}

it('puts audio into words where it was spoken, in Portuguese with Whisper', async () => {
	const turn = { text: 'x', turn_id: 't', messages: [message('text', 'Oi'), audio(), message('image', 'essa aqui')] };
	const result = await transcribe(turn);
	expect(result).toMatchObject({
		turn_id: 't',
		text: 'Oi\n[áudio transcrito] Oi, quero uma formadora\n[imagem recebida] essa aqui',
		unheard_audio: false,
		transcriptions: [{ message_id: 'M-audio', seconds: 8, words: 'Oi, quero uma formadora' }],
	});
	expect(heard[0]).toContain('name="model"\r\n\r\nwhisper-1');
	expect(heard[0]).toContain('name="language"\r\n\r\npt');
	expect(heard[0]).toContain('filename="audio.ogg"');
});

it('passes a turn without audio unchanged, and asks nobody', async () => {
	const turn = { text: 'Oi', messages: [message('text', 'Oi')] };
	expect(await transcribe(turn)).toEqual(turn);
	expect([heard, downloads]).toEqual([[], []]);
});

it('leaves audio alone where ready words go out anyway', async () => {
	const turn = { text: '[áudio recebido]', response: 'Já chamei alguém.', messages: [audio()] };
	expect(await transcribe(turn)).toEqual(turn);
	expect(downloads).toEqual([]);
});

it('takes a single message too', async () => {
	expect(await transcribe({ ...audio(), messageId: 'A1' })).toMatchObject({ text: '[áudio transcrito] Oi, quero uma formadora' });
});

describe('audio that cannot be heard is said so, and the turn goes on', () => {
	it.each([
		['too long', () => audio({ seconds: 301 }), 'longer than 300 seconds'],
		['AAC', () => audio({ mimeType: 'audio/aac' }), 'audio/aac cannot be transcribed'],
		['of no known type', () => audio({ mimeType: null }), '(unknown) cannot be transcribed'],
		['without a file', () => message('audio', ''), 'holds no file'],
		['gone', () => audio({ url: 'http://127.0.0.1:9/audio.ogg' }), 'cannot be reached'],
		['of a foreign host', () => audio({ url: 'http://localhost/audio.ogg' }), 'localhost is not on the list'],
	])('%s', async (_, given, problem) => {
		const result = await transcribe({ text: 'x', messages: [given()] });
		expect(result).toMatchObject({
			text: '[áudio que não foi possível ouvir]',
			unheard_audio: true,
			transcriptions: [{ problem: expect.stringContaining(problem) }],
		});
		expect(heard).toEqual([]);
	});

	it('when nothing was said in it, or the service fails', async () => {
		words = '  ';
		expect(await transcribe({ text: 'x', messages: [audio()] })).toMatchObject({ unheard_audio: true });
		words = 'Oi';
		faults.push({ kind: 'status', status: 500, times: 5 });
		expect(await transcribe({ text: 'x', messages: [audio()] })).toMatchObject({
			transcriptions: [{ problem: expect.stringContaining('500') }],
		});
	});

	it('when it takes too long', async () => {
		faults.push({ kind: 'timeout', times: 5 });
		const started = Date.now();
		expect(await transcribe({ text: 'x', messages: [audio()] }, { timeoutSeconds: 1 })).toMatchObject({
			transcriptions: [{ problem: expect.stringContaining('did not answer within') }],
		});
		expect(Date.now() - started).toBeLessThan(3000);
	});

	it('beside words that can be read is no reason to ask', async () => {
		const result = await transcribe({ text: 'x', messages: [message('text', 'Oi'), audio({ mimeType: 'audio/amr' })] });
		expect(result).toMatchObject({ text: 'Oi\n[áudio que não foi possível ouvir]', unheard_audio: false });
	});
});

it('is not downloaded from a private network unless the operator allows it', async () => {
	const result = await transcribe({ text: 'x', messages: [audio({ url: 'https://127.0.0.1/audio.ogg' })] }, { allowPrivate: false });
	expect(result).toMatchObject({ transcriptions: [{ problem: expect.stringContaining('private network') }] });
});

it('a wrong key is told to the operator', async () => {
	await expect(transcribe({ text: 'x', messages: [audio()] }, {}, 'sk-wrong-key')).rejects.toMatchObject({
		message: expect.stringContaining('"API Key"'),
	});
});
