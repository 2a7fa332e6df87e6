import { NOBODY_KNOWN, shownName, type People } from '../shared/core/handoff/people';
import { noticeText, recipientOf, type NoticeFacts } from '../shared/core/handoff/noticeTexts';
import { slackBlocks } from '../shared/core/handoff/slackMessage';
import type { ClaimedEffect } from '../shared/store/outbox';

/** So often a notice is tried at the attendant's own number; then the team gets it. */
const TRIES_IN_PERSON = 3;

/**
 * A claimed effect as it travels over the canvas: what is to be sent stands by name, ready for the node that sends it.
 * @param people of the team: a notice names them, and goes to the own number (`notify_phone`, else empty) of whom it is for
 */
export function asItem(effect: ClaimedEffect, people: People = NOBODY_KNOWN): Record<string, unknown> {
	if (effect.kind === 'whatsapp_text') {
		const { text, kind = 'text', file } = effect.payload as { text: string; kind?: string; file?: { url: string; name: string | null } };
		return { ...effect, text, message_kind: kind, file_url: file?.url ?? '', file_name: file?.name ?? '' };
	}
	const given = effect.payload as NoticeFacts;
	const facts = {
		...given,
		channel: effect.channel,
		attendant: shownName(given.attendant, people),
		owner: shownName(given.owner, people),
	};
	const recipient = recipientOf(given);
	const own = recipient === null || effect.attempts > TRIES_IN_PERSON ? null : people.get(recipient)?.phone;
	const blocks = slackBlocks(facts);
	return { ...effect, notify_phone: own ?? '', text: noticeText(facts), blocks, blocks_json: JSON.stringify({ blocks }) };
}
