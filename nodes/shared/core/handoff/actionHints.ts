import { isAtLeast, type Role } from './commands';
import { AUTO_DETECTED, type Mode } from '../session/state';

export type Action = 'takeover' | 'release' | 'transfer' | 'pause' | 'resume' | 'force_takeover';

/**
 * The buttons that make sense for an attendant (handoff spec B2): whoever reads a list of conversations need not know the rules. Pause and resume are
 * offered where the commands would succeed.
 */
export function actionHints(session: { mode: Mode; human_attendant: string | null }, me: { id: string; role: Role }): Action[] {
	switch (session.mode) {
		case 'agent':
			return ['takeover', 'pause'];
		case 'paused':
			return ['takeover', 'resume'];
		case 'human':
			if (session.human_attendant === me.id) return ['release', 'transfer', 'pause'];
			if (session.human_attendant === AUTO_DETECTED) return ['takeover', 'release'];
			return isAtLeast(me.role, 'supervisor') ? ['force_takeover', 'release', 'transfer'] : [];
	}
}

/** A conversation with the buttons that make sense for whoever looks. */
export const withHints = <S extends { mode: string; human_attendant: string | null }>(
	session: S,
	me: { id: string | null; role: Role },
): S & { actions: Action[] } => ({
	...session,
	actions: actionHints({ mode: session.mode as Mode, human_attendant: session.human_attendant }, { id: me.id ?? '', role: me.role }),
});
