import { buttonsOf, type Button } from './actions';
import { arrange, el } from './dom';
import { keepingFocus } from './focus';
import type { Session } from './types';
import { titleOf } from './wording';

export type Press = (session: Session, button: Button) => void;

/**
 * The row of buttons of one conversation. While one is under way all are off, without losing the focus. When the pressed one is gone the focus goes to the name
 * of the conversation, not to its neighbour, which would undo what was done for who presses Enter twice.
 */
export function buttonRow(press: Press, name: HTMLElement) {
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
		keepingFocus(
			() => {
				arrange(root, wanted);
				root.hidden = wanted.length === 0;
			},
			() => name,
		);
	}
	return { root, update };
}
