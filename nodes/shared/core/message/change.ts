import type { CleanMessage } from './message';

/** Something was done to a message that had been sent before: its words were changed, or it was deleted for everybody. */
export interface CleanChange {
	change: 'edit' | 'deletion';
	/** Ids of the message that is meant, the surest first: the provider may tell it by either. */
	of: string[];
	/** The message as it stands now; after a deletion it has no words. */
	message: CleanMessage;
}

/** Stands before the words of a deleted message. */
export const DELETED = '[mensagem apagada]';
const CORRECTED = '✏️ corrigido:';

/** The words of a message that was corrected after it had been read. */
export const correctedText = (text: string): string => `${CORRECTED} ${text.trim()}`;

/** What a person in Chatwoot is told of a change to a message that already stands there; the words of the message follow. */
export function changeNote({ change, message }: CleanChange): string {
	const who = message.fromMe ? 'A equipe' : 'O cliente';
	return change === 'edit' ? `✏️ ${who} corrigiu a mensagem:` : `🗑️ ${who} apagou a mensagem:`;
}
