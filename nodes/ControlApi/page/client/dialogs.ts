import { byId, el, setText } from './dom';
import type { Attendant } from './types';

/**
 * Opens a dialog of the page; true when it was confirmed, false when it was cancelled or left with Escape. Whoever leaves it is heard at once, not with the event
 * "close", which comes later than the focus goes back: a key pressed in between would find its button still off.
 */
function asked(dialog: HTMLDialogElement): Promise<boolean> {
	const heard = new AbortController();
	const once = { signal: heard.signal };
	dialog.returnValue = '';
	dialog.showModal();
	return new Promise<boolean>((resolve) => {
		const leave = (event: Event) => {
			event.preventDefault();
			dialog.close('');
			resolve(false);
		};
		dialog.addEventListener('cancel', leave, once);
		// Its button closes without the form's checks; the form itself closes with "ok" because its method is "dialog".
		dialog.querySelector('[data-cancel]')?.addEventListener('click', leave, once);
		// That of the time before may come when it is open again.
		dialog.addEventListener('close', () => dialog.open || resolve(dialog.returnValue === 'ok'), once);
	}).finally(() => heard.abort());
}

export function dialogs() {
	const force = byId('force', HTMLDialogElement);
	const transfer = byId('transfer', HTMLDialogElement);
	const to = byId('transfer-to', HTMLSelectElement);
	const reason = byId('transfer-reason', HTMLInputElement);

	return {
		confirmForce(who: string, ownerName: string): Promise<boolean> {
			setText(
				byId('force-text', HTMLParagraphElement),
				`${ownerName} está atendendo ${who}. A conversa passa para você, e ${ownerName} fica sem ela.`,
			);
			return asked(force);
		},
		/** Who gets the conversation, and why; null when cancelled. */
		async pickAttendant(who: string, attendants: readonly Attendant[]): Promise<{ to: string; reason?: string } | null> {
			setText(byId('transfer-text', HTMLParagraphElement), `Quem passa a atender ${who}?`);
			to.replaceChildren(el('option', { value: '' }, 'Escolha…'), ...attendants.map(({ id, name }) => el('option', { value: id }, name)));
			reason.value = '';
			if (!(await asked(transfer)) || to.value === '') return null;
			const why = reason.value.trim();
			return { to: to.value, ...(why === '' ? {} : { reason: why }) };
		},
	};
}
