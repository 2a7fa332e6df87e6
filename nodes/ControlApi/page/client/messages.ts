import { el, setClass, setText } from './dom';
import { clock, day, instant } from './time';
import { pieces } from './links';
import type { History } from './types';
import { authorName, eventText, statusText, type NameOf } from './wording';

interface Line {
	at: number;
	node: HTMLElement;
}

/** A text whose web addresses can be opened, in a tab of their own that learns nothing of this one. */
const withLinks = (text: string): (Node | string)[] =>
	pieces(text).map((piece) =>
		piece.isAddress ? el('a', { href: piece.text, target: '_blank', rel: 'noopener noreferrer nofollow' }, piece.text) : piece.text,
	);

/** A conversation's messages and changes of hands as list items, oldest first, with a line before each day. */
export function lines({ messages, events }: History, now: number, nameOf: NameOf): HTMLElement[] {
	const spoken = messages.map((message): Line => {
		const { author, at, text, status } = message;
		const ms = instant(at) ?? 0;
		const progress = author === 'customer' ? '' : statusText(status);
		const foot = el('span', { class: 'when' }, progress === '' ? clock(ms) : `${clock(ms)} · ${progress}`);
		const failed = status === 'failed' || status === 'discarded' || status === 'uncertain';
		const name = authorName(message, nameOf);
		const id = `${at} ${name}\n${text ?? ''}`;
		const bubble = el('li', { class: `message ${author}${failed ? ' failed' : ''}`, 'data-id': id }, el('strong', {}, name));
		bubble.append(el('p', {}, ...withLinks(text?.trim() || '(sem texto)')), foot);
		return { at: ms, node: bubble };
	});
	const changes = events.flatMap((event): Line[] => {
		const text = eventText(event, nameOf);
		const ms = instant(event.at) ?? 0;
		return text === null
			? []
			: [{ at: ms, node: el('li', { class: 'event', 'data-id': `${event.at} ${text}` }, `${text} · ${clock(ms)}`) }];
	});
	let last = '';
	return [...spoken, ...changes]
		.sort((a, b) => a.at - b.at)
		.flatMap(({ at, node }) => {
			const on = day(at, now);
			if (on === last) return [node];
			last = on;
			return [el('li', { class: 'day', 'data-id': on }, on), node];
		});
}

/**
 * The same lines, those that stand there already as the nodes that they are, with what became of them (sent, read) written anew: a screen reader reads aloud
 * what is added to the log, and a link that has the focus keeps it.
 */
export function kept(standing: Iterable<Element>, fresh: readonly HTMLElement[]): HTMLElement[] {
	const known = new Map<string, HTMLElement[]>();
	for (const node of standing) {
		if (!(node instanceof HTMLElement)) continue;
		const id = node.dataset.id ?? '';
		known.set(id, [...(known.get(id) ?? []), node]);
	}
	return fresh.map((node) => {
		const old = known.get(node.dataset.id ?? '')?.shift();
		if (!old) return node;
		const foot = old.querySelector('.when');
		if (foot) setText(foot, node.querySelector('.when')?.textContent ?? '');
		setClass(old, node.className);
		return old;
	});
}
