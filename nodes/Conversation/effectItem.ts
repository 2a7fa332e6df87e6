import { noticeText, type NoticeFacts } from '../shared/core/handoff/noticeTexts';
import { slackBlocks, slackText } from '../shared/core/handoff/slackMessage';
import { recordOf, textOf, type JsonRecord } from '../shared/core/json/readers';
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
	const { text, blocks } = noticeOf(effect, payload);
	return { ...effect, text, blocks, blocks_json: JSON.stringify({ blocks }) };
}

/** A notice that nobody here can put into words, of another version perhaps, is told as what it is: it must not hold up the others. */
function noticeOf({ channel, phone }: ClaimedEffect, payload: JsonRecord): { text: string; blocks: object[] } {
	const facts = { phone, ...payload, channel } as NoticeFacts & { channel: string };
	try {
		const text = noticeText(facts);
		if (text) return { text, blocks: slackBlocks(facts) };
	} catch {
		// Below.
	}
	const text = `ℹ️ Aviso sobre ${phone}: ${textOf(payload.kind) || 'sem descrição'}`;
	return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: slackText(text) } }] };
}
