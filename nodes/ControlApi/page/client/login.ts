import { isKey } from './address';
import { byId } from './dom';

/** The form for the attendant's key. */
export function login(enter: (key: string) => void) {
	const root = byId('login', HTMLElement);
	const form = byId('login-form', HTMLFormElement);
	const field = byId('key', HTMLInputElement);
	const error = byId('login-error', HTMLParagraphElement);
	const button = byId('enter', HTMLButtonElement);

	function say(message: string): void {
		error.textContent = message;
		field.setAttribute('aria-invalid', String(message !== ''));
	}

	function working(is: boolean): void {
		// Off without losing the focus.
		button.setAttribute('aria-disabled', String(is));
		button.textContent = is ? 'Entrando…' : 'Entrar';
	}

	form.addEventListener('submit', (event) => {
		event.preventDefault();
		if (button.getAttribute('aria-disabled') === 'true') return;
		const key = field.value.trim();
		if (!isKey(key)) {
			say(key === '' ? 'Informe a sua chave de acesso.' : 'Esta chave tem espaços ou acentos: copie de novo a chave que você recebeu.');
			field.focus();
			return;
		}
		enter(key);
	});

	return {
		/** Shows the form with what went wrong, ready for another key. */
		show(message = ''): void {
			root.hidden = false;
			working(false);
			field.value = '';
			say(message);
			field.focus();
		},
		/** The key is being tried. */
		trying(): void {
			root.hidden = false;
			say('');
			working(true);
		},
		/** The server did not answer; it is asked again by itself, and "Entrar" asks at once. */
		waiting(key: string, message: string): void {
			working(false);
			field.value = key;
			say(message);
		},
		/** Whether the keyboard stood in the form. */
		hide(): boolean {
			const stood = root.contains(document.activeElement);
			root.hidden = true;
			field.value = '';
			return stood;
		},
	};
}
