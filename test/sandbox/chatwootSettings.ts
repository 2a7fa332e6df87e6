import { Invalid } from './chatwootContactActs';
import { collection, memberRoutes } from './chatwootCollections';
import { inboxOf, isAdministrator, picked, recordOf, type Account, type RouteCall, type Routes } from './chatwootRoute';
import { secret, type Inbox, type Values, type Webhook } from './chatwootState';

/** What administrators set up: inboxes, webhooks, bots, people, teams, labels. */
export function settingRoutes(account: Account): Routes {
	const { state, show } = account;
	const inboxView = (call: RouteCall, inbox: Inbox) => show.restInbox(inbox, isAdministrator(call.caller));
	const agents = (ids: number[] = []) => state.users.filter(({ id }) => ids.includes(id)).map(show.restAgent);

	return {
		'GET ': { run: () => ({ ...state.account, locale: 'pt_BR' }) },
		'PATCH ': { admin: true, run: ({ body }) => ({ ...Object.assign(state.account, picked(body, ['name'])), ...body }) },
		'GET /inboxes': { run: (call) => ({ payload: state.inboxes.map((inbox) => inboxView(call, inbox)) }) },
		'GET /inboxes/{id}': { run: (call) => inboxView(call, inboxOf(account, call.params.id)) },
		'POST /inboxes': {
			admin: true,
			run: (call) => {
				const { channel, name, ...settings } = call.body as { channel: Values; name: string };
				const inbox: Inbox = {
					id: state.newId(),
					name,
					channel_type: channel.type === 'api' ? 'Channel::Api' : 'Channel::WebWidget',
					lock_to_single_conversation: (settings as Values).lock_to_single_conversation === true,
					webhook_url: String(channel.webhook_url ?? ''),
					inbox_identifier: secret(),
					hmac_token: secret(),
					secret: secret(),
					agentBotId: null,
					settings,
				};
				state.inboxes.push(inbox);
				return inboxView(call, inbox);
			},
		},
		'PATCH /inboxes/{id}': {
			admin: true,
			run: (call) => {
				const inbox = inboxOf(account, call.params.id);
				const { channel = {}, ...settings } = call.body as { channel?: Values };
				Object.assign(inbox, picked(settings, ['name', 'lock_to_single_conversation']));
				if ('webhook_url' in channel) inbox.webhook_url = String(channel.webhook_url ?? '');
				inbox.settings = { ...inbox.settings, ...settings };
				return inboxView(call, inbox);
			},
		},
		'GET /inboxes/{id}/agent_bot': {
			run: ({ params, caller }) => {
				const bot = state.bots.find(({ id }) => id === inboxOf(account, params.id).agentBotId);
				return { agent_bot: bot ? show.restBot(bot, isAdministrator(caller)) : {} };
			},
		},
		'POST /inboxes/{id}/set_agent_bot': {
			admin: true,
			run: ({ params, body }) => {
				inboxOf(account, params.id).agentBotId = body.agent_bot === undefined ? null : recordOf(state.bots, body.agent_bot).id;
			},
		},
		...memberRoutes(account, 'inbox', {
			get: 'GET /inbox_members/{inbox_id}',
			write: '/inbox_members',
			key: ({ params, body }) => inboxOf(account, params.inbox_id ?? body.inbox_id).id,
			show: (ids) => ({ payload: agents(ids) }),
		}),
		...memberRoutes(account, 'team', {
			get: 'GET /teams/{team_id}/team_members',
			write: '/teams/{team_id}/team_members',
			key: ({ params }) => recordOf(state.teams, params.team_id).id,
			show: agents,
		}),
		...memberRoutes(account, 'participants', {
			get: 'GET /conversations/{conversation_id}/participants',
			write: '/conversations/{conversation_id}/participants',
			key: ({ params }) => recordOf(state.conversations, params.conversation_id).id,
			show: agents,
		}),
		...webhookRoutes(account),
		...botRoutes(account),
		'GET /agents': { run: () => state.users.map(show.restAgent) },
		...collection(account, 'teams', state.teams, { list: (teams) => teams, id: 'team_id' }),
		...collection(account, 'labels', state.labels, { list: (payload) => ({ payload }), id: 'id', unique: 'title' }),
		...Object.assign(
			{},
			...['canned_responses', 'custom_attribute_definitions', 'automation_rules'].map((name) =>
				collection(account, name, [], { list: (all) => all, id: 'id' }),
			),
		),
		...collection(account, 'custom_filters', [], { list: (all) => all, id: 'custom_filter_id' }),
	};
}

function webhookRoutes({ state }: Account): Routes {
	const seen = (webhook: Webhook): Values => ({ ...webhook, account_id: state.account.id });
	const isFree = (url: unknown, except?: Webhook) => {
		if (state.webhooks.some((other) => other !== except && other.url === url)) throw new Invalid('Url has already been taken', ['url']);
	};
	return {
		'GET /webhooks': { admin: true, run: () => ({ payload: { webhooks: state.webhooks.map(seen) } }) },
		'POST /webhooks': {
			admin: true,
			run: ({ body }) => {
				isFree(body.url);
				const webhook: Webhook = {
					id: state.newId(),
					name: (body.name as string | undefined) ?? null,
					url: String(body.url),
					subscriptions: (body.subscriptions as string[] | undefined) ?? [],
					inbox_id: (body.inbox_id as number | undefined) ?? null,
					secret: secret(),
				};
				state.webhooks.push(webhook);
				return { payload: { webhook: seen(webhook) } };
			},
		},
		'PATCH /webhooks/{webhook_id}': {
			admin: true,
			run: ({ params, body }) => {
				const webhook = recordOf(state.webhooks, params.webhook_id);
				isFree(body.url, webhook);
				Object.assign(webhook, picked(body, ['url', 'name', 'subscriptions', 'inbox_id']));
				return { payload: { webhook: seen(webhook) } };
			},
		},
		'DELETE /webhooks/{webhook_id}': {
			admin: true,
			run: ({ params }) => void state.webhooks.splice(state.webhooks.indexOf(recordOf(state.webhooks, params.webhook_id)), 1),
		},
	};
}

function botRoutes({ state, show }: Account): Routes {
	return {
		'GET /agent_bots': { run: ({ caller }) => state.bots.map((bot) => show.restBot(bot, isAdministrator(caller))) },
		'GET /agent_bots/{id}': { run: ({ params, caller }) => show.restBot(recordOf(state.bots, params.id), isAdministrator(caller)) },
		'POST /agent_bots': {
			admin: true,
			run: ({ body }) => {
				const text = (key: string) => String(body[key] ?? '');
				const bot = {
					id: state.newId(),
					name: text('name'),
					description: text('description'),
					outgoing_url: text('outgoing_url'),
					token: secret(),
					secret: secret(),
				};
				state.bots.push(bot);
				return show.restBot(bot, true);
			},
		},
		'PATCH /agent_bots/{id}': {
			admin: true,
			run: ({ params, body }) =>
				show.restBot(Object.assign(recordOf(state.bots, params.id), picked(body, ['name', 'description', 'outgoing_url'])), true),
		},
		'DELETE /agent_bots/{id}': {
			admin: true,
			run: ({ params }) => void state.bots.splice(state.bots.indexOf(recordOf(state.bots, params.id)), 1),
		},
	};
}
