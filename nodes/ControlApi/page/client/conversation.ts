import type { Answer } from './api';
import { buttonRow, type Press } from './buttons';
import type { Surroundings } from './card';
import { arrange, byId, setClass, setText } from './dom';
import { keepingFocus } from './focus';
import { kept, lines } from './messages';
import { formatPhone } from './phone';
import { keyOf } from './sessions';
import type { History, Session } from './types';
import { owner, since, titleOf, waiting, writingWindow } from './wording';

/** So near to the newest message somebody reads that one. */
const NEAR_PX = 80;

/** The open conversation: who, the buttons, and the messages with the newest at the bottom. */
export function conversation(read: (session: Session) => Promise<Answer<History>>, press: Press, closed: () => void) {
	const root = byId('conversation', HTMLElement);
	const placeholder = byId('placeholder', HTMLElement);
	const back = byId('back', HTMLButtonElement);
	const name = byId('who', HTMLHeadingElement);
	const line = byId('who-line', HTMLParagraphElement);
	const alert = byId('who-alert', HTMLParagraphElement);
	const log = byId('log', HTMLDivElement);
	const messages = byId('messages', HTMLOListElement);
	const note = byId('log-note', HTMLParagraphElement);
	const buttons = buttonRow(press, name);
	byId('who-buttons', HTMLDivElement).append(buttons.root);
	let openKey: string | null = null;
	/** The state of the session whose messages are shown, and what they were. */
	let asked = '';
	let shown = '';

	/** Whether the newest message is in view: then it stays there when the room for the messages changes, as a notice or a turned phone does. */
	let atBottom = true;
	const toBottom = () => (log.scrollTop = log.scrollHeight);
	log.addEventListener('scroll', () => (atBottom = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX), { passive: true });
	new ResizeObserver(() => atBottom && toBottom()).observe(log);

	async function load(session: Session, around: Surroundings): Promise<void> {
		const key = keyOf(session);
		const answer = await read(session);
		if (openKey !== key) return;
		if (answer.kind !== 'ok') {
			asked = '';
			if (shown === '') setText(note, answer.kind === 'refused' ? answer.refusal.message : 'Sem conexão: não consegui ler as mensagens.');
			return;
		}
		const now = JSON.stringify(answer.body);
		if (now === shown) return;
		const follows = shown === '' || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
		// What was said before is read by who wants to; what comes while it is open is read aloud.
		log.setAttribute('aria-live', shown === '' ? 'off' : 'polite');
		shown = now;
		const items = lines(answer.body, around.now, around.nameOf);
		keepingFocus(
			() => arrange(messages, kept(messages.children, items)),
			() => log,
		);
		setText(note, items.length === 0 ? 'Nenhuma mensagem ainda.' : '');
		if (follows) toBottom();
	}

	function update(session: Session, around: Surroundings): void {
		const { kind } = owner(session, around.myId, around.nameOf);
		const urgent = waiting(session, around.now);
		setClass(root, `${kind} ${urgent?.kind ?? 'calm'}`);
		setText(name, titleOf(session));
		const number = formatPhone(session.phone);
		const held = since(session, around.now, around.myId, around.nameOf);
		const told = [name.textContent === number ? '' : number, held, writingWindow(session, around.now)];
		setText(line, told.filter(Boolean).join(' · '));
		setText(alert, urgent?.label ?? '');
		alert.hidden = urgent === null;
		buttons.update(session, around.busy.has(keyOf(session)));
		const state = `${session.version} ${session.updated_at} ${around.nameOf(session.human_attendant ?? '')}`;
		if (state === asked) return;
		asked = state;
		void load(session, around);
	}

	function close(): void {
		openKey = null;
		root.hidden = true;
		placeholder.hidden = false;
		document.body.classList.remove('conversation-open');
	}
	back.addEventListener('click', closed);
	root.addEventListener('keydown', (event) => event.key === 'Escape' && closed());

	return {
		key: () => openKey,
		holdsFocus: () => root.contains(document.activeElement),
		/** Puts the focus on the name of who is open. */
		focus: () => name.focus({ preventScroll: true }),
		update,
		close,
		open(key: string): void {
			if (openKey !== key) {
				log.setAttribute('aria-live', 'off');
				messages.replaceChildren();
				setText(note, 'Lendo as mensagens…');
				asked = '';
				shown = '';
			}
			openKey = key;
			root.hidden = false;
			placeholder.hidden = true;
			document.body.classList.add('conversation-open');
			name.focus({ preventScroll: true });
		},
	};
}
