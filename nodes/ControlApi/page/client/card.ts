import { buttonRow, type Press } from './buttons';
import { el, icon, setClass, setText } from './dom';
import { formatPhone } from './phone';
import { instant } from './time';
import type { Session } from './types';
import { guardLine, lastLine, owner, since, titleOf, waiting, type NameOf } from './wording';

/** What a card needs to know beside its session. */
export interface Surroundings {
	now: number;
	myId: string;
	nameOf: NameOf;
	/** The company has several numbers, so each card tells its own. */
	severalChannels: boolean;
	busy: ReadonlySet<string>;
	openKey: string | null;
}

const ICONS = { agent: 'robot', human: 'person', mine: 'person', paused: 'pause' };

/** One conversation of the list. */
export function card(key: string, open: (key: string) => void, press: Press) {
	const title = el('button', { type: 'button', class: 'title' });
	const badge = el('span', { class: 'badge' });
	const phone = el('span', { class: 'phone' });
	const guard = el('p', { class: 'guard' });
	const alert = el('p', { class: 'alert' });
	const wish = el('q', { class: 'wish' });
	const last = el('p', { class: 'last' });
	const held = el('time', { class: 'since' });
	const buttons = buttonRow(press, title);
	const head = el('div', { class: 'head' }, el('h3', {}, title), badge);
	const root = el('li', { class: 'card' }, head, phone, guard, alert, wish, last, el('p', { class: 'foot' }, held), buttons.root);
	title.addEventListener('click', () => open(key));

	function update(session: Session, { now, myId, nameOf, severalChannels, busy, openKey }: Surroundings): void {
		const { kind, label } = owner(session, myId, nameOf);
		const urgent = waiting(session, now);
		setClass(root, ['card', kind, urgent?.kind ?? 'calm', key === openKey ? 'open' : ''].join(' ').trim());
		setText(title, titleOf(session));
		title.setAttribute('aria-current', String(key === openKey));
		const number = formatPhone(session.phone);
		const numbers = [...(title.textContent === number ? [] : [number]), ...(severalChannels ? [session.channel] : [])];
		setText(phone, numbers.join(' · '));
		phone.hidden = numbers.length === 0;
		if (badge.dataset.kind !== kind || badge.textContent !== label) {
			badge.replaceChildren(icon(ICONS[kind]), el('span', {}, label));
			badge.title = label;
		}
		badge.dataset.kind = kind;
		const guarded = guardLine(session, myId, nameOf);
		setText(guard, guarded ?? '');
		guard.hidden = guarded === null;
		setText(alert, urgent?.label ?? '');
		alert.hidden = urgent === null;
		const said = session.metadata?.escalation_message;
		wish.hidden = urgent?.kind !== 'asked' || typeof said !== 'string' || said === session.last_text;
		setText(wish, wish.hidden ? '' : String(said));
		setText(last, lastLine(session));
		setText(held, since(session, now, myId, nameOf));
		const at = instant(session.human_since ?? session.paused_at ?? session.updated_at);
		const exact = at === null ? '' : new Date(at).toISOString();
		if (at !== null && held.dateTime !== exact) {
			held.dateTime = exact;
			held.title = new Date(at).toLocaleString('pt-BR');
		}
		buttons.update(session, busy.has(key));
	}
	return { root, title, update };
}

export type Card = ReturnType<typeof card>;
