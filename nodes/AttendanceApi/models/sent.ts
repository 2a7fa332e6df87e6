import type { IDataObject } from 'n8n-workflow';

import { isRecord, recordOf } from '../../shared/core/json/readers';
import { wordsOf } from '../reader';
import { messageStatusOf } from './status';

/** What was handed to WhatsApp. A server that answers with nothing has taken it. */
export function sentModel(answer: unknown): IDataObject {
	const given = recordOf(answer);
	return { messageId: wordsOf(given.message_id ?? given.id), status: messageStatusOf(given.status) ?? 'sent', raw: given as IDataObject };
}

/** Answers of which only the status is documented: any object, `{}` or nothing. */
export const doneModel = (answer: unknown): IDataObject => ({ done: true, raw: recordOf(answer) as IDataObject });

/** Answers of routes whose fields nobody wrote down: as they are, ids as text aside. */
export const asIs = (answer: unknown): IDataObject => (isRecord(answer) ? (answer as IDataObject) : { value: answer as string });
