import type { Action, Session } from './types';

export interface Button {
	action: Action;
	label: string;
	/** The path's last segment. */
	verb: 'takeover' | 'release' | 'transfer' | 'pause' | 'resume';
	look: 'primary' | 'plain' | 'danger';
}

/** In the order in which they stand. */
const BUTTONS: readonly Button[] = [
	{ action: 'takeover', label: 'Assumir', verb: 'takeover', look: 'primary' },
	{ action: 'release', label: 'Liberar', verb: 'release', look: 'primary' },
	{ action: 'resume', label: 'Retomar', verb: 'resume', look: 'plain' },
	{ action: 'transfer', label: 'Transferir', verb: 'transfer', look: 'plain' },
	{ action: 'pause', label: 'Pausar', verb: 'pause', look: 'plain' },
	{ action: 'force_takeover', label: 'Assumir à força', verb: 'takeover', look: 'danger' },
];

/** Exactly the buttons that the server names; a name this page does not know has none. */
export const buttonsOf = ({ actions }: Pick<Session, 'actions'>): Button[] => BUTTONS.filter(({ action }) => actions.includes(action));
