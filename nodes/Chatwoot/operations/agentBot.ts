import { json, longText, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { agentBot as botPicker } from '../fields';
import { onePage } from '../pages';

const settings = (): Fields => ({
	description: longText('Description'),
	outgoing_url: text('Webhook URL', {
		description: 'Where Chatwoot delivers what happens in conversations of the bot',
		placeholder: 'e.g. https://n8n.example.com/webhook/abc',
	}),
	avatar_url: text('Avatar URL', { placeholder: 'e.g. https://example.com/avatar.png' }),
	bot_config: json('Settings', { description: 'Settings of the bot, as JSON' }),
});

export const agentBot: Resource = {
	name: 'Agent Bot',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many agent bots',
			description: 'List the bots of the account',
			request: 'GET /agent_bots',
			fields: {},
			paging: onePage(),
			output: one(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get agent bot',
			description: 'Get one bot; its token and secret are left out',
			request: 'GET /agent_bots/{agentBot}',
			fields: { agentBot: required(botPicker()) },
			output: one(),
		}),
		create: operation({
			name: 'Create',
			action: 'Create agent bot',
			description: 'Add a bot that is told about conversations by webhook; its token is shown in the settings of Chatwoot',
			request: 'POST /agent_bots',
			fields: { name: required(text('Name', { placeholder: 'e.g. SDR' })) },
			options: settings(),
			fixed: { bot_type: 0 },
			output: one(),
		}),
		update: operation({
			name: 'Update',
			action: 'Update agent bot',
			description: 'Change a bot',
			request: 'PATCH /agent_bots/{agentBot}',
			fields: { agentBot: required(botPicker()) },
			options: { name: text('Name', { placeholder: 'e.g. SDR' }), ...settings() },
			repeatable: true,
			output: one(),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete agent bot',
			description: 'Delete a bot of the account',
			request: 'DELETE /agent_bots/{agentBot}',
			fields: { agentBot: required(botPicker()) },
			output: deleted,
		}),
	},
};
