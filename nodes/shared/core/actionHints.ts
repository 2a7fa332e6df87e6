import type { Role } from './commands';
import { isAtLeast } from './commands';
import { AUTO_DETECTED, type Mode } from './session/state';

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
