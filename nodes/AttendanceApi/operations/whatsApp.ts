import { choice, count, entries, flag, json, list, required, text, type Field } from '../../shared/kit/field';
import { asComponents, asLists } from '../bodies';
import { sendCampaign } from '../composites/campaign';
import { asNumber, codePhone, codeTo, content, documentedTo } from '../fields';
import { asIs, sentModel } from '../models/sent';
import { listUnder } from '../paging';
import { way, type DialectResource } from '../ways';

const KINDS = { image: 'Image', document: 'Document' };
const mediaUrl = (at: string) => required(text('Media URL', { at, placeholder: 'e.g. https://cdn.example.com/modem.png' }));
const caption = (at: string) => text('Caption', { at, description: 'Text shown under the file' });
const ofConversation = () => ({
	conversationId: asNumber(
		text('Conversation ID', { at: 'conversation_id', description: 'Which conversation it belongs to', placeholder: 'e.g. 501' }),
	),
});

const parameters = (displayName: string, at: string): Field =>
	entries(displayName, 'Parameter', { text: required(text('Text', { placeholder: 'e.g. Ana' })) }, { at });
const buttons = (): Field =>
	json('Buttons', {
		description: 'A list like [{"sub_type": "quick_reply", "parameters": [{"type": "payload", "payload": "sim"}]}]',
		default: '[]',
	});
const template = () => required(text('Template Name', { at: 'template_name', placeholder: 'e.g. aviso_manutencao' }));
const language = () => text('Language', { placeholder: 'e.g. pt_BR', default: 'pt_BR' });
const inTemplate = () => ({
	bodyParameters: parameters('Body Parameters', 'body'),
	buttons: buttons(),
	headerParameters: parameters('Header Parameters', 'header'),
	language: language(),
});

const campaign = {
	fields: {
		contacts: json('Contacts', { description: 'A list like [{"phone": "5511999990001", "params": ["Ana"]}]', default: '[]' }),
		templateName: template(),
	},
	options: {
		delayMs: count(
			'Delay (Milliseconds)',
			{ min: 600, default: 1000 },
			{ description: 'After every contact, also one that failed; less than 600 is more than the 100 a minute that are allowed' },
		),
		dryRun: flag('Dry Run', 'Whether only numbers are checked and nothing is sent'),
		language: language(),
		resumeAt: count('Resume At', { min: 0, default: 0 }, { description: 'The resume_cursor of a run that stopped' }),
	},
};

export const whatsApp: DialectResource = {
	name: 'WhatsApp',
	operations: {
		sendText: {
			name: 'Send Text',
			action: 'Send text to number',
			description: 'Send a text to a number',
			documented: way({
				request: 'POST /whatsapp/send',
				fixed: { type: 'text' },
				fields: { to: documentedTo(), content: content() },
				output: sentModel,
			}),
			v2: way({
				request: 'POST /whatsapp/v2/send/text',
				fields: { to: codeTo(), content: content('message') },
				options: ofConversation(),
				output: sentModel,
			}),
		},
		sendMedia: {
			name: 'Send Media',
			action: 'Send media to number',
			description: 'Send an image or a document to a number',
			documented: way({
				request: 'POST /whatsapp/send',
				fields: { to: documentedTo(), kind: choice('Kind', KINDS, { at: 'type' }), mediaUrl: mediaUrl('content.url') },
				options: { caption: caption('content.caption') },
				output: sentModel,
			}),
			v2: way({
				request: 'POST /whatsapp/v2/send/media',
				fields: { to: codeTo(), kind: choice('Kind', KINDS, { at: 'media_type' }), mediaUrl: mediaUrl('media_url') },
				options: { caption: caption('caption'), fileName: text('File Name', { at: 'filename' }), ...ofConversation() },
				output: sentModel,
			}),
		},
		sendTemplate: {
			name: 'Send Template',
			action: 'Send template to number',
			description: 'Send an approved template to a number, also outside the 24 hours after its last message',
			documented: way({
				request: 'POST /whatsapp/send-template',
				fields: { to: documentedTo(), templateName: template() },
				options: inTemplate(),
				several: (request) => [asComponents(request)],
				output: sentModel,
			}),
			v2: way({
				request: 'POST /whatsapp/v2/send/template',
				fields: { to: codeTo(), templateName: template() },
				options: { ...inTemplate(), ...ofConversation() },
				several: (request) => [asLists(request)],
				output: sentModel,
			}),
		},
		sendCampaign: {
			name: 'Send Campaign',
			action: 'Send campaign to numbers',
			description: 'Send a template to a list at a pace. One failure stops nobody; a login or an account that is refused stops all.',
			notice: 'An execution that lasts for as long as the list takes. To large lists send with the workflow "campanha" instead.',
			documented: { ...campaign, run: sendCampaign },
			v2: { ...campaign, run: sendCampaign },
		},
		sendBulk: {
			name: 'Send Bulk',
			action: 'Send bulk to numbers',
			description: 'Send a template with the same parameters to up to 1,000 numbers, without a pause; only in the code dialect',
			instead: 'Use WhatsApp → Send Campaign.',
			v2: way({
				request: 'POST /whatsapp/v2/send/bulk',
				fields: {
					recipients: required(list('Recipients', { description: 'Numbers with country and area code, separated by commas' }, codePhone)),
					templateName: template(),
				},
				options: {
					bodyParameters: parameters('Body Parameters', 'body'),
					campaignId: text('Campaign ID', { at: 'campaign_id' }),
					language: language(),
				},
				several: (request) => [asLists(request)],
				output: asIs,
			}),
		},
		getTemplates: {
			name: 'Get Templates',
			action: 'Get templates of number',
			description: 'List the approved templates; only in the code dialect',
			v2: way({ request: 'GET /whatsapp/v2/send/templates', fields: {}, output: (answer) => listUnder('templates')(answer).map(asIs) }),
		},
		getNumberHealth: {
			name: 'Get Number Health',
			action: 'Get health of number',
			description: 'Get name and quality rating of the number; only in the code dialect',
			v2: way({ request: 'GET /whatsapp/v2/send/health', fields: {}, output: asIs }),
		},
		getStatus: {
			name: 'Get Status',
			action: 'Get status of number',
			description: 'Always says connected: no sign of health. Only in the code dialect.',
			v2: way({ request: 'GET /whatsapp/status', fields: {}, output: asIs }),
		},
	},
};
