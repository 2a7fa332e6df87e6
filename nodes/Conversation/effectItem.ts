import { noticeFor } from '../shared/core/handoff/noticeFor';
import { recipientOf, type NoticeFacts } from '../shared/core/handoff/notice';
import { NOBODY_KNOWN, shownName, type People } from '../shared/core/handoff/people';
import { pageLink } from '../shared/core/handoff/pageLink';
import { slackBlocks } from '../shared/core/handoff/slackMessage';
import { isRecord, listOf, recordOf, textOf, type JsonRecord } from '../shared/core/json/readers';
import { filledValues, type Template } from '../shared/core/message/template';
import { escapeSlack } from '../shared/core/text/escape';
import type { ClaimedEffect } from '../shared/store/outbox';

/** So often a notice is tried at the attendant's own number; then the team gets it. */
export const TRIES_IN_PERSON = 3;

/**
 * A claimed effect as it travels over the canvas: what is to be sent stands by name, ready for the node that sends it.
 * @param people of the team: a notice names them, and goes to the own number of whom it is for
 * @param page address of the page for attendants, where there is one: a notice leads to its conversation there
 * @param teamPhone where notices go that are for nobody in particular; empty is whom the company's settings name, and where there are none the workflow knows it
 */
export function asItem(
	effect: ClaimedEffect,
	people: People = NOBODY_KNOWN,
	teamPhone = '',
	page: string | null = null,
): Record<string, unknown> {
	const payload = recordOf(effect.payload);
	if (effect.kind === 'whatsapp_text') {
		const file = recordOf(payload.file);
		return {
			...effect,
			text: textOf(payload.text),
			message_kind: textOf(payload.kind) || 'text',
			file_url: textOf(file.url),
			file_name: textOf(file.name),
			...(textOf(payload.reply_to) && { reply_to: textOf(payload.reply_to) }),
			...asTemplate(effect, [payload.text, ...listOf(payload.rest)].map(textOf).filter(Boolean).join(' ')),
		};
	}
	const told = withLink(
		noticeOf(effect, payload, people),
		page && effect.channel && effect.phone ? pageLink(page, effect.channel, effect.phone) : null,
	);
	const recipient = recipientOf({ kind: textOf(payload.kind) as NoticeFacts['kind'], attendant: textOf(payload.attendant) || null });
	const own = recipient === null || effect.attempts > TRIES_IN_PERSON ? null : people.get(recipient)?.phone;
	const blocks_json = JSON.stringify({ blocks: told.blocks });
	return {
		...effect,
		notify_phone: own ?? (teamPhone || (effect.company_phone ?? '')),
		...told,
		blocks_json,
		...asTemplate(effect, textOf(told.text)),
	};
}

/** The window of whom it is for is closed: the template that goes out in its place, filled in (`within_window` in the schema). */
function asTemplate({ payload, lead }: ClaimedEffect, text: string): Record<string, unknown> {
	const { template } = recordOf(payload);
	if (!isRecord(template)) return {};
	const { name, language, values } = template as Template;
	return { message_kind: 'template', template: { name, language, values: filledValues({ values: values ?? [] }, { ...lead, text }) } };
}

/** A notice with the way to its conversation: whoever opens it enters the page with a key of their own. */
function withLink(told: Told, link: string | null): Told {
	if (link === null) return told;
	const [plain, escaped] = [`\nAbrir: ${link}`, escapeSlack(link)];
	return {
		text: told.text + plain,
		slack_text: `${told.slack_text}\nAbrir: ${escaped}`,
		chatwoot_text: told.chatwoot_text + plain,
		blocks: [...told.blocks, { type: 'section', text: { type: 'mrkdwn', text: `<${escaped}|Abrir a conversa>` } }],
	};
}
type Told = { text: string; slack_text: string; chatwoot_text: string; blocks: object[] };

/**
 * A notice in the words of each target. One that nobody here can put into words, of another version perhaps, is told as what it is: it must not hold up the
 * others.
 */
function noticeOf({ channel, phone }: ClaimedEffect, payload: JsonRecord, people: People): Told {
	const given = { phone, ...payload, channel } as NoticeFacts & { channel: string };
	const facts = {
		...given,
		attendant: shownName(textOf(given.attendant) || null, people),
		owner: shownName(textOf(given.owner) || null, people),
	};
	try {
		const text = noticeFor('whatsApp', facts);
		if (text)
			return { text, slack_text: noticeFor('slack', facts), chatwoot_text: noticeFor('chatwoot', facts), blocks: slackBlocks(facts) };
	} catch {
		// Below.
	}
	const text = `ℹ️ Aviso sobre ${phone}: ${textOf(payload.kind) || 'sem descrição'}`;
	const slack_text = escapeSlack(text);
	return { text, slack_text, chatwoot_text: text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: slack_text } }] };
}
