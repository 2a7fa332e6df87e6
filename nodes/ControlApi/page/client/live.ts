import type { Answer, ControlApi } from './api';
import { hiddenDelay, nextDelay } from './backoff';
import { hear } from './hear';
import { keyOf, merged } from './sessions';
import type { ActiveSessions, Answered, Attendant, Session } from './types';

/** What the page knows at one moment. */
export interface Live {
	sessions: ReadonlyMap<string, Session>;
	me: Attendant;
	agentEnabled: boolean;
	/** What does not work, one line each. */
	warnings: readonly string[];
	attendants: readonly Attendant[];
	/** More sessions exist than the page reads. */
	cut: boolean;
	/** The server's clock minus this device's, in milliseconds. */
	skew: number;
}

export interface Listener {
	changed(live: Live, before: Live | null): void;
	/** The server failed; the next attempt is in `retryMs`. */
	failed(retryMs: number, message: string | null): void;
	recovered(): void;
	unauthorized(): void;
}

const MOST_PAGES = 20;
/** Everything is asked again after this time, since a question for changes does not tell which sessions went away. */
const COMPLETE_EVERY_MS = 120_000;
/** What was being saved while the last answer was made is asked again. */
const OVERLAP_MS = 2000;
/** An answer that is older than the newest one by more was not overtaken: the server's clock was set back. */
const OVERTAKEN_MS = 60_000;

/**
 * Keeps the list current by asking every 3 s for changes; less often while the server fails or the page is hidden.
 * @param listens the server can tell of changes: while it does, it is only asked for everything from time to time
 */
export function follow(api: ControlApi, listener: Listener, listens = false) {
	let live: Live | null = null;
	let since: string | null = null;
	let completeAt = 0;
	let failures = 0;
	let timer: number | undefined;
	let busy = false;
	let again: 'no' | 'changes' | 'all' = 'no';
	let stopped = false;
	let stopHearing: (() => void) | null = null;
	let isTold = false;
	/** By the server's clock, when the newest answer was made. */
	let newest = 0;

	async function ask(): Promise<void> {
		clearTimeout(timer);
		const complete = since === null || again === 'all' || Date.now() - completeAt >= COMPLETE_EVERY_MS;
		again = 'no';
		busy = true;
		const answer = await pages(complete ? null : since);
		busy = false;
		if (stopped) return;
		if (answer.kind === 'refused' && answer.status === 401) return listener.unauthorized();
		if (answer.kind === 'offline' || answer.kind === 'refused') {
			failures += 1;
			if (complete) again = 'all';
			listener.failed(delay(), answer.kind === 'refused' ? answer.refusal.message : null);
		} else {
			failures = 0;
			listener.recovered();
			if (answer.kind === 'ok') await take(answer.body, complete);
		}
		if (!stopped) plan();
	}

	const delay = () => (isTold && failures === 0 ? COMPLETE_EVERY_MS : (document.hidden ? hiddenDelay : nextDelay)(failures));

	const ear = {
		heard(changes: ActiveSessions | null): void {
			if (changes) void take(changes, false);
			// What happened between the last question and the first word is asked once more.
			if (!isTold || !changes) refresh(changes ? 'changes' : 'all');
			isTold = true;
		},
		/** As when nobody tells: whatever is wrong, the answer says it. */
		lost(): void {
			isTold = false;
			refresh();
		},
	};

	function plan(): void {
		if (again !== 'no' && failures === 0) return void ask();
		clearTimeout(timer);
		timer = setTimeout(ask, delay());
	}

	/** All pages of one question as one answer. */
	async function pages(updatedSince: string | null): Promise<Answer<ActiveSessions>> {
		const first = await api.sessions(updatedSince, null);
		if (first.kind !== 'ok') return first;
		const body = { ...first.body, sessions: [...first.body.sessions] };
		for (let page = 1; page < MOST_PAGES && body.next_cursor; page += 1) {
			const next = await api.sessions(updatedSince, body.next_cursor);
			if (next.kind !== 'ok') return next.kind === 'unchanged' ? { kind: 'offline' } : next;
			body.sessions.push(...next.body.sessions);
			body.next_cursor = next.body.next_cursor;
		}
		return { kind: 'ok', body };
	}

	async function take({ sessions, me, now, agent_enabled, warnings, next_cursor }: ActiveSessions, complete: boolean): Promise<void> {
		const before = live;
		const at = Date.parse(now);
		// An answer that was overtaken by another does not know what that one told.
		const isLate = at < newest && newest - at < OVERTAKEN_MS;
		if (!isLate) newest = at;
		// The same question again costs the server and the network least; it moves on only when something came.
		if (complete || sessions.length > 0) since = new Date(at - OVERLAP_MS).toISOString();
		if (complete) completeAt = Date.now();
		live = {
			sessions: merged(before?.sessions ?? new Map(), sessions, complete, { at, isLate }),
			me,
			agentEnabled: agent_enabled,
			warnings: warnings ?? [],
			attendants: before?.attendants ?? [],
			cut: complete ? next_cursor !== null : (before?.cut ?? false),
			skew: at - Date.now(),
		};
		listener.changed(live, before);
		if (listens && !stopped) stopHearing ??= hear(api, ear);
		if (complete) await learnNames();
	}

	async function learnNames(): Promise<readonly Attendant[]> {
		const answer = await api.attendants();
		if (answer.kind === 'ok' && live && !stopped) {
			const before = live;
			live = { ...live, attendants: answer.body.attendants };
			listener.changed(live, before);
		}
		return live?.attendants ?? [];
	}

	/** Asks now: for changes, or for everything after a conflict. */
	function refresh(what: 'changes' | 'all' = 'changes'): void {
		if (again !== 'all') again = what;
		if (!busy && !stopped) void ask();
	}

	/** Seen again: asked at once. What is under way while the page goes to the back plans the next question itself. */
	const visibility = () => (document.hidden ? !busy && plan() : refresh());
	const online = () => refresh();
	document.addEventListener('visibilitychange', visibility);
	addEventListener('online', online);
	void ask();

	return {
		refresh,
		learnNames,
		/** Takes what an action answered, without waiting for the next question; an answer tells nothing of the last words. */
		put(session: Answered): void {
			const held = live?.sessions.get(keyOf(session));
			if (!live || !held) return refresh();
			const before = live;
			live = { ...live, sessions: merged(live.sessions, [{ ...held, ...session }], false) };
			listener.changed(live, before);
		},
		stop(): void {
			stopped = true;
			stopHearing?.();
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', visibility);
			removeEventListener('online', online);
		},
	};
}

export type Following = ReturnType<typeof follow>;
