import { heard } from '../../../nodes/AttendanceApi/socket/frame';
import { readerOf } from '../../../nodes/AttendanceApi/reader';
import { startAttendanceApi, type AttendanceApi } from '../../sandbox/attendanceApi';
import { brief, watching } from './watchForTests';

let api: AttendanceApi;
let clock: number;
const frame = (given: object) =>
	heard(
		JSON.stringify(given),
		readerOf(api.dialect, 'America/Sao_Paulo', () => '7'),
	)!;

// A server whose clock is an hour ahead, or behind, tells the same.
describe.each([
	['documented', 0],
	['v2', 0],
	['documented', 3_600_000],
	['v2', -3_600_000],
] as const)('in the dialect %s, the server’s clock %d ms off', (dialect, ahead) => {
	beforeEach(async () => {
		clock = Date.now() + ahead;
		api = await startAttendanceApi({ dialect, now: () => clock });
	});
	afterEach(async () => {
		expect(api.violations).toEqual([]);
		await api.stop();
	});
	const pass = (seconds: number) => (clock += seconds * 1000);

	it('the first look only remembers, and then everything is told once', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		api.state.says(conversation, 'antes');
		const { watch, told } = watching(api);
		await watch.look();
		expect(told).toEqual([]);
		pass(5);
		api.state.says(conversation, 'um');
		api.state.says(conversation, 'resposta', 'bot');
		api.state.says(conversation, 'dois');
		await watch.look();
		await watch.look();
		expect(brief(told)).toEqual(['new_message um', 'new_message dois']);
		expect(told[0]).toMatchObject({
			eventId: `message/${conversation.id}/${conversation.messages[1].id}`,
			direction: 'incoming',
			phone: '5531900000001',
			isMine: true,
			at: new Date(Math.floor(clock / (dialect === 'v2' ? 1 : 1000)) * (dialect === 'v2' ? 1 : 1000)).toISOString(),
		});
		api.state.end(conversation);
		await watch.look();
		await watch.look();
		expect(brief(told)).toEqual(['new_message um', 'new_message dois', 'conversation_closed resolved']);
	});

	it('two messages of one second are two, though one came after the look', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const { watch, told } = watching(api);
		await watch.look();
		pass(5);
		for (const text of ['um', 'dois', 'um']) {
			api.state.says(conversation, text);
			await watch.look();
		}
		expect(brief(told)).toEqual(['new_message um', 'new_message dois', 'new_message um']);
		expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(3);
	});

	it('a message that was written down late is told, too', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const { watch, told } = watching(api);
		await watch.look();
		pass(60);
		api.state.says(conversation, 'depois');
		await watch.look();
		conversation.messages.push({ ...conversation.messages[0], id: dialect === 'v2' ? '99' : 'late', content: 'antes', at: clock - 20_000 });
		await watch.look();
		expect(brief(told)).toEqual(['new_message depois', 'new_message antes']);
	});

	it('a conversation that is new is told with what nobody answered, and no more of its history', async () => {
		const { watch, told } = watching(api);
		await watch.look();
		const conversation = api.state.open({ assignedTo: 7 });
		for (const [text, by] of [
			['oi', 'customer'],
			['bom dia', 'agent'],
			['sem sinal', 'customer'],
			['?', 'customer'],
		] as const)
			api.state.says(conversation, text, by);
		await watch.look();
		expect(brief(told)).toEqual(['conversation_assigned 7', 'new_message sem sinal', 'new_message ?']);
	});

	it('what happened while it was down is told after the restart, and nothing twice', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const before = watching(api);
		await before.watch.look();
		pass(5);
		api.state.says(conversation, 'um');
		await before.watch.look();
		pass(5);
		api.state.says(conversation, 'dois');
		conversation.assignedTo = 12;
		const after = watching(api, { kept: before.kept() });
		await after.watch.look();
		expect([brief(before.told), brief(after.told)]).toEqual([['new_message um'], ['conversation_assigned 12', 'new_message dois']]);
		// What n8n keeps is a cursor: nothing that anybody wrote.
		expect(after.kept()).not.toMatch(/dois|5531900000001/);
	});

	it('the socket is a reason to look: the same message is told once, with its id', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const { watch, told } = watching(api);
		await watch.look();
		pass(5);
		const { id } = api.state.says(conversation, 'um');
		const event = frame(
			dialect === 'v2'
				? { event: 'message', data: { id, room_id: conversation.id, sender_role: 'cliente', content: 'um' } }
				: {
						type: 'new_message',
						conversation_id: conversation.id,
						content: 'um',
						direction: 'incoming',
						context: { customer_name: 'Ana' },
					},
		);
		expect(watch.hear(event)).toBe(true);
		await watch.lookAt(conversation.id);
		watch.hear(event);
		await watch.lookAt(conversation.id);
		await watch.look();
		expect(told).toMatchObject([{ event: 'new_message', messageId: id, content: 'um' }]);
		expect(told[0].context).toEqual(dialect === 'documented' ? { customer_name: 'Ana' } : {});
	});

	it('own messages are left out unless they are wanted: an assistant must not hear itself', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const [deaf, open] = [watching(api), watching(api, { incomingOnly: false })];
		await Promise.all([deaf.watch.look(), open.watch.look()]);
		pass(5);
		api.state.says(conversation, 'resposta', 'agent');
		await Promise.all([deaf.watch.look(), open.watch.look()]);
		expect([brief(deaf.told), brief(open.told)]).toEqual([[], ['new_message resposta']]);
	});

	it('the delivery of an own message only moves forward', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const { watch, told } = watching(api, { events: ['message_status'] });
		await watch.look();
		pass(5);
		const message = api.state.says(conversation, 'resposta', 'agent');
		for (const status of ['sent', 'read', 'delivered', 'failed']) {
			message.status = status;
			await watch.lookAt(conversation.id);
		}
		expect(brief(told)).toEqual(['message_status read']);
	});

	it('the queue is told when it changes', async () => {
		const { watch, told } = watching(api, { events: ['queue_update'] });
		await watch.look();
		api.state.open();
		await watch.look();
		await watch.look();
		expect(brief(told)).toEqual(['queue_update 1']);
	});

	it('one conversation that cannot be read holds up no other', async () => {
		const [bad, good] = [api.state.open({ assignedTo: 7 }), api.state.open({ assignedTo: 7, phone: '5531900000002' })];
		const { watch, told, passedOver } = watching(api);
		await watch.look();
		pass(5);
		for (const one of [bad, good]) api.state.says(one, 'um');
		api.faults.push({ kind: 'status', status: 404, times: 2, match: (path) => path.startsWith(`/conversations/${bad.id}`) });
		await watch.look();
		expect([told.map(({ conversationId }) => conversationId), passedOver]).toEqual([[good.id], [bad.id]]);
	});

	it.each(['listening on', 'after a restart'])(
		'what comes back from somebody else is told of, and not again what was told, %s',
		async (how) => {
			const conversation = api.state.open({ assignedTo: 7 });
			const first = watching(api);
			await first.watch.look();
			pass(5);
			api.state.says(conversation, 'um');
			await first.watch.look();
			pass(5);
			conversation.assignedTo = 12;
			api.faults.push({ kind: 'status', status: 403, times: 1, match: (path) => path.startsWith(`/conversations/${conversation.id}`) });
			await first.watch.look();
			expect([brief(first.told), first.passedOver]).toEqual([['new_message um'], [conversation.id]]);
			const next = how === 'after a restart' ? watching(api, { kept: first.kept() }) : first;
			pass(5);
			api.state.says(conversation, 'dois');
			conversation.assignedTo = 7;
			next.told.length = 0;
			await next.watch.look();
			expect(brief(next.told)).toEqual(['conversation_assigned 7', 'new_message dois']);
		},
	);

	it('a server that is away loses nothing', async () => {
		const conversation = api.state.open({ assignedTo: 7 });
		const { watch, told } = watching(api);
		await watch.look();
		pass(5);
		api.state.says(conversation, 'um');
		api.faults.push({ kind: 'status', status: 503, match: (path) => path.startsWith(`/conversations/${conversation.id}`) });
		await expect(watch.look()).rejects.toThrow();
		await watch.look();
		expect(brief(told)).toEqual(['new_message um']);
	});

	it('an event of a conversation that the server does not show is told as it came', async () => {
		const { watch, told } = watching(api);
		await watch.look();
		const id = dialect === 'v2' ? '999' : 'c05a9a4e-8a2d-4f0b-9f6e-5d3b7a91f702';
		watch.hear(
			frame(
				dialect === 'v2'
					? { event: 'message', data: { room_id: id, sender_role: 'cliente', content: 'Oi' } }
					: { type: 'new_message', conversation_id: id, content: 'Oi', direction: 'incoming' },
			),
		);
		await watch.lookAt(id);
		expect(told).toMatchObject([{ event: 'new_message', conversationId: id, messageId: null, content: 'Oi' }]);
	});
});
