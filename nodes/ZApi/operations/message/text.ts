import { choice, converted, entries, longText, required, text as line } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { messageId, phones, privateAnswer, queueOptions, quote, typingOption } from '../../fields';
import { atHumanPace, humanPace } from '../../humanPace';
import { media } from '../../media';
import { chat, toGroupId } from '../../pickers';

export const text: Operations = {
	sendText: operation({
		name: 'Send Text',
		action: 'Send text message',
		description: 'Send a text; WhatsApp formatting like *bold* works',
		request: 'POST /send-text',
		fields: { phone: chat(), message: required(longText('Message')) },
		options: {
			messageId: quote(),
			privateAnswer: privateAnswer(),
			mentioned: phones('Mention Members', 'Numbers of group members to mention, comma-separated; the message may show them as @number'),
			groupMentioned: entries(
				'Mention Groups',
				'Group',
				{
					phone: required(converted(line('Group ID', { placeholder: 'e.g. 120363019502650977-group' }), toGroupId)),
					subject: required(line('Group Name', { placeholder: 'e.g. Clientes VIP' })),
				},
				{ description: 'Groups of the same community; the message must hold @ and the ID of each' },
			),
			editMessageId: line('Edit Message ID', {
				description: 'ID of an earlier text of this number to replace. The URL for received messages must be set in Z-API.',
				placeholder: 'e.g. 3EB00000000000000002',
			}),
			...typingOption(),
			...humanPace(),
			...queueOptions(),
		},
		several: atHumanPace,
	}),
	reply: operation({
		name: 'Reply',
		action: 'Reply to message',
		description: 'Send a text that quotes another message',
		request: 'POST /send-text',
		fields: { phone: chat(), messageId: messageId('ID of the message to answer'), message: required(longText('Message')) },
		options: { privateAnswer: privateAnswer(), ...queueOptions() },
	}),
	sendLink: operation({
		name: 'Send Link',
		action: 'Send link message',
		description: 'Send a text with a link preview; people can only open it if they know the sender',
		request: 'POST /send-link',
		fields: {
			phone: chat(),
			message: required(longText('Message', { description: 'Must end with the very URL of the link' })),
			linkUrl: required(line('Link URL', { placeholder: 'e.g. https://example.com/oferta' })),
			title: required(line('Title', { placeholder: 'e.g. Oferta da semana' })),
			linkDescription: required(line('Link Description', { description: 'Shown under the title' })),
			image: media('Preview Image', 'preview image', 'oferta.jpg'),
		},
		options: {
			linkType: choice('Preview Size', { SMALL: 'Small', MEDIUM: 'Medium', LARGE: 'Large' }),
			...typingOption(),
			...queueOptions(),
		},
	}),
};
