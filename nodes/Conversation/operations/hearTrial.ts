import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { TRIAL_PREFIX } from '../../shared/core/session/trial';
import { visible } from '../../shared/core/text/visible';
import { beginTrial } from '../../shared/store/trials';
import { FIRST, type ConversationOperation } from '../operation';
import { companyForm, companyOf } from '../trial/companyForm';
import { asTurn } from '../turn';
import { WINDOW } from '../window';

/** The chat's words are what is missing. */
export class NothingWritten extends Error {
	readonly remedy =
		'Write in the chat that starts this workflow, and leave the fields "Text" and "Session" as they are. Files are not read here.';

	constructor(field: string) {
		super(`The field "${field}" is empty: there is nothing to hear`);
		this.name = 'NothingWritten';
	}
}

/**
 * One message of a chat as a turn of its own, claimed at once: everything that follows is what a customer on WhatsApp would meet. A session of the chat is one
 * person; nobody else claims it, and no provider, figure or CRM hears of it.
 */
export const hearTrial: ConversationOperation = {
	name: 'Hear Trial',
	action: 'Hear a trial message',
	description: 'Take a message of a chat in as if a customer had written it, to try the agent out without WhatsApp',
	outputs: ['Turn'],
	properties: [
		...companyForm,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '={{ $json.chatInput }}',
			required: true,
			description: 'What the customer writes',
		},
		{
			displayName: 'Session',
			name: 'session',
			type: 'string',
			default: '={{ $json.sessionId }}',
			required: true,
			description: 'Which chat it is: each is a person of its own, who is remembered for a day after the last word',
		},
	],
	run: async (context, store, itemIndex) => {
		const typed = (name: string) => visible(String(context.getNodeParameter(name, itemIndex) ?? '')).trim();
		const [text, session] = [typed('text'), typed('session')];
		if (text === '') throw new NothingWritten('Text');
		if (session === '') throw new NothingWritten('Session');
		const { key, company } = companyOf(context, itemIndex);
		const message = {
			channel: CHANNEL,
			person: personOf(key, session),
			name: null,
			text,
			messageId: crypto.randomUUID(),
			sentAt: new Date().toISOString(),
		};
		const turn = asTurn(await beginTrial(store, message, WINDOW));
		return { json: { ...turn, company } as IDataObject, output: FIRST };
	},
};

const CHANNEL = `${TRIAL_PREFIX}conversar`;

/** A key that tells nothing of the session, which may be long; what was said of one company is not remembered by another. */
const personOf = (company: string, session: string): string =>
	`${TRIAL_PREFIX}${createHash('sha256').update(`${company}\n${session}`).digest('hex').slice(0, 20)}`;
