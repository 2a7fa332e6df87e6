import { byId, el, setText } from './dom';
import type { Attendant } from './types';

/** Opens a dialog of the page; true when it was confirmed, false when it was cancelled or left with Escape. */
function asked(dialog: HTMLDialogElement): Promise<boolean> {
	dialog.returnValue = '';
	dialog.showModal();
	return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'ok'), { once: true }));
}

/** Cancel closes without the form's checks; the form itself closes with "ok" because its method is "dialog". */
function cancellable(dialog: HTMLDialogElement): HTMLDialogElement {
	dialog.querySelector('[data-cancel]')?.addEventListener('click', () => dialog.close(''));
	return dialog;
}

export function dialogs() {
	const force = cancellable(byId('force', HTMLDialogElement));
	const transfer = cancellable(byId('transfer', HTMLDialogElement));
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
