import { Invalid } from './chatwootContactActs';
import {
	asSender,
	contactOf,
	conversationOf,
	inboxOf,
	isAdministrator,
	pageOf,
	recordOf,
	type Account,
	type RouteCall,
	type Routes,
} from './chatwootRoute';
import type { Conversation, Status, Values } from './chatwootState';

const PAGE = 25;
const PRIORITIES = ['low', 'medium', 'high', 'urgent', null];

/** Conversations: finding, starting and running them. */
export function conversationRoutes(account: Account): Routes {
	const { state, acts, show } = account;
	const on = ({ params }: RouteCall): Conversation => conversationOf(account, params.conversation_id);
	const counts = (list: Conversation[]) => ({
		mine_count: 0,
		assigned_count: list.filter(({ assigneeId }) => assigneeId !== null).length,
		unassigned_count: list.filter(({ assigneeId }) => assigneeId === null).length,
		all_count: list.length,
	});
	const wanted = ({ query, caller }: RouteCall): Conversation[] => {
		const status = query.get('status') ?? 'open';
		const labels = query.getAll('labels[]');
		const by = (key: string, value: unknown) => !query.has(key) || query.get(key) === String(value);
		const assigned: Record<string, (one: Conversation) => boolean> = {
			me: ({ assigneeId }) => caller.kind === 'user' && assigneeId === caller.user.id,
			unassigned: ({ assigneeId }) => assigneeId === null,
			assigned: ({ assigneeId }) => assigneeId !== null,
		};
		return state.conversations.filter(
			(one) =>
				(status === 'all' || one.status === status) &&
				by('inbox_id', one.contactInbox.inbox_id) &&
				by('team_id', one.teamId) &&
				by('source_id', one.contactInbox.source_id) &&
				(assigned[query.get('assignee_type') ?? ''] ?? (() => true))(one) &&
				labels.every((label) => one.labels.includes(label)) &&
				(!query.has('q') || one.messages.some(({ content }) => content?.includes(query.get('q') as string))),
		);
	};
	const sorted = (list: Conversation[], by: string | null) =>
		by === 'last_activity_at_desc' ? [...list].sort((a, b) => b.lastActivityAt - a.lastActivityAt) : list;
	const setPriority = (conversation: Conversation, priority: unknown) => {
		if (!PRIORITIES.includes(priority as string | null)) throw new Invalid(`'${String(priority)}' is not a valid priority`);
		acts.change(conversation, { priority: priority as string | null }, { priority: 'priority' });
	};
	const plain = { run: (call: RouteCall) => void on(call) };

	return {
		'GET /conversations': {
			run: (call) => {
				const list = sorted(wanted(call), call.query.get('sort_by'));
				return { data: { meta: counts(list), payload: pageOf(list, call.query, PAGE).map(show.restConversation) } };
			},
		},
		'GET /conversations/meta': { run: (call) => ({ meta: counts(wanted(call)) }) },
		'GET /conversations/search': {
			run: (call) => ({ meta: counts([]), payload: pageOf(wanted(call), call.query, PAGE).map(show.restConversation) }),
		},
		'POST /conversations/filter': {
			run: ({ query, body }) => {
				const [{ attribute_key: key, values }] = body.payload as Array<{ attribute_key: string; values: unknown[] }>;
				const list = state.conversations.filter((one) => values.includes((show.restConversation(one) as Values)[key]));
				return { meta: counts(list), payload: pageOf(list, query, PAGE).map(show.restConversation) };
			},
		},
		'POST /conversations': {
			bots: true,
			run: ({ body }) => {
				const link =
					body.inbox_id !== undefined && body.contact_id !== undefined
						? acts.link(contactOf(account, body.contact_id), inboxOf(account, body.inbox_id).id, body.source_id as string | undefined)
						: recordOf(state.contactInboxes, state.contactInboxes.find((one) => one.source_id === body.source_id)?.id);
				const conversation = acts.createConversation(link, body);
				const { content } = (body.message ?? {}) as { content?: string };
				if (content) acts.addMessage(conversation, null, { content });
				return show.restConversation(conversation);
			},
		},
		'GET /conversations/{conversation_id}': { bots: true, run: (call) => show.restConversation(on(call)) },
		'PATCH /conversations/{conversation_id}': {
			bots: true,
			run: (call) => {
				if ('priority' in call.body) setPriority(on(call), call.body.priority);
				return show.restConversation(on(call));
			},
		},
		'DELETE /conversations/{conversation_id}': {
			admin: true,
			run: (call) => void state.conversations.splice(state.conversations.indexOf(on(call)), 1),
		},
		'POST /conversations/{conversation_id}/toggle_status': {
			bots: true,
			run: (call) => {
				const conversation = on(call);
				const status = (call.body.status as Status | undefined) ?? (conversation.status === 'open' ? 'resolved' : 'open');
				const until = call.body.snoozed_until === undefined ? null : Number(call.body.snoozed_until) * 1000;
				const wasOpen = conversation.status === 'open';
				acts.setStatus(conversation, status, until);
				// An agent who opens a conversation gets it.
				if (status === 'open' && !wasOpen && call.caller.kind === 'user' && !isAdministrator(call.caller))
					acts.change(conversation, { assigneeId: call.caller.user.id, assigneeBotId: null }, { assigneeId: 'assignee_id' });
				return {
					meta: {},
					payload: { success: true, conversation_id: conversation.id, current_status: status, snoozed_until: until && until / 1000 },
				};
			},
		},
		'POST /conversations/{conversation_id}/toggle_priority': {
			bots: true,
			run: (call) => setPriority(on(call), call.body.priority ?? null),
		},
		'POST /conversations/{conversation_id}/toggle_typing_status': {
			bots: true,
			run: (call) => acts.typing(on(call), asSender(call.caller), call.body.typing_status === 'on', call.body.is_private === true),
		},
		'POST /conversations/{conversation_id}/custom_attributes': {
			bots: true,
			run: (call) => {
				// `merge` came after 4.16.2: the whole set is replaced.
				const custom = call.body.custom_attributes as Values;
				acts.change(on(call), { custom_attributes: custom }, { custom_attributes: 'custom_attributes' });
				return { custom_attributes: custom };
			},
		},
		'POST /conversations/{conversation_id}/assignments': {
			bots: true,
			run: (call) => assign(account, on(call), call.body),
		},
		'GET /conversations/{conversation_id}/labels': { bots: true, run: (call) => ({ payload: on(call).labels }) },
		'POST /conversations/{conversation_id}/labels': {
			bots: true,
			run: (call) => {
				const labels = (call.body.labels as string[]).map((label) => label.toLowerCase());
				acts.change(on(call), { labels }, { labels: 'label_list' });
				return { payload: labels };
			},
		},
		'GET /conversations/{conversation_id}/reporting_events': { run: (call) => (on(call), []) },
		'GET /conversations/{conversation_id}/attachments': {
			run: (call) => ({
				meta: { total_count: 0 },
				payload: on(call).messages.flatMap((one) => show.restMessage(on(call), one).attachments ?? []),
			}),
		},
		'POST /conversations/{conversation_id}/mute': plain,
		'POST /conversations/{conversation_id}/unmute': plain,
		'POST /conversations/{conversation_id}/unread': { run: (call) => show.restConversation(on(call)) },
		'POST /conversations/{conversation_id}/update_last_seen': { run: (call) => show.restConversation(on(call)) },
		'POST /conversations/{conversation_id}/transcript': plain,
	};
}

/** `assignee_id` wins over `team_id`; 0 or null takes the assignment away. */
function assign({ state, acts, show }: Account, conversation: Conversation, body: Values): unknown {
	if ('assignee_id' in body) {
		const id = Number(body.assignee_id ?? 0);
		if (body.assignee_type === 'AgentBot') {
			const bot = recordOf(state.bots, id);
			acts.change(conversation, { assigneeBotId: id, assigneeId: null }, { assigneeBotId: 'assignee_agent_bot_id' });
			return show.restBot(bot, false);
		}
		const user = id === 0 ? undefined : recordOf(state.users, id);
		acts.change(conversation, { assigneeId: user?.id ?? null, ...(user && { assigneeBotId: null }) }, { assigneeId: 'assignee_id' });
		return user ? show.restAgent(user) : null;
	}
	const id = Number(body.team_id ?? 0);
	const team = id === 0 ? undefined : recordOf(state.teams, id);
	acts.change(conversation, { teamId: team?.id ?? null }, { teamId: 'team_id' });
	return team ?? null;
}
