import { choice, group, longText, onlyWhen, required, text, type Fields } from '../kit/field';
import type { Outcome } from '../kit/items';
import type { Call, Composite } from '../kit/operation';
import { limitOption, waitUntil, type Limit } from './limit';

/** What a vendor brings: whom it asks, how it sends the words, and how it learns of an answer that comes as a message. */
export interface Asking {
	to: Fields;
	ask: (call: Call, words: string) => Promise<void>;
	/** What is waited for, as real words; an approval and a free text are always there. */
	nextMessage?: {
		name: string;
		/** Sees to it that the next message of the person is posted to the address, and has the words sent. */
		wait: (call: Call, resumeUrl: string, until: Date, ask: () => Promise<void>) => Promise<void>;
		/** How long at most, unless the operator says otherwise. */
		usual: Limit;
		/** Further options that it needs. */
		options?: Fields;
	};
}

/** Sends a question and stops the execution until it is answered; n8n then goes on with the answer as the only item. */
export const sendAndWait = ({ to, ask, nextMessage }: Asking): Composite => ({
	name: 'Send and Wait for Response',
	action: 'Send message and wait for response',
	description: 'Ask a person something; the workflow goes on with the answer',
	fields: {
		...to,
		message: required(longText('Message')),
		responseType: choice('Response Type', responseTypes(nextMessage?.name), {
			description: 'An approval and a free text are given on a page, whose link is added to the message; whoever has the link can answer',
		}),
		approvalOptions: onlyWhen(
			{ responseType: ['approval'] },
			group('Approval Options', {
				approvalType: choice('Type of Approval', { double: 'Approve and Decline', single: 'Approve Only' }),
				approveLabel: text('Approve Label', { default: 'Aprovar' }),
				declineLabel: onlyWhen({ approvalType: ['double'] }, text('Decline Label', { default: 'Recusar' })),
			}),
		),
	},
	options: {
		linkLabel: text('Link Label', { default: 'Responda aqui:', description: 'Stands before the link to the page' }),
		limitWaitTime: limitOption(),
		...nextMessage?.options,
	},
	run: async (call): Promise<Outcome[]> => {
		const { context, values } = call;
		const items = context.getInputData();
		if (items.length > 1)
			throw new RangeError(
				'One question at a time can be waited for, and several items came in: loop over them, or switch "Execute Once" on',
			);
		const { message, responseType, linkLabel = 'Responda aqui:', limitWaitTime } = values as unknown as Values;
		const resumeUrl = context.getSignedResumeUrl();
		if (responseType === 'nextMessage' && nextMessage) {
			const until = waitUntil(limitWaitTime, Date.now(), nextMessage.usual);
			await nextMessage.wait(call, resumeUrl, until, async () => await ask(call, message));
			await context.putExecutionToWait(until);
		} else {
			await ask(call, `${message}\n\n${linkLabel} ${resumeUrl}`);
			await context.putExecutionToWait(waitUntil(limitWaitTime, Date.now()));
		}
		return items.map(({ json, binary }) => ({ json, binary }));
	},
});

const responseTypes = (nextMessage?: string): Record<string, string> => ({
	approval: 'Approval',
	freeText: 'Free Text',
	...(nextMessage !== undefined && { nextMessage }),
});

interface Values {
	message: string;
	responseType: 'approval' | 'freeText' | 'nextMessage';
	linkLabel?: string;
	limitWaitTime?: Limit;
}
