import { earOf, type LgpdKind } from '../hearing/ear';
import { at, listOf, textOf } from '../json/readers';

/** What a person wants done with their data; to know them, when the words tell nothing else. */
export const lgpdKind = (text: string): LgpdKind => earOf()(text).find(({ label }) => label === 'lgpd')?.kind ?? 'access';

/**
 * The number that the data request of a turn is known by. It is that of the message that asks: whoever plays it again, in another turn and with later messages
 * beside it, opens no second request. Which one asks is heard; where none does by itself, it is the first.
 * @param turn as the Conversation node claims it: `messages` with `message_id`, `text` and `received_at`
 * @param otherwise for a turn that holds no messages: now in epoch milliseconds, and the turn's id or something random
 */
export function protocolOf(turn: object, otherwise: { now: number; seed: string }): string {
	const messages = listOf(at(turn, 'messages')).filter((one) => textOf(at(one, 'message_id')) !== '');
	const asking = messages.find((one) => earOf()(textOf(at(one, 'text'))).some(({ label }) => label === 'lgpd')) ?? messages[0];
	if (asking === undefined) return protocolNumber(otherwise.now, otherwise.seed);
	const received = Date.parse(textOf(at(asking, 'received_at')));
	const names = [at(turn, 'channel'), at(turn, 'phone'), at(asking, 'message_id')].map(textOf).join('\n');
	return protocolNumber(Number.isNaN(received) ? otherwise.now : received, digest(names));
}

/** FNV-1a, 32 bits: ids of providers begin alike, so their first letters tell nothing. */
function digest(text: string): string {
	let hash = 2166136261;
	for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
	return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * A number of a data request: the same day and seed give the same one.
 * @param moment epoch milliseconds
 */
export function protocolNumber(moment: number, seed: string): string {
	const day = new Date(moment).toISOString().slice(0, 10).replaceAll('-', '');
	return `LGPD-${day}-${seed
		.replace(/[^0-9a-z]/gi, '')
		.slice(0, 8)
		.toUpperCase()}`;
}
