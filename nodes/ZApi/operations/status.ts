import { longText, required } from '../../shared/kit/field';
import { operation, type Operation, type Resource } from '../../shared/kit/operation';
import { caption, messageId, phone } from '../fields';
import { media } from '../media';

const reply = (
	request: `POST /${string}`,
	words: Pick<Operation, 'name' | 'action' | 'description'>,
	content: Operation['fields'],
): Operation => ({
	...words,
	request,
	fields: {
		phone: phone('Phone', 'Number of the person whose status it is, with area code'),
		statusMessageId: messageId('ID of the status, as the trigger received it', 'Status Message ID'),
		...content,
	},
});

export const status: Resource = {
	name: 'Status Post',
	description: 'WhatsApp status posts, which vanish after 24 hours',
	operations: {
		sendText: operation({
			name: 'Post Text',
			action: 'Post text as status',
			description: 'Post a text that contacts see for 24 hours',
			request: 'POST /send-text-status',
			fields: { message: required(longText('Text', { placeholder: 'e.g. Hoje tem frete grátis para todo o Brasil' })) },
		}),
		sendImage: operation({
			name: 'Post Image',
			action: 'Post image as status',
			description: 'Post a photo that contacts see for 24 hours',
			request: 'POST /send-image-status',
			fields: { image: media('Image', 'image', 'foto.jpg') },
			options: { caption: caption() },
		}),
		sendVideo: operation({
			name: 'Post Video',
			action: 'Post video as status',
			description: 'Post a video of up to 10 MB that contacts see for 24 hours',
			request: 'POST /send-video-status',
			fields: { video: media('Video', 'video', 'video.mp4') },
			options: { caption: caption() },
		}),
		replyText: reply(
			'POST /reply-status-text',
			{ name: 'Reply with Text', action: 'Reply to status with text', description: 'Answer the status of a person with a text' },
			{ message: required(longText('Message')) },
		),
		replyGif: reply(
			'POST /reply-status-gif',
			{
				name: 'Reply with GIF',
				action: 'Reply to status with gif',
				description: 'Answer the status of a person with a short MP4 video in a loop',
			},
			{ gif: media('GIF', 'MP4 file', 'animacao.mp4') },
		),
		replySticker: reply(
			'POST /reply-status-sticker',
			{ name: 'Reply with Sticker', action: 'Reply to status with sticker', description: 'Answer the status of a person with a sticker' },
			{ sticker: media('Sticker', 'sticker', 'figurinha.webp') },
		),
	},
};
