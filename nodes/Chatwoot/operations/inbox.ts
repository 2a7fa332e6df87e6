import { choice, converted, flag, json, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { done, many, one } from '../envelopes';
import { agentBot, agents, attributes, id, inbox as inboxPicker } from '../fields';
import { onePage } from '../pages';

const onInbox = () => required(inboxPicker());
const inBody = () => required(inboxPicker({ at: 'inbox_id' }));
/** Changing members wants the number as text (as the document has it); adding wants a number. */
const inBodyAsText = () => converted(inBody(), String);
const name = () => text('Name', { placeholder: 'e.g. WhatsApp Vendas' });

const settings = (): Fields => ({
	greeting_enabled: flag('Greeting', 'Whether new conversations are greeted', true),
	greeting_message: longText('Greeting Message'),
	enable_email_collect: flag('Collect Email', 'Whether visitors of a website are asked for their email'),
	csat_survey_enabled: flag('Survey', 'Whether people are asked for a rating when a conversation is resolved', true),
	csat_config: json('Survey Settings', { description: 'Settings of the survey, as JSON' }),
	enable_auto_assignment: flag('Assign Automatically', 'Whether conversations are assigned to agents automatically', true),
	working_hours_enabled: flag('Business Hours', 'Whether business hours count', true),
	out_of_office_message: longText('Out of Office Message'),
	timezone: text('Time Zone', { placeholder: 'e.g. America/Sao_Paulo' }),
	allow_messages_after_resolved: flag(
		'Messages After Resolved',
		'Whether visitors of a website can write on in a resolved conversation',
		true,
	),
	lock_to_single_conversation: flag(
		'Single Conversation',
		'Whether a person has one conversation that opens again, instead of new ones',
		true,
	),
	portal_id: id('Portal ID', 'e.g. 1'),
	sender_name_type: choice('Sender Name', { friendly: 'Friendly', professional: 'Professional' }),
	business_name: text('Business Name', { placeholder: 'e.g. Loja Exemplo' }),
});
const apiChannel = (): Fields => ({
	webhook_url: text('Webhook URL', { at: 'channel.webhook_url', placeholder: 'e.g. https://n8n.example.com/webhook/abc' }),
	hmac_mandatory: flag('Verified Identity', 'Whether contacts must prove who they are', false, { at: 'channel.hmac_mandatory' }),
	channel_attributes: attributes('Channel Attributes', 'channel.additional_attributes'),
});

export const inbox: Resource = {
	name: 'Inbox',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many inboxes',
			description: 'List the inboxes that the user of the token sees',
			request: 'GET /inboxes',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get inbox',
			description: 'Get an inbox; its secrets are left out',
			request: 'GET /inboxes/{inbox}',
			fields: { inbox: onInbox() },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create api inbox',
			description: 'Add an inbox for messages that come and go through the API, such as a WhatsApp number on Z-API',
			request: 'POST /inboxes',
			fields: { name: required(name()), type: choice('Channel', { api: 'API' }, { at: 'channel.type' }) },
			options: { ...settings(), ...apiChannel() },
			output: one(),
		}),
		createOther: operation({
			name: 'Create for Another Channel',
			action: 'Create inbox for another channel',
			description: 'Add an inbox for a website, email, Telegram, LINE, SMS or WhatsApp account',
			request: 'POST /inboxes',
			fields: {
				name: required(name()),
				channel: json('Channel', {
					description: 'Type and access data of the channel, as JSON',
					default: '{"type": "web_widget", "website_url": "https://example.com"}',
				}),
			},
			options: settings(),
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update inbox',
			description: 'Change an inbox; of its channel only what is named changes',
			request: 'PATCH /inboxes/{inbox}',
			fields: { inbox: onInbox() },
			options: {
				name: name(),
				...settings(),
				...apiChannel(),
				branded_email_layout: longText('Email Layout', { description: 'Liquid template of outgoing emails' }),
			},
			repeatable: true,
			output: one(),
		}),
		getAgentBot: operation({
			name: 'Get Agent Bot',
			action: 'Get agent bot of inbox',
			description: 'Get the bot of an inbox',
			request: 'GET /inboxes/{inbox}/agent_bot',
			fields: { inbox: onInbox() },
			output: one('agent_bot'),
		}),
		setAgentBot: operation({
			name: 'Set Agent Bot',
			action: 'Set agent bot of inbox',
			description: 'Let a bot answer in an inbox; without a bot it is taken away',
			request: 'POST /inboxes/{inbox}/set_agent_bot',
			fields: { inbox: onInbox(), agent_bot: agentBot() },
			repeatable: true,
			output: done,
		}),
		getMembers: operation({
			name: 'Get Members',
			action: 'Get members of inbox',
			description: 'List the agents of an inbox',
			request: 'GET /inbox_members/{inbox}',
			fields: { inbox: onInbox() },
			paging: onePage(),
			output: (entry) => many()([entry]),
		}),
		addMembers: operation({
			name: 'Add Members',
			action: 'Add members to inbox',
			description: 'Add agents to an inbox; those who are in it stay',
			request: 'POST /inbox_members',
			fields: { inbox: inBody(), user_ids: agents() },
			repeatable: true,
			output: done,
		}),
		setMembers: operation({
			name: 'Set Members',
			action: 'Set members of inbox',
			description: 'Replace the agents of an inbox: those not named here leave it',
			request: 'PATCH /inbox_members',
			fields: { inbox: inBodyAsText(), user_ids: agents() },
			repeatable: true,
			output: done,
		}),
		removeMembers: operation({
			name: 'Remove Members',
			action: 'Remove members from inbox',
			description: 'Take agents out of an inbox',
			request: 'DELETE /inbox_members',
			fields: { inbox: inBodyAsText(), user_ids: agents() },
			hasBody: true,
			repeatable: true,
			output: done,
		}),
	},
};
