import { el } from './dom';
import { clock, day, instant } from './time';
import type { History, Speaker } from './types';
import { eventText, statusText, type NameOf } from './wording';

const AUTHORS: Record<Speaker, string> = { customer: 'Cliente', agent: 'Robô', human: 'Equipe' };

interface Line {
	at: number;
	node: HTMLElement;
}

/** A conversation's messages and changes of hands as list items, oldest first, with a line before each day. */
export function lines({ messages, events }: History, now: number, nameOf: NameOf): HTMLElement[] {
	const spoken = messages.map(({ author, at, text, status }): Line => {
		const ms = instant(at) ?? 0;
		const progress = author === 'customer' ? '' : statusText(status);
		const foot = el('span', { class: 'when' }, progress === '' ? clock(ms) : `${clock(ms)} · ${progress}`);
		const failed = status === 'failed' || status === 'discarded' || status === 'uncertain';
		const bubble = el('li', { class: `message ${author}${failed ? ' failed' : ''}` }, el('strong', {}, AUTHORS[author] ?? author));
		bubble.append(el('p', {}, text?.trim() || '(sem texto)'), foot);
		return { at: ms, node: bubble };
	});
	const changes = events.flatMap((event): Line[] => {
		const text = eventText(event, nameOf);
		const ms = instant(event.at) ?? 0;
		return text === null ? [] : [{ at: ms, node: el('li', { class: 'event' }, `${text} · ${clock(ms)}`) }];
	});
	let last = '';
	return [...spoken, ...changes]
		.sort((a, b) => a.at - b.at)
		.flatMap(({ at, node }) => {
			const on = day(at, now);
			if (on === last) return [node];
			last = on;
			return [el('li', { class: 'day' }, on), node];
		});
}
