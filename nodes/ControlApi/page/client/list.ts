import { card, type Card, type Surroundings } from './card';
import type { Press } from './buttons';
import { arrange, byId, el, setText } from './dom';
import { counts, FILTERS } from './filters';
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
		arrange(
			cards,
			shown.map((session) => {
				const key = keyOf(session);
				const one = known.get(key) ?? card(key, open, press);
				known.set(key, one);
				one.update(session, around);
				return one.root;
			}),
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
		/** Puts the focus back on the conversation that was open. */
		focus: (key: string) => known.get(key)?.root.querySelector<HTMLElement>('.title')?.focus(),
	};
}
