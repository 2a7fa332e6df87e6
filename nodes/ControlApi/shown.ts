import { withHints } from '../shared/core/handoff/actionHints';
import type { CommandResult } from '../shared/core/session/decision';
import type { At, Circumstances } from '../Conversation/change';
import type { Caller } from './who';

/** One session as the caller sees it: with its customer's name and the buttons that make sense for the caller. */
export const shown = (at: At, { name }: Circumstances, me: Caller) => withHints({ ...at, name: name ?? null }, me);

/** The result of an order with the session as the caller sees it, where it tells of one: a page can show it without asking again. */
export const shownResult = (result: CommandResult, at: At, circumstances: Circumstances, me: Caller): CommandResult =>
	result.data.session ? { ...result, data: { ...result.data, session: shown(at, circumstances, me) } } : result;
