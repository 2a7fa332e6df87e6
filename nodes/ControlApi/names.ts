import { AUTO_DETECTED } from '../shared/core/session/state';
import { attendantName } from '../shared/store/attendants';
import type { Store } from '../shared/store/store';
import type { CommandResult } from '../shared/core/session/decision';
import type { Caller } from './who';

/** Who has a conversation that was taken on the company's own phone, where nobody says who they are. */
const ON_THE_PHONE = 'Alguém pelo WhatsApp';

/** The name of whoever an id stands for; the id itself where nobody of the team has it, null for nobody. */
export async function nameOf(store: Store, id: string | null, me?: Caller): Promise<string | null> {
	if (id === null || id === '') return null;
	if (id === me?.id) return me.name;
	return id === AUTO_DETECTED ? ON_THE_PHONE : ((await attendantName(store, id)) ?? id);
}

/** The result of an order with the name of the owner that stands in its way. The sentence has its names already: `Conversation/command.ts` words it. */
export async function withNames(store: Store, result: CommandResult, owner: string | null, me: Caller): Promise<CommandResult> {
	const name = await nameOf(store, owner, me);
	return result.success || name === null ? result : { ...result, data: { ...result.data, owner_name: name } };
}
