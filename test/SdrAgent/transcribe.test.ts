import type { IDataObject } from 'n8n-workflow';

import { faultQueue } from '../sandbox/faults';
import { json, startServer, type Answer, type Server } from '../sandbox/server';
import { startEngine, type WorkflowJson } from '../setup/engine';

let media: Server;
let whisper: Server;
const faults = faultQueue();
const heard: string[] = [];
const downloads: string[] = [];
let words = 'Oi, quero uma formadora';
/** In place of the words, when set. */
let instead: Answer | null = null;
/** What each file begins with. */
const FILES: Record<string, string> = {
	'/audio.ogg': 'OggS…',
	'/audio.mp4.ogg': '\0\0\0\x1CftypM4A …',
	'/audio.aac': '\xFF\xF1\x50…',
	'/audio.bin': 'nothing known',
};

beforeAll(async () => {
	media = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		onCall: ({ path }) => downloads.push(path),
		answer: ({ path }) => (path in FILES ? { status: 200, body: Buffer.from(FILES[path], 'latin1') } : { status: 404, body: '' }),
	});
	whisper = await startServer({
		faults,
		faultBody: () => ({ error: { message: 'no' } }),
		onCall: ({ text }) => heard.push(text),
		answer: ({ method, path, headers }) => {
			if (`${method} ${path}` !== 'POST /v1/audio/transcriptions') return json(404, { error: { message: 'Invalid URL' } });
			if (instead) return instead;
			return headers.authorization === 'Bearer sk-right' ? json(200, { text: words }) : json(401, { error: { message: 'bad key' } });
		},
	});
});
afterAll(async () => await Promise.all([media.stop(), whisper.stop()]));
beforeEach(() => {
	heard.length = 0;
	downloads.length = 0;
	faults.clear();
	instead = null;
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
		['AAC', () => audio({ mimeType: 'audio/aac', url: `${media.url}/audio.aac` }), 'audio/aac cannot be transcribed'],
		['of no known type', () => audio({ mimeType: null, url: `${media.url}/audio.bin` }), '(unknown) cannot be transcribed'],
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
		// Not as long as five tries would take.
		expect(Date.now() - started).toBeLessThan(4500);
	});

	it('beside words that can be read is no reason to ask', async () => {
		const result = await transcribe({
			text: 'x',
			messages: [message('text', 'Oi'), audio({ mimeType: 'audio/amr', url: `${media.url}/audio.bin` })],
		});
		expect(result).toMatchObject({ text: 'Oi\n[áudio que não foi possível ouvir]', unheard_audio: false });
	});
});

it('is not downloaded from a private network unless the operator allows it', async () => {
	const result = await transcribe({ text: 'x', messages: [audio({ url: 'https://127.0.0.1/audio.ogg' })] }, { allowPrivate: false });
	expect(result).toMatchObject({ transcriptions: [{ problem: expect.stringContaining('private network') }] });
});

it('what is MP4 and called Ogg goes out as what it is', async () => {
	expect(await transcribe({ text: 'x', messages: [audio({ url: `${media.url}/audio.mp4.ogg` })] })).toMatchObject({ unheard_audio: false });
	expect(heard[0]).toContain('filename="audio.m4a"');
	expect(heard[0]).toContain('Content-Type: audio/mp4');
});

describe('a service that gives no words never stops the turn, and what was wrong is known', () => {
	const answered = (body: string, type = 'application/json', status = 200): Answer => ({ status, headers: { 'content-type': type }, body });
	it.each<[string, Answer, string, string]>([
		['a bare text', answered('Internal error', 'text/plain'), 'passing', 'not_json'],
		['an empty object', answered('{}'), 'passing', 'empty'],
		['null for words', answered('{"text":null}'), 'passing', 'empty'],
		['words in a list', answered('{"text":["Oi"]}'), 'passing', 'empty'],
		['null', answered('null'), 'passing', 'empty'],
		['nothing', answered(''), 'passing', 'empty'],
		['a page', answered('<!doctype html><html></html>', 'text/html'), 'operator', 'html'],
		['an error with status 200', answered('{"error":{"message":"no credit","code":402}}'), 'operator', 'no_credit'],
		['no route', answered('Not Found', 'text/plain', 404), 'operator', 'wrong_address'],
		['a file that is gone', answered('{"error":{"message":"File not found"}}', 'application/json', 404), 'passing', 'unavailable'],
		[
			'an unknown model',
			answered('{"error":{"message":"invalid model ID","code":"model_not_found"}}', 'application/json', 404),
			'operator',
			'unknown_model',
		],
		[
			'a broken file',
			answered('{"error":{"message":"Audio file might be corrupted or unsupported"}}', 'application/json', 400),
			'content',
			'unreadable_file',
		],
		['no credit', answered('{"error":{"message":"no","code":"insufficient_quota"}}', 'application/json', 429), 'operator', 'no_credit'],
	])('%s', async (_, given, kind, reason) => {
		instead = given;
		expect(await transcribe({ text: 'x', messages: [audio()] }, { timeoutSeconds: 1 })).toMatchObject({
			text: '[áudio que não foi possível ouvir]',
			unheard_audio: true,
			transcriptions: [{ problem: expect.any(String), model: { ok: false, name: 'whisper-1', failure: { kind, reason } } }],
		});
	});

	it.each(['sk-wrong-key', ''])('the key %p: the customer is asked to write, the operator is told of the field', async (key) => {
		const result = await transcribe({ text: 'x', messages: [audio()] }, {}, key);
		expect(result).toMatchObject({
			unheard_audio: true,
			transcriptions: [{ problem: expect.stringContaining('"API Key"'), model: { failure: { kind: 'operator', reason: 'wrong_key' } } }],
		});
		expect(JSON.stringify(result)).not.toContain('sk-wrong-key');
	});

	it('that is busy is tried again', async () => {
		faults.push({ kind: 'status', status: 429, headers: { 'retry-after-ms': '20' } });
		expect(await transcribe({ text: 'x', messages: [audio()] })).toMatchObject({
			transcriptions: [{ words, model: { ok: true, tries: 2 } }],
		});
	});
});
