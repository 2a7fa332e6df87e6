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

const SIGNS = /[.*+?^${}()|[\]\\]/g;

/** A sentence that tells of a person by their id, with the name in its place. */
export const named = (sentence: string, id: string | null, name: string | null): string =>
	id === null || id === '' || name === null
		? sentence
		: sentence.replace(new RegExp(`(?<![\\p{L}\\p{N}@_-])${id.replace(SIGNS, '\\$&')}(?![\\p{L}\\p{N}@_-])`, 'gu'), () => name);

/** The result of an order with the name of whoever is in it: the owner that stands in the way, or the new one. */
export async function withNames(store: Store, result: CommandResult, owner: string | null, me: Caller): Promise<CommandResult> {
	const name = await nameOf(store, owner, me);
	const data = result.success || name === null ? result.data : { ...result.data, owner_name: name };
	return { ...result, message: named(result.message, owner, name), data };
}
