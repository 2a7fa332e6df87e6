import { changeNote, correctedText, DELETED, type CleanChange } from '../core/message/change';
import type { Speaker } from '../core/message/message';
import { messageWords } from '../core/message/turnText';
import { messageRow, type Received } from './inbox';
import type { Store } from './store';

/** What became of a change: made good, or not, and why; or a correction that is a message of its own now. */
export type Changed =
	{ changed: true } | { changed: false; reason: 'duplicate_message' | 'unknown_message' } | (Received & { changed?: undefined });

/**
 * Takes an edit or a deletion in. A customer's edit replaces what still waits for its turn; afterwards it is a message that waits for one itself.
 * @param undecided as for a message that is received
 */
export const changeMessage = async (store: Store, change: CleanChange, speaker: Speaker): Promise<Changed> => {
	const { message } = change;
	const corrected = { kind: message.kind, text: correctedText(message.text) };
	return await store.rpc(
		'change_message',
		{
			p_change: {
				...messageRow(message, speaker, messageWords(message), {}),
				change: change.change,
				of: change.of,
				corrected: corrected.text,
				corrected_words: messageWords(corrected),
				mark: DELETED,
				note: changeNote(change),
			},
		},
		true,
	);
};
