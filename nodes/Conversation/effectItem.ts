import { noticeFor } from '../shared/core/handoff/noticeFor';
import type { NoticeFacts } from '../shared/core/handoff/noticeTexts';
import { slackBlocks } from '../shared/core/handoff/slackMessage';
import { recordOf, textOf, type JsonRecord } from '../shared/core/json/readers';
import { escapeSlack } from '../shared/core/text/escape';
import type { ClaimedEffect } from '../shared/store/outbox';

/** A claimed effect as it travels over the canvas: what is to be sent stands by name, ready for the node that sends it. */
export function asItem(effect: ClaimedEffect): Record<string, unknown> {
	const payload = recordOf(effect.payload);
	if (effect.kind !== 'notice') {
		const file = recordOf(payload.file);
		return {
			...effect,
			text: textOf(payload.text),
			message_kind: textOf(payload.kind) || 'text',
			file_url: textOf(file.url),
			file_name: textOf(file.name),
		};
	}
	const told = noticeOf(effect, payload);
	return { ...effect, ...told, blocks_json: JSON.stringify({ blocks: told.blocks }) };
}

/** A notice in the words of each target. One that nobody here can put into words, of another version perhaps, is told as what it is: it must not hold up the others. */
function noticeOf({ channel, phone }: ClaimedEffect, payload: JsonRecord): Record<string, unknown> {
	const facts = { phone, ...payload, channel } as NoticeFacts & { channel: string };
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
