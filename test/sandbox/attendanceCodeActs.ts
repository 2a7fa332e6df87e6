import { addUser, DOCUMENTED, found, page, userOf, type Act, type Asked } from './attendanceActs';
import { Refused } from './attendanceLogin';
import { codeConversation, codeMessage, codeQueue, codeUser, naive } from './attendanceShapes';

const message = (text: string) => ({ message: text });
const revoked = { message: 'ok', sessions_revoked: 1 };
/** The server's own way with phones: it puts 55 and a 9 wherever it thinks that they are missing. */
function mangled(to: string): string {
	const digits = to.replace(/\D/g, '');
	const full = digits.length <= 11 ? `55${digits}` : digits;
	return full.length === 12 && full[4] !== '9' ? `${full.slice(0, 4)}9${full.slice(4)}` : full;
}
const delivered = ({ state, body }: Asked, to = String(body.to)): object => {
	state.sent.push({ to: mangled(to), body });
	return { success: true, message_id: `wamid.EXAMPLE${state.sent.length}`, error: null, details: null };
};
const inConversation = (asked: Asked): object => {
	const conversation = found(asked);
	if (conversation.status === 'closed')
		return { success: false, message_id: null, error: 'Conversa encerrada', details: { window: 'closed' } };
	asked.state.says(conversation, String(asked.body.message), 'agent');
	return delivered(asked, conversation.phone);
};
const broken: Act = () => {
	throw new Refused(500, 'INTERNAL_ERROR', 'unhashable type: list');
};
const bot: Act = ({ bot: reply }) => reply;
const session = { session_id: 'sess_1', device_info: null, ip_address: '10.0.0.1', created_at: '2026-11-20 10:00:00', is_current: true };

/** What each call of the code dialect does, by method and path. */
export const CODE: Record<string, Act> = {
	'POST /auth/login': DOCUMENTED.login,
	'POST /auth/logout': (asked) => {
		void DOCUMENTED.logout(asked);
		return message('ok');
	},
	'POST /auth/logout-all': () => revoked,
	'POST /auth/refresh': DOCUMENTED.refresh,
	'GET /auth/me': ({ me }) => ({ ...codeUser(me), permissions: ['users.view'] }),
	'GET /auth/sessions': () => [session],
	'DELETE /auth/sessions/{session_id}': () => message('ok'),
	'POST /auth/change-password': () => revoked,
	'GET /auth/permissions': ({ me }) => ({ role: me.role, permissions: [], by_category: {} }),
	'GET /auth/validate': ({ me }) => ({ valid: true, user_id: me.id }),
	'GET /users/': ({ state, query }) => {
		const { entries, ...counts } = page(state.users, query, Number(query.per_page ?? 20));
		return { users: entries.map(codeUser), per_page: Number(query.per_page ?? 20), ...counts };
	},
	'POST /users/': (asked) => codeUser(addUser(asked)),
	'GET /users/{user_id}': (asked) => codeUser(userOf(asked)),
	'PATCH /users/{user_id}': (asked) => codeUser(Object.assign(userOf(asked), asked.body)),
	'DELETE /users/{user_id}': (asked) => void Object.assign(userOf(asked), { is_active: false }),
	'POST /users/{user_id}/reset-password': () => ({ message: 'ok', sessions_revoked: true }),
	'POST /users/{user_id}/activate': () => message('ok'),
	'GET /users/{user_id}/sessions': () => ({ user_id: 12, user_email: 'bia@provedor.example', sessions: [session], total: 1 }),
	'DELETE /users/{user_id}/sessions': () => revoked,
	'GET /conversations/': ({ state, query, me }) => {
		const wanted = query.status === 'waiting' ? 'queue' : query.status;
		const seen = state.conversations.filter(
			({ status, assignedTo }) => (wanted === undefined || status === wanted) && (me.role !== 'atendente' || assignedTo === me.id),
		);
		const { entries, ...counts } = page(seen, query, Number(query.per_page ?? 20));
		return { conversations: entries.map(codeConversation), per_page: Number(query.per_page ?? 20), ...counts };
	},
	'POST /conversations/': ({ state, body }) => codeConversation(state.open({ phone: mangled(String(body.client_phone)) })),
	'GET /conversations/stats': () => ({ total_today: 3, waiting: 1, in_progress: 1, resolved_today: 1, avg_response_time_minutes: 2 }),
	'GET /conversations/queue': ({ state }) => codeQueue(state.queue(), state.now()),
	'GET /conversations/{id}': (asked) => codeConversation(found(asked)),
	'PATCH /conversations/{id}': (asked) => {
		const { status, attendant_id, ...rest } = asked.body;
		const changes = {
			...(status !== undefined && { status: status === 'waiting' ? 'queue' : status }),
			...(attendant_id !== undefined && { assignedTo: attendant_id }),
		};
		return codeConversation(Object.assign(found(asked), changes, rest));
	},
	'POST /conversations/{id}/assign': (asked) => {
		const attendant = Number(asked.query.attendant_id ?? asked.me.id);
		Object.assign(found(asked), { assignedTo: attendant, status: 'in_progress' });
		return { message: 'ok', attendant_id: attendant };
	},
	'POST /conversations/{id}/transfer': (asked) => {
		const conversation = found(asked);
		const from = conversation.assignedTo;
		conversation.assignedTo = Number(asked.query.target_attendant_id);
		return { message: 'ok', from_attendant: from, to_attendant: conversation.assignedTo };
	},
	'POST /conversations/{id}/close': (asked) => {
		const conversation = found(asked);
		asked.state.end(conversation);
		conversation.notes = String(asked.body.resolution_notes ?? '');
		return { message: 'ok', rating: asked.body.rating ?? null };
	},
	'GET /conversations/{id}/messages': (asked) => {
		const { id, messages } = found(asked);
		return page(messages, asked.query, Number(asked.query.per_page ?? 50)).entries.map((one) => codeMessage(id, one));
	},
	'POST /conversations/{id}/messages': (asked) => {
		const conversation = found(asked);
		return codeMessage(conversation.id, asked.state.says(conversation, String(asked.body.content), 'agent'));
	},
	'GET /whatsapp/v2/webhook': DOCUMENTED.verifyWebhook,
	'GET /whatsapp/webhook': DOCUMENTED.verifyWebhook,
	'POST /whatsapp/v2/webhook': () => ({ status: 'received' }),
	'POST /whatsapp/webhook': () => undefined,
	'POST /whatsapp/v2/send/text': (asked) => delivered(asked),
	'POST /whatsapp/v2/send/media': (asked) => delivered(asked),
	'POST /whatsapp/v2/send/template': (asked) => delivered(asked),
	'POST /whatsapp/v2/send/conversation/{conversation_id}/message': inConversation,
	'POST /whatsapp/v2/send/bulk': broken,
	'POST /whatsapp/v2/send/quick-reply': (asked) => delivered(asked, '5531900000001'),
	'GET /whatsapp/v2/send/templates': () => ({ templates: [{ name: 'aviso_manutencao', status: 'APPROVED' }] }),
	'GET /whatsapp/v2/send/health': () => ({ status: 'healthy', quality_rating: 'GREEN' }),
	'GET /whatsapp/status': () => ({ status: 'connected' }),
	'POST /chatbot/message': bot,
	'POST /chatbot/whatsapp/process': bot,
	'GET /chatbot/status': () => ({ status: 'active' }),
	'GET /chatbot/metrics': () => ({ total_messages: 7 }),
	'GET /chatbot/conversation/{conversation_id}': ({ parameters }) => ({ conversation_id: parameters.conversation_id, state: 'bot' }),
	'DELETE /chatbot/conversation/{conversation_id}': () => ({ success: true }),
	'GET /chatbot/intents': () => ({ intents: [{ value: 'internet_lenta', category: 'suporte_tecnico' }] }),
	'GET /chatbot/quick-replies/{intent}': ({ parameters }) => ({ intent: parameters.intent, quick_replies: ['Reiniciar'] }),
	'GET /dashboard/metrics/today': ({ state }) => ({
		total_conversations: 20,
		waiting_in_queue: state.queue().length,
		in_progress: 5,
		resolved_today: 12,
		avg_response_time_minutes: 1.5,
		avg_resolution_time_minutes: 14,
		avg_rating: null,
		agents_online: 3,
	}),
	'GET /dashboard/metrics/trends': () => [{ hour: '09:00', total: 4, resolved: 2 }],
	'GET /dashboard/agents/performance': broken,
	'GET /dashboard/queue/status': ({ state }) => ({ waiting: state.queue().length, avg_wait_time_minutes: 3, longest_wait_minutes: 8 }),
	'GET /dashboard/categories/distribution': () => [{ category: 'financeiro', total: 3, percentage: 30 }],
	'GET /dashboard/satisfaction': () => ({ total_rated: 4, avg_rating: 4.5, distribution: { '5': 2, '4': 2 } }),
	'GET /dashboard/realtime': ({ state }) => ({
		timestamp: naive(state.now()),
		metrics: { conversations_today: 20, resolved_today: 12, in_queue: 1, in_progress: 5, avg_response_time: 2, avg_resolution_time: 14 },
		agents: [{ id: 12, name: 'Bia Atendente', status: 'online', current_conversations: 2, available_slots: 3 }],
		queue: { total: 1, urgent: 0, high: 1, oldest_wait_minutes: 8 },
	}),
	'GET /dashboard/my-stats': () => ({ today: { total: 3 }, month: { total: 40 } }),
	'GET /reports/v2/status': () => ({ available: true }),
	'GET /reports/v2/templates': () => ({ templates: [] }),
	'GET /health': ({ health }) => health.body,
	'GET /metrics': DOCUMENTED.metrics,
	'GET /info': () => ({ name: 'attendance' }),
	'GET /cache/stats': () => ({ hits: 0 }),
	'GET /circuit-breakers': () => ({ whatsapp: 'closed' }),
};
for (const kind of ['daily', 'weekly', 'satisfaction', 'conversation/{id}'])
	CODE[`GET /reports/v2/${kind}`] = () => Buffer.from('%PDF-1.4 exemplo');
for (const path of [
	'GET intents',
	'GET intents/{name}',
	'POST train',
	'POST test',
	'GET metrics',
	'GET responses',
	'DELETE responses/{name}',
	'POST reload',
	'GET status',
]) {
	const [method, rest] = path.split(' ');
	CODE[`${method} /chatbot/v2/${rest}`] = broken;
}
