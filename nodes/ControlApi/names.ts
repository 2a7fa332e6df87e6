import { NOBODY_KNOWN, shownName, type People } from '../shared/core/handoff/people';
import { AUTO_DETECTED } from '../shared/core/session/state';
import type { CommandResult } from '../shared/core/session/decision';
import type { Circumstances } from '../Conversation/change';
import type { Caller } from './who';

/**
 * The name of whoever an id stands for, as all notices and answers have it. Null where there is none to tell: for nobody, for somebody on the company's own
 * phone, and for an id that is nobody's of the team; whoever shows it has the id, and words of their own.
 */
export function nameIn(people: People, id: string | null | undefined): string | null {
	const name = id === AUTO_DETECTED ? null : shownName(id, people);
	return name === id ? null : name;
}

/** The same, of a conversation that is at hand: the team is read once for all names of an answer, and not for the caller's own. */
export async function nameOf(circumstances: Circumstances, id: string | null, me: Caller): Promise<string | null> {
	if (id === null || id === '' || id === AUTO_DETECTED) return null;
	return id === me.id ? me.name : nameIn((await circumstances.people?.()) ?? NOBODY_KNOWN, id);
}

/** The result of an order with the name of the owner that stands in its way. The sentence has its names already: `Conversation/command.ts` words it. */
export async function withNames(
	circumstances: Circumstances,
	result: CommandResult,
	owner: string | null,
	me: Caller,
): Promise<CommandResult> {
	const name = result.success ? null : await nameOf(circumstances, owner, me);
	return name === null ? result : { ...result, data: { ...result.data, owner_name: name } };
}
