import { byId, setText } from './dom';

const GOOD_NEWS_MS = 6000;

/** The messages at the bottom, the notice of a lost connection, and what is read aloud to who cannot see the page. */
export function notices(retry: () => void) {
	const box = byId('notice', HTMLDivElement);
	const text = byId('notice-text', HTMLParagraphElement);
	const offline = byId('offline', HTMLDivElement);
	const offlineText = byId('offline-text', HTMLParagraphElement);
	const aloud = byId('aloud', HTMLDivElement);
	let timer: number | undefined;
	let retryAt = 0;
	let reason = '';

	const hide = () => box.classList.remove('good', 'bad');
	byId('notice-close', HTMLButtonElement).addEventListener('click', hide);
	byId('offline-retry', HTMLButtonElement).addEventListener('click', retry);

	function show(kind: 'good' | 'bad', message: string): void {
		clearTimeout(timer);
		hide();
		box.classList.add(kind);
		// Emptied first: the same sentence twice is read aloud twice.
		text.textContent = '';
		text.textContent = message;
		if (kind === 'good') timer = setTimeout(hide, GOOD_NEWS_MS);
	}

	return {
		good: (message: string) => show('good', message),
		/** Stays until it is closed or another comes. */
		bad: (message: string) => show('bad', message),
		hide,
		say(message: string): void {
			aloud.textContent = message;
		},
		offline(retryMs: number, message: string | null): void {
			retryAt = Date.now() + retryMs;
			reason = message ?? 'O servidor não responde.';
			offline.hidden = false;
			setText(offlineText, `Sem conexão. ${reason}`);
		},
		online(): void {
			offline.hidden = true;
		},
		/** Counts down to the next attempt. */
		tick(): void {
			const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
			setText(byId('offline-next', HTMLParagraphElement), seconds > 0 ? `Nova tentativa em ${seconds} s` : 'Tentando de novo…');
		},
	};
}
