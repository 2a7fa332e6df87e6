import { flag, text } from '../../../shared/kit/field';
import { operation, type Operations } from '../../../shared/kit/operation';
import { downloadMedia } from '../../download';
import { caption, queueOptions, quote, typingOption } from '../../fields';
import { extension, fileName, media as file } from '../../media';
import { chat } from '../../pickers';

const viewOnce = () => flag('View Once', 'Whether the file disappears after it was opened once');
const inBackground = () =>
	flag('In Background', 'Whether Z-API answers before it has processed the file; the outcome comes with the sent message event');

export const media: Operations = {
	sendImage: operation({
		name: 'Send Image',
		action: 'Send image message',
		description: 'Send a photo, with a caption if wanted',
		request: 'POST /send-image',
		fields: { phone: chat(), image: file('Image', 'image', 'foto.jpg') },
		options: { caption: caption(), messageId: quote(), viewOnce: viewOnce(), ...queueOptions() },
	}),
	sendSticker: operation({
		name: 'Send Sticker',
		action: 'Send sticker message',
		description: 'Send an image as a sticker',
		request: 'POST /send-sticker',
		fields: { phone: chat(), sticker: file('Sticker', 'sticker', 'figurinha.webp') },
		options: {
			stickerAuthor: text('Author', { description: 'Name shown as the author of the sticker', placeholder: 'e.g. AtendeAqui' }),
			messageId: quote(),
			...queueOptions(),
		},
	}),
	sendGif: operation({
		name: 'Send GIF',
		action: 'Send gif message',
		description: 'Send a short video that plays in a loop; it must be an MP4 file',
		request: 'POST /send-gif',
		fields: { phone: chat(), gif: file('GIF', 'MP4 file', 'animacao.mp4') },
		options: { caption: caption(), messageId: quote(), ...queueOptions() },
	}),
	sendAudio: operation({
		name: 'Send Audio',
		action: 'Send audio message',
		description: 'Send a voice message',
		request: 'POST /send-audio',
		fields: { phone: chat(), audio: file('Audio', 'audio', 'audio.mp3') },
		options: {
			viewOnce: viewOnce(),
			waveform: flag('Show Sound Waves', 'Whether the message shows sound waves, like a recorded one'),
			async: inBackground(),
			...typingOption('recording…'),
			...queueOptions(),
		},
	}),
	sendVideo: operation({
		name: 'Send Video',
		action: 'Send video message',
		description: 'Send a video, with a caption if wanted',
		request: 'POST /send-video',
		fields: { phone: chat(), video: file('Video', 'video', 'video.mp4') },
		options: { caption: caption(), messageId: quote(), viewOnce: viewOnce(), async: inBackground(), ...queueOptions() },
	}),
	sendPtv: operation({
		name: 'Send Video Note',
		action: 'Send video note message',
		description: 'Send a round video note',
		request: 'POST /send-ptv',
		fields: { phone: chat(), ptv: file('Video', 'video', 'recado.mp4') },
		options: { messageId: quote(), ...queueOptions() },
	}),
	sendDocument: operation({
		name: 'Send Document',
		action: 'Send document message',
		description: 'Send a file of any type',
		request: 'POST /send-document/{extension}',
		fields: {
			phone: chat(),
			document: file('Document', 'file', 'proposta.pdf'),
			extension: extension('document'),
			fileName: fileName('document'),
		},
		options: {
			caption: caption(),
			messageId: quote(),
			editDocumentMessageId: text('Edit Message ID', {
				description: 'ID of an earlier document whose caption is to be replaced. The URL for received messages must be set in Z-API.',
				placeholder: 'e.g. 3EB00000000000000002',
			}),
			...queueOptions(),
		},
	}),
	download: downloadMedia,
};
