import { setTimeout as sleep } from 'node:timers/promises';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';

import type { Dialect } from '../../contracts/attendanceApiContract';
import { startAttendanceApi, type AttendanceApi } from '../../sandbox/attendanceApi';
import type { WorkflowJson } from '../../setup/engine';
import { publish, type Published } from '../../setup/published';
import { runNode } from '../../setup/oneNode';

let api: AttendanceApi;
let published: Published | undefined;
afterEach(async () => {
	await published?.close();
	published = undefined;
	// One that was just being opened is cut off: the server sees that a moment later.
	await until(() => api.lines.open() === 0);
	expect([api.violations, api.lines.open()]).toEqual([[], 0]);
	await api.stop();
});

const credentials = () => ({ atendeAquiAttendanceApi: api.credential });
const start = async (parameters: IDataObject = {}, options: Partial<Parameters<typeof publish>[1]> = {}) => {
	const events = ['new_message', 'conversation_assigned', 'conversation_closed', 'agent_typing', 'queue_update', 'message_status'];
	const node = { id: `t${api.root}`, name: 'Trigger', type: 'n8n-nodes-atendeaqui.attendanceApiTrigger', typeVersion: 1, position: [0, 0] };
	const json = { name: 'w', nodes: [{ ...node, parameters: { events, ...parameters } }], connections: {} } as unknown as WorkflowJson;
	published = await publish(json, {
		node: 'Trigger',
		credentials: credentials(),
		play: async () => await Promise.resolve('success'),
		...options,
	});
	return published;
};
const told = (): IDataObject[] => published!.emissions.map(([[item]]) => item);
const events = (): string[] => told().map(({ event, content }) => [event, content].filter(Boolean).map(String).join(' '));

async function until(holds: () => boolean, withinMs = 8000): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!holds()) {
		if (Date.now() > deadline)
			throw new Error(`It did not happen in time: ${JSON.stringify([published && events(), api.lines.knocks, api.lines.said])}`);
		await sleep(20);
	}
}
/** The trigger listens, and has looked once. */
const listening = async () =>
	await until(() => api.lines.open() === 1 && api.requests.some(({ path }) => path.startsWith('/conversations')));
const frames = (type: string): unknown[] => api.lines.said.filter((one) => one.type === type).map(({ conversation_id: id }) => id);

const says = (dialect: Dialect, id: string, content: string, messageId: string) =>
	api.lines.tell(
		dialect === 'v2'
			? { event: 'message', data: { id: messageId, room_id: id, sender_role: 'cliente', content }, timestamp: '2026-11-20T10:00:00' }
			: { type: 'new_message', conversation_id: id, content, direction: 'incoming' },
	);

describe.each(['documented', 'v2'] as const)('by the socket, in the dialect %s', (dialect) => {
	beforeEach(async () => {
		api = await startAttendanceApi({ dialect });
	});

	it('tells what it hears, each once, and what it missed while the line was cut in the middle', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		await start();
		await listening();
		await sleep(300);
		let { id } = api.state.says(conversation, 'um');
		says(dialect, conversation.id, 'um', id);
		await until(() => events().length === 1);
		// The network is lost; a message comes meanwhile, and the one before is told once more.
		api.lines.cut();
		({ id } = api.state.says(conversation, 'dois'));
		await until(() => api.lines.open() === 1);
		await until(() => events().length === 2);
		says(dialect, conversation.id, 'um', conversation.messages[0].id);
		says(dialect, conversation.id, 'dois', id);
		({ id } = api.state.says(conversation, 'três'));
		says(dialect, conversation.id, 'três', id);
		await until(() => events().length === 3);
		await sleep(300);
		expect(events()).toEqual(['new_message um', 'new_message dois', 'new_message três']);
		expect(new Set(told().map(({ eventId }) => eventId)).size).toBe(3);
	});

	it('closes in order when the workflow is unpublished', async () => {
		await start();
		await listening();
		await published!.close();
		await until(() => api.lines.closes.length === 1);
		expect([api.lines.closes, api.lines.open()]).toEqual([[1000], 0]);
	});
});

describe('by the socket', () => {
	beforeEach(async () => {
		api = await startAttendanceApi();
	});

	it('joins the own conversations, those that are assigned, and all of them again after a cut', async () => {
		const [mine, others] = [api.state.open({ assignedTo: 7 }), api.state.open({ assignedTo: 12 })];
		await start();
		await until(() => frames('join_conversation').length === 1);
		others.assignedTo = 7;
		api.lines.tell({ type: 'conversation_assigned', conversation_id: others.id });
		await until(() => frames('join_conversation').length === 2 && events().length === 1);
		expect(told()).toMatchObject([{ event: 'conversation_assigned', conversationId: others.id, assignedTo: '7', isMine: true }]);
		api.lines.cut();
		await until(() => frames('join_conversation').length === 4);
		expect(frames('join_conversation')).toEqual([mine.id, others.id, mine.id, others.id]);
	});

	it('joins again what is assigned again: the server lets out whose it was not meanwhile', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		await start();
		await until(() => frames('join_conversation').length === 1);
		api.lines.tell({ type: 'conversation_assigned', conversation_id: conversation.id });
		await until(() => frames('join_conversation').length === 2);
		expect(frames('join_conversation')).toEqual([conversation.id, conversation.id]);
	});

	it('finds what was written between the look and the moment when the server let it into the room', async () => {
		const conversation = api.state.open({ assignedTo: 12 });
		await start();
		await listening();
		conversation.assignedTo = 7;
		api.lines.tell({ type: 'conversation_assigned', conversation_id: conversation.id });
		await until(() => frames('join_conversation').length === 1 && events().length === 1);
		// Nobody in the room hears of it: no frame comes.
		api.state.says(conversation, 'um');
		await until(() => events().length === 2);
		expect(events()).toEqual(['conversation_assigned', 'new_message um']);
		// A busy server has not let it in by then: it is looked again, later.
		api.state.says(conversation, 'dois');
		await until(() => events().length === 3, 12_000);
		expect(events()[2]).toBe('new_message dois');
		// The look is one, not one every two seconds: a time comes in which nothing is asked.
		let asked = -1;
		for (let tries = 0; asked !== api.requests.length && tries < 4; tries++) {
			asked = api.requests.length;
			await sleep(2500);
		}
		expect(api.requests.length).toBe(asked);
	});

	it('tells typing, queue and deliveries as they come, filtered by what is wanted', async () => {
		await start({ events: ['agent_typing', 'message_status'] });
		await listening();
		api.lines.tell({ type: 'queue_update', position: 3 });
		api.lines.tell({ type: 'agent_typing', agent_id: 12 });
		api.lines.tell({ type: 'message_status', message_id: 'msg-1', status: 'read' });
		await until(() => events().length === 2);
		expect(told()).toMatchObject([
			{ event: 'agent_typing', agentId: '12' },
			{ event: 'message_status', messageId: 'msg-1', status: 'read' },
		]);
	});

	it('comes back with another token when the server took the old one back', async () => {
		await start();
		await listening();
		api.logins.revoke();
		api.lines.close(4002);
		await until(() => api.lines.open() === 1 && api.lines.tokens.length >= 2);
		expect(new Set(api.lines.tokens).size).toBe(api.lines.tokens.length);
		expect(api.logins.attempts).toBe(2);
	});

	it('writes no token and no password into the log, whatever goes wrong', async () => {
		const lines: string[] = [];
		const logger = Container.get(Logger);
		const spies = (['debug', 'info', 'warn', 'error'] as const).map((level) =>
			jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => void lines.push(JSON.stringify(words))),
		);
		await start();
		await listening();
		api.lines.habits.path = '/nowhere';
		api.lines.close(1011);
		api.faults.push({ kind: 'status', status: 400, times: 9, body: { detail: `${api.lines.tokens[0]} ${api.credential.password}` } });
		await until(() => api.lines.knocks.length >= 4);
		await published!.close();
		spies.forEach((spy) => spy.mockRestore());
		expect(lines.join('\n')).toContain('The socket does not stand');
		expect(lines.join('\n')).not.toMatch(/stand-in-access|Fibra2026!|token=/);
	});

	it('a node of the same process says on it that somebody types, and opens a line of its own where there is none', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const typing = async (word: string) =>
			await runNode({
				type: 'attendanceApi',
				parameters: { resource: 'conversation', operation: 'setTyping', conversationId: conversation.id, typing: word },
				credentials: credentials(),
			});
		await start();
		await listening();
		expect((await typing('typing_start')).items('Node')).toEqual([{ conversationId: conversation.id, typing: true }]);
		await until(() => frames('typing_start').length === 1);
		expect(api.lines.knocks).toHaveLength(1);
		await published!.close();
		expect((await typing('typing_stop')).status).toBe('success');
		await until(() => frames('typing_stop').length === 1 && api.lines.open() === 0);
		expect(api.lines.knocks).toHaveLength(2);
	});

	it('a server that is down keeps nobody from publishing; a wrong password does, and only at the first publishing', async () => {
		await api.down();
		await start();
		await published!.close();
		await api.up();
		const wrong = { atendeAquiAttendanceApi: { ...api.credential, password: 'errada-2026' } };
		await expect(start({}, { credentials: wrong })).rejects.toThrow('does not accept this e-mail and password');
		await start({}, { credentials: wrong, activation: 'init' });
		expect(published!.failures).toEqual([]);
	});
});

describe('by polling', () => {
	beforeEach(async () => {
		api = await startAttendanceApi();
	});

	it('tells the same, opens no socket, and goes on where it was after a restart', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		await start({ mode: 'polling', everySeconds: 5 });
		await until(() => api.requests.some(({ path }) => path === '/dashboard/queue'));
		await sleep(200);
		api.state.says(conversation, 'um');
		await until(() => events().length === 1);
		const kept = published!.staticData();
		await published!.close();
		api.state.says(conversation, 'dois');
		await start({ mode: 'polling', everySeconds: 5 }, { staticData: JSON.parse(JSON.stringify(kept)) as IDataObject });
		await until(() => events().length === 1);
		expect([events(), api.lines.knocks]).toEqual([['new_message dois'], []]);
	}, 20_000);
});
