import { conversationModel, withMessages } from '../../nodes/AttendanceApi/models/conversation';
import { agentsModel, metricsModel, realtimeModel } from '../../nodes/AttendanceApi/models/dashboard';
import { categoryOf, decisiveIntent, replyModel } from '../../nodes/AttendanceApi/models/chatbot';
import { messageModel } from '../../nodes/AttendanceApi/models/message';
import { queueFigures, queueModel } from '../../nodes/AttendanceApi/models/queue';
import { statusOf } from '../../nodes/AttendanceApi/models/status';
import { readerOf } from '../../nodes/AttendanceApi/reader';
import { CODE_REPLY, DOCUMENTED_REPLY } from '../sandbox/attendanceApi';
import { codeConversation, codeQueue, documentedConversation, documentedQueue } from '../sandbox/attendanceShapes';
import { AttendanceState } from '../sandbox/attendanceState';

const documented = readerOf('documented', 'America/Sao_Paulo', () => '12');
const code = readerOf('v2', 'America/Sao_Paulo', () => '12');
const AT = Date.parse('2026-11-20T13:00:00Z');

describe('times', () => {
	it.each([
		['2026-11-20T13:00:00Z', '2026-11-20T13:00:00.000Z'],
		['2026-11-20T10:00:00-03:00', '2026-11-20T13:00:00.000Z'],
		['2026-11-20 13:00:00', '2026-11-20T13:00:00.000Z'],
		['', null],
		[null, null],
		['ontem', null],
	])('%s is %s in the documented dialect', (given, iso) => {
		expect(documented.time(given)).toBe(iso);
	});

	it.each([
		['2026-11-20 10:00:00', 'America/Sao_Paulo', '2026-11-20T13:00:00.000Z'],
		['2026-11-20 10:00:00.123456', 'America/Sao_Paulo', '2026-11-20T13:00:00.123Z'],
		['2026-11-20T10:00:00.5', 'America/Sao_Paulo', '2026-11-20T13:00:00.500Z'],
		['2026-11-20 09:00:00', 'America/Manaus', '2026-11-20T13:00:00.000Z'],
		['2026-11-20 13:00:00', 'UTC', '2026-11-20T13:00:00.000Z'],
		// Brazil still turned its clocks then: the same wall shows another moment in January.
		['2019-01-20 10:00:00', 'America/Sao_Paulo', '2019-01-20T12:00:00.000Z'],
		['2026-11-20T13:00:00Z', 'America/Sao_Paulo', '2026-11-20T13:00:00.000Z'],
		['2026-02-30 10:00:00', 'America/Sao_Paulo', null],
	])('%s of a server in %s is %s', (given, zone, iso) => {
		expect(readerOf('v2', zone, () => undefined).time(given)).toBe(iso);
	});

	it('an epoch number of its health is a moment too', () => {
		expect(code.time(1795000000.12)).toBe('2026-11-18T11:06:40.120Z');
	});
});

it('a conversation has one form, whichever dialect it came in', () => {
	const state = new AttendanceState(true, () => AT);
	const made = state.open({ assignedTo: 12 });
	state.says(made, 'Oi');
	const same = { phone: '5531900000001', name: 'Ana Teste', status: 'in_progress', assignedTo: '12', isMine: true, messagesCount: 1 };
	const [one, other] = [conversationModel(documentedConversation(made), documented), conversationModel(codeConversation(made), code)];
	expect([one, other]).toEqual([expect.objectContaining(same), expect.objectContaining(same)]);
	expect([one.lastMessageAt, other.lastMessageAt]).toEqual(['2026-11-20T13:00:00.000Z', '2026-11-20T13:00:00.000Z']);
	expect(Object.keys(one)).toEqual(Object.keys(other));
	expect([typeof one.id, typeof other.id, other.channel]).toEqual(['string', 'string', 'whatsapp']);
});

it.each([
	['queue', 'queue'],
	['waiting', 'queue'],
	['espera', 'queue'],
	['bot', 'bot'],
	['automacao', 'bot'],
	['in_progress', 'in_progress'],
	['atendimento', 'in_progress'],
	['assigned', 'in_progress'],
	['resolved', 'resolved'],
	['encerrado', 'closed'],
	['constructor', 'unknown'],
	['', 'unknown'],
])('the status %s is %s', (given, status) => {
	expect(statusOf(given)).toBe(status);
});

describe('messages', () => {
	it.each([
		[
			{ direction: 'incoming', type: 'image' },
			{ direction: 'incoming', sentBy: 'customer', type: 'image' },
		],
		[
			{ direction: 'outbound', sent_by: 'bot' },
			{ direction: 'outgoing', sentBy: 'bot', type: 'text' },
		],
		[
			{ sender_type: 'client', message_type: 'audio' },
			{ direction: 'incoming', sentBy: 'customer', type: 'audio' },
		],
		[
			{ sender_type: 'bot', is_from_me: false },
			{ direction: 'outgoing', sentBy: 'bot' },
		],
		[{ sender_type: 'attendant' }, { direction: 'outgoing', sentBy: 'agent' }],
		[{ is_from_me: true }, { direction: 'outgoing', sentBy: null }],
		[{ is_from_me: false }, { direction: 'incoming', sentBy: 'customer' }],
		[{}, { direction: null, sentBy: null }],
	])('%j is %j', (given, expected) => {
		expect(messageModel(given, documented)).toMatchObject(expected);
	});

	it('stand by time, whatever order they came in', () => {
		const given = [
			{ id: 'c', timestamp: '2026-11-20T13:00:02Z', content: '3' },
			{ id: 'a', timestamp: '2026-11-20T13:00:00Z', content: '1' },
			{ id: 'b', timestamp: '2026-11-20T13:00:00Z', content: '2' },
		];
		const { messages } = withMessages({ id: 'x' }, given, documented);
		expect((messages as Array<{ content: string }>).map(({ content }) => content)).toEqual(['1', '2', '3']);
	});
});

describe('the queue', () => {
	const state = new AttendanceState(true, () => AT);
	for (const [phone, priority, minutes] of [
		['5531900000001', 'normal', 20],
		['5531900000002', 'urgent', 1],
		['5531900000003', 'normal', 30],
		['5531900000004', 'high', 5],
	] as const)
		state.open({ phone, priority, startedAt: AT - minutes * 60_000 });
	const order = ['5531900000002', '5531900000004', '5531900000003', '5531900000001'];

	it('stands by priority, then by who came first, in both dialects', () => {
		const [one, other] = [
			queueModel(documentedQueue(state.queue()), documented),
			queueModel(codeQueue([...state.queue()].reverse(), AT), code),
		];
		expect([one.map(({ phone }) => phone), other.map(({ phone }) => phone)]).toEqual([order, order]);
		expect([one[0], other[0]]).toMatchObject([
			{ position: 1, conversationId: null, estimatedWaitMinutes: 6, waitedMinutes: null },
			{ position: 1, conversationId: expect.any(String), estimatedWaitMinutes: null, waitedMinutes: 1 },
		]);
	});

	it('has figures', () => {
		expect(queueFigures(documentedQueue(state.queue()))).toMatchObject({ waiting: 4, averageWaitMinutes: 9, longestWaitMinutes: null });
		expect(queueFigures({ waiting: 4, avg_wait_time_minutes: 3, longest_wait_minutes: 8, by_priority: { urgent: 1 } })).toMatchObject({
			waiting: 4,
			averageWaitMinutes: 3,
			longestWaitMinutes: 8,
			byPriority: { urgent: 1 },
		});
	});
});

describe('the dashboard', () => {
	it('gives each figure in the unit of its name', () => {
		const nested = {
			conversations: { active: 31, in_queue: 4, resolved_today: 88 },
			agents: { online: 6, busy: 4, available: 2 },
			performance: { avg_response_time_seconds: 52, avg_resolution_time_minutes: 14, satisfaction_rate: 4.4 },
		};
		expect(metricsModel(nested, documented)).toMatchObject({
			conversations: { active: 31, inQueue: 4, resolvedToday: 88 },
			agents: { online: 6, busy: 4, available: 2 },
			performance: { avgResponseTimeSeconds: 52, avgResolutionTimeMinutes: 14, satisfactionRate: 4.4 },
			isProven: true,
		});
		const flat = { in_progress: 5, waiting_in_queue: 2, avg_response_time_minutes: 1.5, avg_resolution_time_minutes: 14, avg_rating: null };
		expect(metricsModel(flat, code)).toMatchObject({
			conversations: { active: 5, inQueue: 2 },
			agents: { busy: null, available: null },
			performance: { avgResponseTimeSeconds: 90, avgResolutionTimeMinutes: 14, satisfactionRate: null },
			isProven: true,
		});
	});

	it('a zero of the code dialect is no proof', () => {
		expect(metricsModel({ in_progress: 0, waiting_in_queue: 0, avg_response_time_minutes: null }, code)).toMatchObject({ isProven: false });
	});

	it('knows the load of an attendant by what is free, too', () => {
		expect(agentsModel({ agents: [{ id: 12, name: 'Bia', current_conversations: 2, available_slots: 3 }] })).toMatchObject([
			{ id: '12', name: 'Bia', currentConversations: 2, maxConversations: 5 },
		]);
		expect(realtimeModel({ metrics: { avg_response_time: 2 } }, code)).toMatchObject({ avgResponseTimeSeconds: 120 });
	});
});

describe('the assistant', () => {
	it('has one form in both dialects', () => {
		expect(replyModel(DOCUMENTED_REPLY)).toMatchObject({
			response: 'Vou conferir o sinal.',
			intent: 'suporte_tecnico',
			category: 'suporte_tecnico',
			confidenceBand: 'high',
			shouldTransfer: false,
			reason: null,
		});
		expect(replyModel(CODE_REPLY)).toMatchObject({
			response: 'Vou conferir o sinal.',
			intent: 'internet_lenta',
			category: 'suporte_tecnico',
			confidenceBand: 'medium',
			shouldTransfer: true,
			reason: 'tentativas | sentimento',
			quickReplies: ['Sim', 'Não'],
		});
	});

	it.each([
		[null],
		['texto'],
		[[]],
		[{}],
		[{ response: '' }],
		[{ response: 'Oi', success: false, should_transfer: false }],
		[{ intent: 'x' }],
	])('what cannot be read goes to a person: %j', (answer) => {
		expect(replyModel(answer)).toMatchObject({ response: null, intent: 'desconhecido', confidence: 0, shouldTransfer: true });
	});

	it('one that does not say whether it can go on is not left alone', () => {
		expect(replyModel({ response: 'Oi', intent: 'saudacao', confidence: 0.9 })).toMatchObject({ shouldTransfer: true, reason: 'not_said' });
	});

	it.each([
		[['saudacao', 'cancelamento'], 'cancelamento'],
		[['saudacao', 'internet_lenta'], 'internet_lenta'],
		[['cancelamento', 'falar_humano'], 'falar_humano'],
		[['saudacao'], 'saudacao'],
		[[], 'desconhecido'],
		[['novo_assunto', 'agradecimento'], 'novo_assunto'],
	])('of %j the deciding intent is %s', (intents, intent) => {
		expect(decisiveIntent(intents)).toBe(intent);
	});

	it.each([
		['segunda_via_boleto', 'financeiro'],
		['financeiro', 'financeiro'],
		['entrega_de_pizza', null],
	])('%s belongs to %s', (intent, category) => {
		expect(categoryOf(intent)).toBe(category);
	});
});
