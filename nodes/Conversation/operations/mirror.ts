import type { IDataObject } from 'n8n-workflow';

import type { MessageKind } from '../../shared/core/message/message';
import { messageWords } from '../../shared/core/message/turnText';
import { claimWords, type ClaimedWord } from '../../shared/store/chatwoot';
import { limitProperty } from '../../shared/kit/limit';
import { FIRST, type ConversationOperation } from '../operation';
import { batchOf, leaseProperty, onlyChannel } from '../scope';

/** Every word that was said, for one worker, in order within a conversation; asking for them is what makes them wait for being asked (design 4). */
export const claimMirror: ConversationOperation = {
	name: 'Claim Mirror',
	action: 'Claim words to mirror',
	description:
		'Take what customers, agent and people said and Chatwoot does not have yet, in order. From the first run on, everything that is said is kept for it.',
	outputs: ['Words'],
	properties: [limitProperty, leaseProperty(300, 'How long all of them together may take before the work counts as dead'), onlyChannel],
	run: async (context, store, itemIndex) => {
		const words = await claimWords(store, batchOf(context, itemIndex));
		return words.map((word) => ({ json: asItem(word) as IDataObject, output: FIRST }));
	},
};

/**
 * A file goes with its caption; only without one does the history's "[imagem recebida]" stand for it, and an audio's transcription goes with it. What its
 * provider gives by an id has no address that anybody else could use.
 */
function asItem({ caption, media, ...word }: ClaimedWord): Record<string, unknown> {
	const isPlaceholder = word.text === messageWords({ kind: word.kind as MessageKind, text: caption ?? '' });
	const isFile = Boolean(media?.url || media?.id);
	const text = isFile && isPlaceholder ? (caption ?? '') : word.text;
	return { ...word, text, file_url: media?.id ? '' : (media?.url ?? ''), file_id: media?.id ?? '', file_name: media?.fileName ?? '' };
}
