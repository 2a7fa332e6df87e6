import { buttonsOf, type Button } from './actions';
import { arrange, el } from './dom';
import type { Session } from './types';
import { titleOf } from './wording';

export type Press = (session: Session, button: Button) => void;

/** The row of buttons of one conversation. While one is under way all are off, without losing the focus. */
export function buttonRow(press: Press) {
	const root = el('div', { class: 'buttons' });
	const known = new Map<string, HTMLButtonElement>();
	let shown: Session | null = null;

	function make(button: Button): HTMLButtonElement {
		const node = el('button', { type: 'button', class: `button ${button.look}`, 'data-action': button.action }, button.label);
		node.addEventListener('click', () => {
			if (shown && node.getAttribute('aria-disabled') !== 'true') press(shown, button);
		});
		return node;
	}

	function update(session: Session, busy: boolean): void {
		shown = session;
		const buttons = buttonsOf(session);
		const wanted = buttons.map((button) => {
			const node = known.get(button.action) ?? make(button);
			known.set(button.action, node);
			node.setAttribute('aria-label', `${button.label}: ${titleOf(session)}`);
			node.setAttribute('aria-disabled', String(busy));
			return node;
		});
		arrange(root, wanted);
		root.hidden = wanted.length === 0;
	}
	return { root, update };
}
