import { longText, required, type Field } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { phones, queueOptions, typingOption } from '../fields';
import { chat } from '../pickers';

/** WhatsApp's own number of Meta AI (vendor page on Meta AI). */
const META_AI = '13135550002';

function metaAiChat(): Field {
	const field = chat('Phone or Group ID', `${META_AI} for the own chat with Meta AI, or a group that it is asked in`);
	return { ...field, form: { ...field.form, default: { mode: 'id', value: META_AI } } };
}

export const metaAi: Resource = {
	name: 'Meta AI',
	description: "WhatsApp's own assistant",
	operations: {
		sendText: operation({
			name: 'Ask',
			action: 'Send text to meta AI',
			description: 'Send a text to Meta AI; its answer arrives at the trigger',
			request: 'POST /send-text',
			notice: 'Does not work on WhatsApp Business numbers.',
			fields: {
				phone: metaAiChat(),
				message: required(longText('Message', { description: `In a group it must start with @${META_AI}` })),
			},
			options: {
				mentioned: phones('Mention', `Numbers to mention, comma-separated; a group needs ${META_AI} here`),
				...typingOption(),
				...queueOptions(),
			},
		}),
	},
};
