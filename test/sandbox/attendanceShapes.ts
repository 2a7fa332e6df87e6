import type { StandInConversation, StandInMessage, StandInUser } from './attendanceState';

/** Times as the documented dialect writes them. */
export const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Times as the code dialect writes them: by the clock of a server in São Paulo, without a zone. */
export const naive = (at: number): string => new Date(at - 3 * 3_600_000).toISOString().replace('T', ' ').replace(/Z$/, '000');

export const documentedUser = ({ password: _, ...user }: StandInUser) => ({ ...user, created_at: '2026-03-02T12:00:00Z' });
export const codeUser = ({ password: _, ...user }: StandInUser) => ({
	...user,
	phone: null,
	department: 'Suporte',
	avatar_url: null,
	created_at: '2026-03-02 09:00:00',
	last_login: null,
});

export const documentedMessage = ({ at, ...message }: StandInMessage) => ({ ...message, timestamp: utc(at) });
export const codeMessage = (conversation: string, { id, at, direction, content, type, status, sent_by }: StandInMessage) => ({
	id: Number(id),
	conversation_id: Number(conversation),
	sender_type: direction === 'incoming' ? 'client' : sent_by === 'bot' ? 'bot' : 'attendant',
	sender_id: null,
	content,
	message_type: type,
	status,
	is_from_me: direction === 'outgoing',
	created_at: naive(at),
});

export const documentedConversation = ({ id, phone, name, status, assignedTo, startedAt, messages }: StandInConversation) => ({
	id,
	customer_phone: `+${phone}`,
	customer_name: name,
	status,
	channel: 'whatsapp',
	assigned_to: assignedTo,
	started_at: utc(startedAt),
	last_message_at: messages.length > 0 ? utc(messages.at(-1)!.at) : null,
	messages_count: messages.length,
});

export const codeConversation = (given: StandInConversation) => ({
	id: Number(given.id),
	client_id: 9,
	client_phone: given.phone,
	client_name: given.name,
	attendant_id: given.assignedTo,
	attendant_name: given.assignedTo === null ? null : 'Bia Atendente',
	status: given.status === 'queue' ? 'waiting' : given.status,
	priority: given.priority,
	category: null,
	subject: null,
	total_messages: given.messages.length,
	rating: null,
	started_at: naive(given.startedAt),
	last_message_at: given.messages.length > 0 ? naive(given.messages.at(-1)!.at) : null,
	resolved_at: given.endedAt === null ? null : naive(given.endedAt),
});

export const documentedQueue = (queue: StandInConversation[]) => ({
	queue: queue.map(({ phone, name, startedAt, priority }, n) => ({
		position: n + 1,
		customer_phone: `+${phone}`,
		customer_name: name,
		waiting_since: utc(startedAt),
		estimated_wait_minutes: 6 * (n + 1),
		priority,
	})),
	total_in_queue: queue.length,
	avg_wait_time_minutes: 9,
});

export const codeQueue = (queue: StandInConversation[], now: number) => ({
	queue: queue.map(({ id, phone, name, startedAt, priority }) => ({
		id: Number(id),
		client_phone: phone,
		client_name: name,
		subject: null,
		priority,
		waiting_since: naive(startedAt),
		waiting_minutes: Math.round((now - startedAt) / 60_000),
	})),
	total: queue.length,
});
