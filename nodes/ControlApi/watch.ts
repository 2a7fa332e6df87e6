import { listSessions, type SessionPage } from '../shared/store/session';
import { looking, type Hearer } from '../shared/store/looking';
import { lookForChanges, type ChangedSession, type Watched } from '../shared/store/watched';
import type { Store } from '../shared/store/store';
import { DAY_MS, listed } from './listed';

/** An open page that is told of what changes. */
export interface Listener extends Hearer {
	/** Of the attendant's key: who has a key that is revoked hears nothing more. */
	keyHash: string;
	open: () => Promise<Store>;
	/** `changes` with a list as `GET /sessions/active` has it, or `all`: read everything anew. */
	send: (event: 'changes' | 'all', data: object) => void;
}

/** So many changes at once are no news but a new state: each page reads it for itself. */
const MOST_LISTED = 500;

/**
 * Tells a listener of every change from now on, and at first of those of the last half minute: what was committed since the page asked may have begun before. A
 * database that cannot be asked, or takes ten seconds, ends it: the pages ask by themselves then, and the routes say what is wrong.
 */
const watches = looking(watchOf, { fails: 0, takes: 10 });
export const watch = watches.listen;

function watchOf() {
	/** Who was told of the last half minute; who was not is told of all of it, not only of what is new to the others. */
	const told = new WeakSet<Listener>();
	let last: State | null = null;

	return async function look(asked: Listener[]): Promise<void> {
		const store = await asked[0].open();
		const found = await lookForChanges(store, last?.now ?? null, [...new Set(asked.map(({ keyHash }) => keyHash))]);
		const before = last;
		const next = stateOf(found);
		const fresh = found.changed.filter((one) => before?.versions.get(keyOf(one)) !== versionOf(one));
		const isNewHouse = before !== null && before.house !== next.house;
		const hasNews = fresh.length > 0 || before?.beside !== next.beside;
		const hasNewcomers = asked.some((one) => !told.has(one));
		const page = hasNews || hasNewcomers ? await listOf(store, found, (hasNewcomers ? found.changed : fresh)[0]?.[3]) : null;
		const phones = new Set(fresh.map(([, phone]) => phone));
		for (const listener of asked) {
			const me = found.attendants[listener.keyHash];
			// The page asks again, as it does whenever a stream ends, and learns that its key is not good any more.
			if (!me) listener.end();
			else if (isNewHouse || (page && page.sessions.length >= MOST_LISTED)) listener.send('all', {});
			else if (page && !told.has(listener)) listener.send('changes', listed(page, me));
			else if (page && hasNews)
				listener.send('changes', listed({ ...page, sessions: page.sessions.filter(({ phone }) => phones.has(phone)) }, me));
			told.add(listener);
		}
		last = next;
	};
}

/** What tells one look from the next. */
interface State {
	now: string;
	versions: ReadonlyMap<string, string>;
	/** Shown beside the conversations. */
	beside: string;
	house: string;
}
const stateOf = ({ now, changed, agent_enabled, integrations, house }: Watched): State => ({
	now,
	versions: new Map(changed.map((one) => [keyOf(one), versionOf(one)])),
	beside: JSON.stringify([agent_enabled, integrations]),
	house: JSON.stringify(house),
});

const keyOf = ([channel, phone]: ChangedSession): string => `${channel}\n${phone}`;
const versionOf = ([, , version, at]: ChangedSession): string => `${version} ${at}`;

/** The conversations that changed since then as lists show them, read once for all listeners; none where only what is beside them changed. */
async function listOf(store: Store, { now, agent_enabled, integrations }: Watched, since: string | undefined): Promise<SessionPage> {
	if (since === undefined) return { total: 0, sessions: [], now, agent_enabled, integrations };
	const active_since = new Date(Date.parse(now) - DAY_MS).toISOString();
	return await listSessions(store, { active_since, updated_since: since, guarded_too: true }, MOST_LISTED);
}
