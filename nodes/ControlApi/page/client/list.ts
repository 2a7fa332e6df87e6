import { card, type Card, type Surroundings } from './card';
import type { Press } from './buttons';
import { arrange, byId, el, setText } from './dom';
import { counts, FILTERS } from './filters';
import { focusFirst, keepingFocus } from './focus';
import { inOrder, keyOf } from './sessions';
import type { Session } from './types';

const [ALL] = FILTERS;

/** The filters with their counts and the cards below them. */
export function list(open: (key: string) => void, press: Press, filterChanged: (id: string) => void) {
	const cards = byId('cards', HTMLUListElement);
	const empty = byId('empty', HTMLParagraphElement);
	const cutNote = byId('cut', HTMLParagraphElement);
	const known = new Map<string, Card>();
	let filter = ALL;

	const chips = FILTERS.map((one) => {
		const count = el('span', { class: 'count' }, '0');
		const chip = el('button', { type: 'button', class: 'chip', 'data-filter': one.id }, one.label, ' ', count);
		chip.addEventListener('click', () => {
			filter = one;
			filterChanged(one.id);
		});
		return { one, chip, count };
	});
	byId('filters', HTMLDivElement).replaceChildren(...chips.map(({ chip }) => chip));

	const titleAt = (at: number) => cards.children[at]?.querySelector<HTMLElement>('.title');
	const pressedChip = () => chips.find(({ one }) => one === filter)?.chip;
	/** Which of the cards holds this; -1 for none. */
	const placeOf = (node: Element | null): number => [...cards.children].findIndex((one) => one.contains(node));
	/** Arrow keys go from conversation to conversation: with Tab alone the last of 300 is a thousand keys away. */
	cards.addEventListener('keydown', (event) => {
		if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
		const at = placeOf(event.target as Element);
		const to = new Map([
			['ArrowDown', at + 1],
			['ArrowUp', at - 1],
			['Home', 0],
			['End', cards.children.length - 1],
		]).get(event.key);
		if (to === undefined) return;
		event.preventDefault();
		titleAt(to)?.focus({ preventScroll: true });
		cards.children[to]?.scrollIntoView({ block: 'nearest' });
	});

	function update(sessions: readonly Session[], cut: boolean, around: Surroundings): void {
		const numbers = counts(sessions, around.myId);
		for (const { one, chip, count } of chips) {
			setText(count, `${numbers[one.id]}`);
			chip.setAttribute('aria-pressed', String(one === filter));
			chip.classList.toggle('urgent', one.id === 'asked' && numbers.asked > 0);
		}
		const alive = new Set(sessions.map(keyOf));
		for (const key of known.keys()) if (!alive.has(key)) known.delete(key);
		const shown = inOrder(
			sessions.filter((session) => filter.passes(session, around.myId)),
			around.now,
			around.myId,
		);
		const at = placeOf(document.activeElement);
		const wanted = shown.map((session) => {
			const key = keyOf(session);
			const one = known.get(key) ?? card(key, open, press);
			known.set(key, one);
			one.update(session, around);
			return one.root;
		});
		// Gone from the list while it had the focus: whoever stands in its place now has it.
		keepingFocus(
			() => {
				arrange(cards, wanted);
				// A list without items is no list.
				cards.hidden = wanted.length === 0;
			},
			() => titleAt(at),
			() => titleAt(cards.children.length - 1),
			pressedChip,
		);
		setText(empty, filter.empty);
		empty.hidden = shown.length > 0;
		cutNote.hidden = !cut;
	}

	return {
		update,
		/** Sets a filter by its id; an unknown one is none. */
		setFilter(id: string): void {
			filter = FILTERS.find((one) => one.id === id) ?? ALL;
		},
		/** Puts the focus back on a conversation, or on the list where that one is not in it. */
		focus(key: string): void {
			const one = known.get(key);
			focusFirst(
				() => one?.title,
				() => titleAt(0),
				pressedChip,
			);
			one?.root.scrollIntoView({ block: 'nearest' });
		},
	};
}
