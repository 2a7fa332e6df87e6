import type { Operations } from '../../../shared/kit/operation';
import { askOnWhatsApp } from '../../sendAndWait';

/** The name is n8n's own: by it the editor offers the node as a channel for the review of an AI Agent's tools. */
export const wait: Operations = {
	sendAndWait: {
		...askOnWhatsApp,
		notice:
			'Goes out only while the person wrote in the last 24 hours. "Next WhatsApp Message" needs the Supabase credential, and a published workflow whose Conversation node receives the messages of this number (operation Receive).',
	},
};
