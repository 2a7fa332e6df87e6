import { between } from '../limits';
import { entries, flag, required, text } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { under } from '../answers';
import { atMost } from '../limits';
import { emptied, texts } from '../fields';

export const automation: Resource = {
	name: 'Conversation Start',
	description: 'Ice breakers and commands (conversational components)',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get ice breakers and commands',
			description: 'Get what people can tap on in a new chat',
			request: 'GET /:phone',
			fields: {},
			fixedQuery: { fields: 'conversational_automation' },
			output: under('conversational_automation'),
		}),
		set: operation({
			name: 'Set',
			action: 'Set ice breakers and commands',
			description: 'Replace what people can tap on in a new chat',
			request: 'POST /:phone/conversational_automation',
			fields: {},
			options: {
				prompts: emptied(
					between(0, 4, texts('Ice Breakers', 'Ice Breaker', 80, { placeholder: 'e.g. Quero um orçamento', at: 'prompts' })),
					[],
				),
				commands: emptied(
					between(
						0,
						30,
						entries('Commands', 'Command', {
							name: atMost(32, required(text('Name', { at: 'command_name', placeholder: 'e.g. boleto' }))),
							hint: atMost(256, required(text('Description', { at: 'command_description', placeholder: 'e.g. Segunda via do boleto' }))),
						}),
					),
					[],
				),
				welcome: flag('Welcome Event', 'Whether a new chat is told as an event before anything is written', true, {
					at: 'enable_welcome_message',
				}),
			},
			repeatable: true,
		}),
	},
};
