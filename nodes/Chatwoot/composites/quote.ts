import type { IDataObject } from 'n8n-workflow';

import { at, integerOf, momentOf, textOf } from '../../shared/core/json/readers';
import { oneLine } from '../../shared/core/text/escape';
import type { Call } from '../../shared/kit/operation';
import { markOf, sourceIdOf } from '../marks';
import { toMarkdown } from '../markup';
import { CLOCK_DIFFERENCE_S, findMessage, MOST_PAGES } from './messages';

/** A message that another one answers. */
export interface Quoted {
	/** At its provider. */
	id: string;
	/** What was said, where that is known. */
	text: string;
	/** Epoch seconds. */
	saidAt?: number;
	/** Id in Chatwoot, where a person wrote it there. */
	number: number | null;
}

/** Reads what an item of the operation Claim Mirror tells of the message that its word answers. */
export function quotedOf(id: unknown, quote: unknown): Quoted | undefined {
	const said = momentOf(at(quote, 'at'));
	const number = integerOf(at(quote, 'number'), { min: 1, max: Number.MAX_SAFE_INTEGER });
	return textOf(id) === ''
		? undefined
		: { id: textOf(id), text: textOf(at(quote, 'text')), number, ...(said !== null && { saidAt: Math.floor(Date.parse(said) / 1000) }) };
}

/**
 * What shows in Chatwoot that a message answers another one: Chatwoot's own reply where that one is in the same conversation, as it demands, and not too far
 * up; a line of text where it is not. The id is looked for: what Chatwoot is told as `in_reply_to_external_id` alone has no effect on many servers
 * (chatwoot/chatwoot issue 10859).
 */
export async function quoteIn(
	send: Call['send'],
	conversationId: number,
	{ id, text, saidAt, number }: Quoted,
): Promise<{ line: string; attributes: IDataObject }> {
	const sourceId = sourceIdOf(id);
	const isQuoted = ({ id: own, source_id: source, content_attributes: attributes }: IDataObject) =>
		own === number || source === sourceId || markOf(attributes) === sourceId;
	const since = saidAt === undefined ? undefined : saidAt - CLOCK_DIFFERENCE_S;
	const found = await findMessage(send, conversationId, isQuoted, since, MOST_PAGES);
	if (!found) return { line: `> ${shortened(text) || ELSEWHERE}`, attributes: {} };
	const attributes = { in_reply_to: found.id, ...(found.source_id === sourceId && { in_reply_to_external_id: sourceId }) };
	return { line: '', attributes };
}

/** What agents read for a message that nobody knows any more. */
const ELSEWHERE = '(resposta a uma mensagem que não está nesta conversa)';
const LONGEST = 200;

/** On one line, as a quotation is, and no longer than one reads at a glance. */
function shortened(text: string): string {
	const characters = [...toMarkdown(oneLine(text))];
	return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('').trim()}…` : characters.join('');
}
