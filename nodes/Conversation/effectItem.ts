import { noticeFor } from '../shared/core/handoff/noticeFor';
import type { NoticeFacts } from '../shared/core/handoff/noticeTexts';
import { slackBlocks } from '../shared/core/handoff/slackMessage';
import type { ClaimedEffect } from '../shared/store/outbox';

/** A claimed effect as it travels over the canvas: what is to be sent stands by name, ready for the node that sends it. */
export function asItem(effect: ClaimedEffect): Record<string, unknown> {
	if (effect.kind !== 'notice') {
		const { text, kind = 'text', file } = effect.payload as { text: string; kind?: string; file?: { url: string; name: string | null } };
		return { ...effect, text, message_kind: kind, file_url: file?.url ?? '', file_name: file?.name ?? '' };
	}
	const facts = { ...effect.payload, channel: effect.channel } as NoticeFacts & { channel: string };
	const blocks = slackBlocks(facts);
	return {
		...effect,
		text: noticeFor('whatsApp', facts),
		slack_text: noticeFor('slack', facts),
		chatwoot_text: noticeFor('chatwoot', facts),
		blocks,
		blocks_json: JSON.stringify({ blocks }),
	};
}
