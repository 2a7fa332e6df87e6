import { sleep } from 'n8n-workflow';

import { listSessions, type SessionPage } from '../shared/store/session';
import { lookForChanges, type ChangedSession, type Watched } from '../shared/store/watched';
import type { Store } from '../shared/store/store';
import { DAY_MS, listed } from './listed';

/** An open page that is told of what changes. */
export interface Listener {
	/** Of the attendant's key: who has a key that is revoked hears nothing more. */
	keyHash: string;
	open: () => Promise<Store>;
	/** `changes` with a list as `GET /sessions/active` has it, or `all`: read everything anew. */
	send: (event: 'changes' | 'all', data: object) => void;
	beat: () => void;
	end: () => void;
	/** The database could not be asked. */
	failed: (error: Error) => void;
}

const LOOK_EVERY_MS = 1000;
/** Every 15 seconds: half of the shortest silence after which a usual proxy ends a connection (30 seconds), a quarter of nginx's. */
const BEAT_EVERY_LOOKS = 15;
/** A look that takes so many seconds is no look: the pages ask by themselves, and say what is wrong. */
const PATIENCE_LOOKS = 10;
/** So many changes at once are no news but a new state: each page reads it for itself. */
const MOST_LISTED = 500;

/** By company: one question a second for all of its open pages, whichever trigger they came to, and none while there are none. */
const watches = new Map<string, ReturnType<typeof watchOf>>();

/**
 * Tells a listener of every change from now on, and at first of those of the last half minute: what was committed since the page asked may have begun before.
 * @param company see `companyAt`
 * @returns how it leaves
 */
export function watch(company: string, listener: Listener): () => void {
	const known = watches.get(company) ?? watchOf(() => watches.delete(company));
	watches.set(company, known);
	return known.add(listener);
}

function watchOf(ended: () => void) {
	const listeners = new Set<Listener>();
	/** Who was told of the last half minute; who was not is told of all of it, not only of what is new to the others. */
	const told = new WeakSet<Listener>();
	let last: State | null = null;
	let isRunning = false;

	async function look(asked: Listener[]): Promise<void> {
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
	}

	/** A database that cannot be asked is told of by the routes that the pages ask then: nobody goes on waiting here. */
	async function tryToLook(): Promise<void> {
		const asked = [...listeners];
		await look(asked).catch((error: Error) => {
			asked[0].failed(error);
			for (const listener of asked) listener.end();
		});
	}

	async function run(): Promise<void> {
		let behind = -1;
		for (let looks = 1; listeners.size > 0; looks++) {
			if (behind < 0) {
				behind = 0;
				void tryToLook().finally(() => (behind = -1));
			} else if (++behind >= PATIENCE_LOOKS) for (const listener of listeners) listener.end();
			await sleep(LOOK_EVERY_MS);
			if (looks % BEAT_EVERY_LOOKS === 0) for (const listener of listeners) listener.beat();
		}
		ended();
	}

	return {
		add(listener: Listener): () => void {
			listeners.add(listener);
			if (!isRunning) {
				isRunning = true;
				void run();
			}
			return () => void listeners.delete(listener);
		},
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
