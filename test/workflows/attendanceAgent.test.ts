import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { startAttendanceApi, type AttendanceApi } from '../sandbox/attendanceApi';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { startEngine, type EngineRun, type WorkflowJson } from '../setup/engine';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const workflow = (name: string): WorkflowJson =>
	JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;

let api: AttendanceApi;
beforeEach(async () => {
	api = await startAttendanceApi();
});
afterEach(async () => {
	expect(api.violations).toEqual([]);
	await api.stop();
});

describe('the virtual attendant', () => {
	const agent = workflow('attendance-virtual-agent');
	const [pinned] = agent.pinData!['Nova atividade'] as unknown as IDataObject[];

	/** What the trigger told of a conversation, and what came of it. */
	async function played(given: IDataObject = {}, { assignedTo = 7 as number | null, status = 'in_progress' } = {}) {
		const conversation = api.state.open({ assignedTo, status });
		api.state.says(conversation, String(given.content ?? pinned.content));
		const items = [{ ...pinned, ...given, conversationId: conversation.id }];
		const run = await (
			await startEngine()
		).run(agent, { from: 'Nova atividade', items, credentials: { atendeAquiAttendanceApi: api.credential } });
		const said = conversation.messages.filter(({ direction }) => direction === 'outgoing').map(({ content }) => content);
		return { run, conversation, said };
	}
	const typing = (): unknown[] => api.lines.said.map(({ type }) => type);
	const fails = (path: string, times = 1) => api.faults.push({ kind: 'status', status: 500, times, match: (one) => one.includes(path) });
	const ended = (run: EngineRun) => expect([run.error?.message, run.status]).toEqual([undefined, 'success']);

	it('greets whose conversation it gets', async () => {
		const { run, said } = await played({ event: 'conversation_assigned', type: null, content: 'Oi' });
		ended(run);
		expect([said, typing()]).toEqual([['Olá, Ana! Sou o assistente virtual. Em que posso ajudar?'], []]);
	});

	it('answers, and shows for how long it types', async () => {
		const { run, said, conversation } = await played();
		ended(run);
		expect([said, typing(), conversation.status]).toEqual([['Vou conferir o sinal.'], ['typing_start', 'typing_stop'], 'in_progress']);
	});

	const TROUBLES: Array<[string, () => void, IDataObject]> = [
		['the assistant wants a person', () => void (api.habits.bot.should_transfer = true), {}],
		['the assistant fails', () => fails('/chatbot/message'), {}],
		['the assistant answers nonsense', () => void (api.habits.bot = { hello: 'world' }), {}],
		['the customer sends a picture', () => undefined, { type: 'image', content: 'https://cdn.provedor.example/foto.jpg' }],
	];
	it.each(TROUBLES)('calls a person and stops typing when %s', async (_, happens, given) => {
		happens();
		const { run, said, conversation } = await played(given);
		ended(run);
		expect(said).toEqual(['Vou chamar uma pessoa da equipe para continuar com você. Só um momento, por favor.']);
		expect([conversation.status, typing().at(-1)]).toEqual(['queue', 'typing_stop']);
	});

	it('passes it on although the customer cannot be told', async () => {
		fails('/chatbot/message');
		fails('/messages');
		const { run, said, conversation } = await played();
		ended(run);
		expect([said, conversation.status, typing().at(-1)]).toEqual([[], 'queue', 'typing_stop']);
	});

	it('passes it on when the answer cannot be sent', async () => {
		fails('/messages');
		const { run, conversation } = await played();
		ended(run);
		expect([conversation.status, typing()]).toEqual(['queue', ['typing_start', 'typing_stop']]);
	});

	it('stops typing although nothing works any more, and the run ends well', async () => {
		fails('/chatbot', 9);
		fails('/messages', 9);
		const { run } = await played();
		ended(run);
		expect(typing()).toEqual(['typing_start', 'typing_stop']);
	});

	it.each([
		['somebody else’s', { assignedTo: 12 }],
		['nobody’s', { assignedTo: null }],
		['closed', { status: 'resolved' }],
	])('says nothing in a conversation that is %s by now', async (_, state) => {
		const { run, said } = await played({}, state);
		ended(run);
		expect([said, typing()]).toEqual([[], []]);
	});

	it('answers without a socket, too', async () => {
		api.lines.habits.path = '/nowhere';
		const { run, said } = await played();
		ended(run);
		expect(said).toEqual(['Vou conferir o sinal.']);
	});
});

describe('the watch over the server', () => {
	let zapi: ZApi;
	const staticData = {};
	beforeEach(async () => {
		zapi = await startZApi({ instanceId: 'INSTANCE-OF-TESTS', token: 'token-of-tests' });
	});
	afterEach(async () => await zapi.stop());

	it('tells once what is wrong, once what else is, and once that it is over', async () => {
		const json = { ...workflow('attendance-health'), staticData };
		json.nodes.find(({ name }) => name === 'Avisar a equipe')!.parameters.to = '5531900000009';
		const credentials = {
			atendeAquiAttendanceApi: api.credential,
			atendeAquiZApi: { instanceId: 'INSTANCE-OF-TESTS', instanceToken: 'token-of-tests', clientToken: '', baseUrl: zapi.baseUrl },
		};
		const look = async () => {
			const run = await (await startEngine()).run(json, { from: 'A cada minuto', items: [{}], credentials });
			expect(run.error?.message).toBeUndefined();
		};
		const told = (): unknown[] => zapi.sent.map(({ body }) => (body as IDataObject).message);
		await look();
		await look();
		expect(told()).toEqual([]);
		const well = api.habits.health;
		api.habits.health = { status: 503, body: { status: 'unhealthy', services: { database: 'unhealthy', redis: 'healthy' } } };
		await look();
		await look();
		await api.down();
		await look();
		await look();
		await api.up();
		api.habits.health = well;
		await look();
		await look();
		expect(told()).toEqual([
			'⚠️ O sistema de atendimento não está bem: database.',
			'🔴 O sistema de atendimento está fora do ar.',
			'✅ O sistema de atendimento voltou.',
		]);
	});
});
