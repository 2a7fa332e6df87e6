import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../setup/oneNode';
import { publish, type Published } from '../../setup/published';
import { until } from '../../shared/server/portForTests';
import { alone, play } from '../servers';
import { addUser, PASSWORD } from '../team';

/** Somebody with a login, and our node that works for them. */
export async function person(url: string, role: Parameters<typeof addUser>[0]) {
	const { email, number } = await addUser(role);
	const own = (password: string) => ({
		atendeAquiAttendanceApi: { baseUrl: url, email, password, dialect: 'documented', timeZone: 'America/Sao_Paulo' },
	});
	const does = async (
		resource: string,
		operation: string,
		parameters: IDataObject = {},
		{ items = [{}] as IDataObject[], password = PASSWORD, settings = {} } = {},
	): Promise<IDataObject[]> => {
		if (items.length === 0) return [];
		const run = await runNode({
			type: 'attendanceApi',
			parameters: { resource, operation, ...parameters },
			items,
			credentials: own(password),
			settings,
		});
		if (run.error) throw run.error;
		return run.items('Node');
	};
	return { email, number, role, credentials: own(PASSWORD), does };
}
export type Person = Awaited<ReturnType<typeof person>>;

const EVENTS = ['new_message', 'conversation_assigned', 'conversation_closed'];

/** Somebody's trigger at the socket, and what it told. */
export async function listens(who: Person) {
	const json = alone('attendanceApiTrigger', `trigger-of-${who.number}`, { events: EVENTS });
	const published: Published = await publish(json, { node: 'Trigger', credentials: who.credentials as never, play });
	const told = (): IDataObject[] => published.emissions.map(([[item]]) => item);
	let read = 0;
	return {
		failures: published.failures,
		told,
		/** What was told since it was last asked. */
		fresh: (): IDataObject[] => {
			const all = told();
			return all.slice(read, (read = all.length));
		},
		close: published.close,
	};
}
export type Ear = Awaited<ReturnType<typeof listens>>;

/** What one told event is known by: whose it became, that it is over, or the words, of which no two are the same here. */
export const nameOf = ({ event, conversationId, content }: IDataObject): string =>
	event === 'new_message' ? `said ${String(content)}` : `${String(event)} ${String(conversationId)}`;

/**
 * Waits until a trigger told all of it: for as long as a trigger may take that a busy server was slow to let into a room, whose last look is 45 s after its joining.
 * @throws with what it did not tell
 */
export async function hears(ear: Ear, wanted: ReadonlySet<string>, withinMs = 60_000): Promise<void> {
	const missing = () => {
		const names = new Set(ear.told().map(nameOf));
		return [...wanted].filter((name) => !names.has(name));
	};
	await until(() => missing().length === 0, withinMs);
	if (missing().length > 0) throw new Error(`A trigger did not tell: ${missing().join(', ')}`);
}
