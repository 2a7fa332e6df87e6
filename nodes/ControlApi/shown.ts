import { withHints } from '../shared/core/handoff/actionHints';
import type { CommandResult } from '../shared/core/session/decision';
import type { At, Circumstances } from '../Conversation/change';
import { nameOf, withNames } from './names';
import type { Call } from './call';

/** One session as the caller sees it: with the names of its customer and of who has it, and the buttons that make sense for the caller. */
export const shown = async ({ me }: Pick<Call, 'me'>, at: At, circumstances: Circumstances) =>
	withHints(
		{
			...at,
			name: circumstances.name ?? null,
			...(circumstances.window !== undefined && { window: circumstances.window }),
			human_attendant_name: await nameOf(circumstances, at.human_attendant, me),
			paused_by_name: await nameOf(circumstances, at.paused_by, me),
		},
		me,
	);

/** The result of an order with names for ids, and with the session as the caller sees it where it tells of one: a page can show it without asking again. */
export async function shownResult(call: Call, result: CommandResult, at: At, circumstances: Circumstances): Promise<CommandResult> {
	const told = await withNames(circumstances, result, at.human_attendant, call.me);
	return told.data.session ? { ...told, data: { ...told.data, session: await shown(call, at, circumstances) } } : told;
}
