import { createHash } from 'node:crypto';

import { at, isRecord, recordOf, textOf, type JsonRecord } from '../shared/core/json/readers';

/** What this package writes into Chatwoot carries a mark, so that the event which it causes is known as its own echo. */
const MARK = 'atendeaqui';
const PREFIX = `${MARK}:`;

/** The stable source id of a mirrored message: the same message of the same provider always has the same. */
export const sourceIdOf = (messageId: string): string => `${PREFIX}${messageId}`;

/** The id of the message at its provider, when a source id is ours. */
export const mirroredId = (sourceId: unknown): string | null =>
	typeof sourceId === 'string' && sourceId.startsWith(PREFIX) ? sourceId.slice(PREFIX.length) : null;

/** Content attributes with the mark; `key` makes one note findable again. */
export const marked = (key: string, attributes: object = {}): { atendeaqui: { key: string } } => ({ ...attributes, [MARK]: { key } });

/** The key in marked content attributes; null when they are not ours. */
export function markOf(attributes: unknown): string | null {
	const key = at(attributesOf(attributes), MARK, 'key');
	return typeof key === 'string' ? key : null;
}

/** Free attributes as an object: what came in with a file is kept by some servers as the text that it was in the form. */
export function attributesOf(attributes: unknown): JsonRecord {
	if (isRecord(attributes)) return attributes;
	try {
		return recordOf(JSON.parse(textOf(attributes)));
	} catch {
		return {};
	}
}

/** A key for a text that has none of its own: the same text, the same key. */
export const keyOfText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
