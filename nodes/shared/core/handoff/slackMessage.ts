import { reasonWords } from './reasons';
import type { NoticeFacts, NoticeKind } from './notice';
import { noticeText } from './noticeTexts';
import { escapeSlack, oneLine } from '../text/escape';

/** Slack refuses a field beyond 2000 characters; a headline ends at 3000 (Block Kit reference). */
const LONGEST_FIELD = 1900;

/** Text for Slack's mrkdwn: its three special characters escaped, cut to what a field takes. */
export const slackText = (text: string): string => {
	const escaped = escapeSlack(text);
	return escaped.length > LONGEST_FIELD ? `${escaped.slice(0, LONGEST_FIELD).replace(/&[a-z]*$/, '')}…` : escaped;
};

/** What the button of a message carries: no phone in an id that Slack writes into its logs (handoff spec B3). */
export const TAKEOVER_ACTION = 'takeover';
export type SlackButtonValue = { channel: string; phone: string };

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const field = (name: string, value: string) => ({ type: 'mrkdwn', text: `*${name}*\n${slackText(value)}` });

/** Headlines of the notices that call for a person at once. */
const CALLS: Partial<Record<NoticeKind, string>> = {
	hot_lead: '🔥 Um lead ficou quente',
	follow_up: '📌 Um cliente espera um retorno da equipe',
	lead_silent: '🔔 Um lead quente está em silêncio',
	promise_late: '⏰ Um retorno prometido ainda não foi dado',
};
const REMINDERS: NoticeKind[] = ['escalation_unaccepted', 'paused_too_long', 'agent_silent', 'unanswered', 'too_old', 'machine'];

const headlineOf = (facts: NoticeFacts): string | undefined => {
	if (REMINDERS.includes(facts.kind)) return `🆘 ${slackText(noticeText({ ...facts, message: null }))}`;
	return facts.kind === 'escalation' ? `🆘 Um cliente ${reasonWords(facts.reason)}` : CALLS[facts.kind];
};

/**
 * A notice as Slack blocks: a headline, two fields, and, while nobody has the conversation, the button that takes it (B3).
 * @returns the value of chat.postMessage's `blocks`
 */
export function slackBlocks(facts: NoticeFacts & { channel: string }): object[] {
	const headline = headlineOf(facts);
	if (!headline) return [section(slackText(noticeText(facts)))];
	const value: SlackButtonValue = { channel: facts.channel, phone: facts.phone };
	return [
		section(`*${headline}*`),
		{
			type: 'section',
			fields: [
				field('Contato', [oneLine(facts.name ?? ''), facts.phone].filter(Boolean).join(' · ')),
				field('Mensagem', facts.message || '–'),
				...(facts.summary ? [field('Resumo', facts.summary)] : []),
			],
		},
		{
			type: 'actions',
			elements: [
				{
					type: 'button',
					style: 'primary',
					action_id: TAKEOVER_ACTION,
					text: { type: 'plain_text', text: 'Assumir' },
					value: JSON.stringify(value),
				},
			],
		},
	];
}
