import { withHints } from '../shared/core/handoff/actionHints';
import { integrationDown } from '../shared/core/handoff/integrationTexts';
import { NOBODY_KNOWN } from '../shared/core/handoff/people';
import type { ListedSession, SessionPage } from '../shared/store/session';
import { nameIn } from './names';
import type { Caller } from './who';

/** Conversations that nobody touched for so long are not listed. */
export const DAY_MS = 24 * 3_600_000;

/**
 * A list of conversations as the caller sees it: with names, and the buttons that make sense for the caller. Each tells in `guarded_by` who has its customer on
 * another number of the company and keeps the agent quiet here, `{channel, mode, attendant, attendant_name}`; null where nobody does.
 */
export const listed = (page: SessionPage, me: Caller) => ({
	total: page.total,
	sessions: page.sessions.map((session) => withHints({ ...session, ...namesIn(session) }, me)),
	next_cursor: null as string | null,
	me,
	agent_enabled: page.agent_enabled !== false,
	/** What the attendants should know of: one line each. */
	warnings: [...new Set((page.integrations ?? []).map((down) => integrationDown(down, 'America/Sao_Paulo')))],
	now: page.now,
});

/** Of who left or never was of the team, what the id tells, as everywhere. */
const namesIn = ({ human_attendant_name, human_attendant, paused_by_name, paused_by, guarded_by }: ListedSession) => ({
	human_attendant_name: human_attendant_name ?? nameIn(NOBODY_KNOWN, human_attendant),
	paused_by_name: paused_by_name ?? nameIn(NOBODY_KNOWN, paused_by),
	guarded_by: guarded_by
		? { ...guarded_by, attendant_name: guarded_by.attendant_name ?? nameIn(NOBODY_KNOWN, guarded_by.attendant) }
		: null,
});
