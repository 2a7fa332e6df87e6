import { converted, entries, flag, group, longText, required, text, type Field } from '../../../shared/kit/field';
import type { Operations } from '../../../shared/kit/operation';
import { atMost, between } from '../../limits';
import { media } from '../../media';
import { message } from '../../message';
import { emptied, messageId } from '../../fields';

const caption = (kind: string): Field =>
	atMost(1024, longText('Caption', { at: `${kind}.caption`, description: 'Text shown under the file' }));

const coordinate = (displayName: string, most: number, placeholder: string, at: string): Field =>
	required(
		converted(text(displayName, { at, description: 'Degrees with decimals', placeholder }), (given) => {
			const value = given.trim().replace(',', '.');
			if (!/^-?\d+(\.\d+)?$/.test(value) || Math.abs(Number(value)) > most)
				throw new RangeError(`${displayName} must be degrees from -${most} to ${most}, and "${given}" is not`);
			return value;
		}),
	);

const typed = (displayName: string, name: string, placeholder: string): Field =>
	entries(displayName, displayName.replace(/e?s$/, ''), {
		[name]: required(text(displayName.replace(/e?s$/, ''), { placeholder })),
		type: text('Type', { placeholder: 'e.g. WORK' }),
	});

const contact = () => ({
	formattedName: required(text('Name', { at: 'name.formatted_name', placeholder: 'e.g. Maria Souza' })),
	firstName: required(text('First Name', { at: 'name.first_name', placeholder: 'e.g. Maria' })),
	lastName: text('Last Name', { at: 'name.last_name', placeholder: 'e.g. Souza' }),
	phones: entries('Phones', 'Phone', {
		phone: required(text('Phone', { placeholder: 'e.g. +5531999990001' })),
		type: text('Type', { placeholder: 'e.g. CELL' }),
		waId: text('WhatsApp ID', {
			at: 'wa_id',
			description: 'With it the card has a button to write to them',
			placeholder: 'e.g. 5531999990001',
		}),
	}),
	emails: typed('Emails', 'email', 'e.g. maria@example.com'),
	urls: typed('URLs', 'url', 'e.g. https://example.com'),
	addresses: entries('Addresses', 'Address', {
		street: text('Street'),
		city: text('City'),
		state: text('State'),
		zip: text('Zip Code', { placeholder: 'e.g. 30140-071' }),
		country: text('Country'),
		countryCode: text('Country Code', { at: 'country_code', placeholder: 'e.g. br' }),
		type: text('Type', { placeholder: 'e.g. WORK' }),
	}),
	company: group('Company', { company: text('Company'), department: text('Department'), title: text('Title') }, { at: 'org' }),
	birthday: converted(text('Birthday', { placeholder: 'e.g. 1990-12-31' }), (given) => {
		if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) throw new RangeError(`Birthday must look like 1990-12-31, and "${given}" does not`);
		return given;
	}),
});

/** Texts, files, and what is no answer to choose from. */
export const basic: Operations = {
	sendText: message({
		name: 'Send Text',
		action: 'Send text message',
		description: 'Send a text; WhatsApp formatting like *bold* works',
		type: 'text',
		fields: { text: atMost(4096, required(longText('Text', { at: 'text.body' }))) },
		options: {
			previewUrl: flag('Link Preview', 'Whether the first link of the text is shown with a preview', true, { at: 'text.preview_url' }),
		},
	}),
	sendImage: message({
		name: 'Send Image',
		action: 'Send image message',
		description: 'Send a JPEG or PNG of 5 MB at most',
		type: 'image',
		fields: { image: media('Image', 'image', 'foto.jpg') },
		options: { caption: caption('image') },
	}),
	sendAudio: message({
		name: 'Send Audio',
		action: 'Send audio message',
		description: 'Send a sound or voice message of 16 MB at most',
		type: 'audio',
		fields: { audio: media('Audio', 'audio', 'audio.mp3') },
		options: {
			voice: flag('Voice Message', 'Whether it looks like a recorded one, which needs Ogg with the codec Opus', true, {
				at: 'audio.voice',
			}),
		},
	}),
	sendVideo: message({
		name: 'Send Video',
		action: 'Send video message',
		description: 'Send an MP4 or 3GP of 16 MB at most',
		type: 'video',
		fields: { video: media('Video', 'video', 'video.mp4') },
		options: { caption: caption('video') },
	}),
	sendDocument: message({
		name: 'Send Document',
		action: 'Send document message',
		description: 'Send a PDF, text or Office file of 100 MB at most',
		type: 'document',
		fields: { document: media('Document', 'document', 'proposta.pdf') },
		options: {
			caption: caption('document'),
			fileName: atMost(
				240,
				text('File Name', {
					at: 'document.filename',
					description: 'Name that people see, with its ending',
					placeholder: 'e.g. proposta.pdf',
				}),
			),
		},
	}),
	sendSticker: message({
		name: 'Send Sticker',
		action: 'Send sticker message',
		description: 'Send a WebP of 100 KB, or of 500 KB if it moves',
		type: 'sticker',
		fields: { sticker: media('Sticker', 'sticker', 'figurinha.webp') },
	}),
	sendLocation: message({
		name: 'Send Location',
		action: 'Send location message',
		description: 'Send a place on the map',
		type: 'location',
		fields: {
			latitude: coordinate('Latitude', 90, 'e.g. -19.9245', 'location.latitude'),
			longitude: coordinate('Longitude', 180, 'e.g. -43.9352', 'location.longitude'),
			name: text('Name', { at: 'location.name', description: 'What the place is called', placeholder: 'e.g. Nossa loja' }),
			address: text('Address', { at: 'location.address', description: 'Shown only with a name', placeholder: 'e.g. Rua da Bahia, 1000' }),
		},
	}),
	sendContacts: message({
		name: 'Send Contacts',
		action: 'Send contacts message',
		description: 'Share one or more contact cards',
		type: 'contacts',
		fields: { contacts: between(1, 257, required(entries('Contacts', 'Contact', contact()))) },
	}),
	sendReaction: message({
		name: 'React',
		action: 'React to message',
		description: 'Put an emoji on a received message of the last 30 days; without an emoji it is taken off',
		type: 'reaction',
		quotes: false,
		fields: {
			messageId: messageId('ID of the message to react to', 'reaction.message_id'),
			emoji: emptied(text('Emoji', { at: 'reaction.emoji', description: 'One emoji; empty takes it off', placeholder: 'e.g. 👍' }), ''),
		},
	}),
};
