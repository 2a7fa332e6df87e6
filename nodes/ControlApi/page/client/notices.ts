import { byId, el, setText } from './dom';
import { keepingFocus } from './focus';

const GOOD_NEWS_MS = 6000;

/** The messages at the bottom, the notice of a lost connection, and what is read aloud to who cannot see the page. */
export function notices(retry: () => void) {
	const box = byId('notice', HTMLElement);
	const texts = { good: byId('notice-good', HTMLParagraphElement), bad: byId('notice-bad', HTMLParagraphElement) };
	const listTitle = byId('list-title', HTMLHeadingElement);
	const offline = byId('offline', HTMLDivElement);
	const offlineText = byId('offline-text', HTMLParagraphElement);
	const aloud = byId('aloud', HTMLDivElement);
	let timer: number | undefined;
	/** Where the keyboard was before it came to the notice. */
	let cameFrom: HTMLElement | null = null;
	let retryAt = 0;
	let reason = '';

	function hide(): void {
		clearTimeout(timer);
		const emptied = () => {
			box.classList.remove('good', 'bad');
			for (const text of Object.values(texts)) text.textContent = '';
		};
		keepingFocus(
			emptied,
			() => cameFrom,
			() => listTitle,
		);
	}
	box.addEventListener('focusin', ({ relatedTarget }) => {
		if (relatedTarget instanceof HTMLElement && !box.contains(relatedTarget)) cameFrom = relatedTarget;
	});
	box.addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
	byId('notice-close', HTMLButtonElement).addEventListener('click', hide);
	byId('offline-retry', HTMLButtonElement).addEventListener('click', retry);

	function show(kind: 'good' | 'bad', message: string): void {
		// Emptied first: the same sentence twice is read aloud twice.
		hide();
		box.classList.add(kind);
		texts[kind].textContent = message;
		if (kind === 'good') timer = setTimeout(hide, GOOD_NEWS_MS);
	}

	return {
		good: (message: string) => show('good', message),
		/** Stays until it is closed or another comes. */
		bad: (message: string) => show('bad', message),
		hide,
		say(message: string): void {
			// A new node: the same sentence twice is read aloud twice.
			aloud.replaceChildren(el('p', {}, message));
		},
		offline(retryMs: number, message: string | null): void {
			retryAt = Date.now() + retryMs;
			reason = message ?? 'O servidor não responde.';
			offline.hidden = false;
			setText(offlineText, `Sem conexão. ${reason}`);
		},
		online(): void {
			if (!offline.hidden) aloud.replaceChildren(el('p', {}, 'Conexão restabelecida.'));
			keepingFocus(
				() => (offline.hidden = true),
				() => listTitle,
			);
		},
		/** Takes everything away without a word. */
		clear(): void {
			offline.hidden = true;
			hide();
			aloud.replaceChildren();
		},
		/** Counts down to the next attempt. */
		tick(): void {
			const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
			setText(byId('offline-next', HTMLParagraphElement), seconds > 0 ? `Nova tentativa em ${seconds} s` : 'Tentando de novo…');
		},
	};
}
