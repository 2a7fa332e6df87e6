import { escapeChatwoot, escapeSlack, escapeWhatsApp, oneLine } from '../text/escape';
import type { NoticeFacts } from './notice';
import { noticeText } from './noticeTexts';

const ESCAPES = { slack: escapeSlack, whatsApp: escapeWhatsApp, chatwoot: escapeChatwoot };
export type NoticeTarget = keyof typeof ESCAPES;

/** Facts that somebody else worded: the customer, the model, another system, or whoever gave an attendant their name. */
const OTHERS_WORDS = ['name', 'attendant', 'owner', 'message', 'summary', 'error'] as const;
const ON_ONE_LINE: ReadonlySet<string> = new Set(['name', 'attendant', 'owner']);

/** A notice as its target shows it: what others worded gives no order there, and a name begins no line of the notice. */
export function noticeFor(target: NoticeTarget, facts: NoticeFacts, timeZone?: string): string {
	const escaped: NoticeFacts = { ...facts };
	for (const fact of OTHERS_WORDS) {
		const words = facts[fact];
		if (typeof words === 'string') escaped[fact] = ESCAPES[target](ON_ONE_LINE.has(fact) ? oneLine(words) : words);
	}
	return noticeText(escaped, timeZone);
}
