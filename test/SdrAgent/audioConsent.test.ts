import type { IDataObject } from 'n8n-workflow';

import { AUDIO_QUESTION, audioConsent, withAudioQuestion } from '../../nodes/SdrAgent/audioConsent';
import { faultQueue } from '../sandbox/faults';
import { json, startServer, type Server } from '../sandbox/server';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { modelSays, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});
let whisper: Server;
const downloads: string[] = [];
beforeAll(async () => {
	whisper = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		onCall: ({ path }) => downloads.push(path),
		answer: ({ method }) =>
			method === 'POST' ? json(200, { text: 'Quero dois bolos' }) : { status: 200, body: Buffer.from('OggS…', 'latin1') },
	});
});
afterAll(async () => await whisper.stop());
beforeEach(() => downloads.splice(0));

const audio = () => ({
	message_id: 'M1',
	kind: 'audio',
	text: '',
	media: { url: `${whisper.url}/a.ogg`, mimeType: 'audio/ogg', seconds: 5 },
});
const written = (text: string) => ({ message_id: `M-${text}`, kind: 'text', text, media: null });
const asked = [
	{ role: 'user', content: '[áudio recebido]' },
	{ role: 'assistant', content: `Bom dia!\n\n${AUDIO_QUESTION}` },
];
const ALLOWED = { agent_state: { audio_consent: true } };

async function hear(item: IDataObject, consentQuestion: string | undefined = AUDIO_QUESTION) {
	const options = { allowPrivate: true, mediaHosts: '127.0.0.1', ...(consentQuestion !== undefined && { consentQuestion }) };
	const nodes = [
		{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'Hear',
			type: 'n8n-nodes-atendeaqui.sdrAgent',
			typeVersion: 2,
			position: [200, 0],
			parameters: { operation: 'transcribe', audio: options },
		},
	];
	const workflow = { name: 'w', nodes, connections: { Start: { main: [[{ node: 'Hear', type: 'main', index: 0 }]] } } };
	const credentials = { openAiApi: { apiKey: 'sk-right', url: `${whisper.url}/v1` } };
	const run = await (await startEngine()).run(workflow as unknown as WorkflowJson, { from: 'Start', items: [item], credentials });
	if (run.error) throw run.error;
	return run.items('Hear')[0] as IDataObject;
}

describe('audio before the customer said yes', () => {
	it('is neither downloaded nor heard: they are asked, alone or behind the answer to what they wrote', async () => {
		const alone = await hear({ text: '[áudio recebido]', history: [], messages: [audio()] });
		expect(alone).toMatchObject({ unheard_audio: true, audio_question: AUDIO_QUESTION, text: expect.stringContaining('espera o sim') });
		expect(downloads).toEqual([]);
		expect((await agent.turn(alone)).reply).toBe(AUDIO_QUESTION);
		expect(agent.model.requests).toEqual([]);

		const beside = await hear({ text: 'x', history: [], messages: [written('Vocês fazem bolo?'), audio()] });
		expect([beside.unheard_audio, downloads]).toEqual([false, []]);
		agent.model.respondWith(() => modelSays({ reply: 'Fazemos sim!' }));
		expect((await agent.turn(beside)).reply).toBe(`Fazemos sim!\n\n${AUDIO_QUESTION}`);
	});

	it('stays unheard where the question got no yes, and nobody is asked twice in a row', async () => {
		for (const text of ['Não', 'por quê?', 'sim, mas só hoje à tarde eu falo', '']) {
			const turn = await hear({ text, history: asked, messages: [...(text ? [written(text)] : []), audio()] });
			expect(turn).not.toHaveProperty('audio_question');
			expect(turn).not.toHaveProperty('audio_consent');
		}
		expect(downloads).toEqual([]);
	});

	it('is not allowed by a yes to something else', async () => {
		const history = [{ role: 'assistant', content: 'Quer o cardápio?' }];
		expect(await hear({ text: 'Sim', history, messages: [written('Sim'), audio()] })).toMatchObject({ audio_question: AUDIO_QUESTION });
		expect(downloads).toEqual([]);
	});
});

describe('a yes', () => {
	it.each(['Sim', 'SIM!', 'sim, pode', 'Pode ouvir', 'claro', 'ok'])(
		'%j is kept with the lead, and audio is heard from then on',
		async (text) => {
			const turn = await hear({ text, history: asked, messages: [written(text)] });
			expect(turn).toMatchObject({ audio_consent: true, text });
			const { findings } = await agent.turn(turn);
			expect(findings.agent_state).toMatchObject({ audio_consent: true });
			expect(
				await hear({ text: 'x', history: [], lead: { agent_state: findings.agent_state }, messages: [audio()] } as never),
			).toMatchObject({
				text: '[áudio transcrito] Quero dois bolos',
			});
		},
	);

	it('counts for the audio that comes with it, and stays through later turns', async () => {
		const turn = await hear({ text: 'x', history: asked, messages: [written('Sim'), audio()] });
		expect(turn).toMatchObject({ text: 'Sim\n[áudio transcrito] Quero dois bolos', unheard_audio: false, audio_consent: true });
		expect((await agent.turn({ text: 'Oi', lead: ALLOWED })).findings.agent_state).toMatchObject({ audio_consent: true });
		expect((await agent.turn({ text: 'Oi' })).findings.agent_state).not.toHaveProperty('audio_consent');
	});
});

it('without the option, or with no words in it, audio is heard unasked', async () => {
	for (const question of [undefined, ' '])
		expect(await hear({ text: 'x', history: [], messages: [audio()] }, question ?? '')).toMatchObject({
			text: '[áudio transcrito] Quero dois bolos',
		});
	expect(audioConsent({ history: [], messages: [] })).toEqual({ isGiven: true, isNew: false, question: '' });
});

it('the question stands once in a reply, and before no silence', () => {
	expect(withAudioQuestion('Oi', 'Posso?')).toBe('Oi\n\nPosso?');
	expect(withAudioQuestion('Oi\n\nPosso?', 'Posso?')).toBe('Oi\n\nPosso?');
	expect([withAudioQuestion('', 'Posso?'), withAudioQuestion('Oi', undefined)]).toEqual(['', 'Oi']);
});
