import type { People } from '../shared/core/handoff/people';
import type { NoticeFacts } from '../shared/core/handoff/notice';
import type { SessionEvent } from '../shared/core/session/event';
import { entry, type HistoryEntry, type Notice, type Transition } from '../shared/core/session/outcome';
import { transition } from '../shared/core/session/transition';
import { customerWaits, type Session } from '../shared/core/session/state';
import {
	isKnownMode,
	saveSession,
	toRow,
	toSession,
	writeHistory,
	type Effect,
	type HistoryWrite,
	type SessionRow,
	type StoredSession,
	type WritingWindow,
} from '../shared/store/session';
import type { Store } from '../shared/store/store';
import type { HouseRules } from './rules';

/** One conversation as it was read; version 0 when it is not stored yet. */
export type At = SessionRow & { channel: string; phone: string };

/** What travels into the history with a change. */
export interface Circumstances {
	now: string;
	rules: HouseRules;
	/** Who has the customer on another number of ours, as it was read. */
	guard?: StoredSession | null;
	/** Until when the customer may be written to freely; none where the provider has no such window. */
	window?: WritingWindow | null;
	/** Shown in notices. */
	name?: string | null;
	/** Who is known of the team, read once for all that is said of one call or item. */
	people?: () => Promise<People>;
	messageId?: string;
	executionId?: string;
	/** If this takes the conversation from the agent, what the customer wrote until now is answered by whoever has it then (handoff spec A13). */
	emptyBuffer?: boolean;
}

export interface Changed {
	before: Session;
	at: At;
	transition: Transition;
	notices: NoticeFacts[];
}

/** Somebody else wrote the conversation each time that it was tried. */
export class Contended extends Error {
	readonly remedy = 'Try again; the sweep will see to what was left.';
	readonly facts = { reason: 'store_unavailable' };

	constructor() {
		super('The conversation changed three times while it was decided who speaks');
		this.name = 'Contended';
	}
}

/** How often a write is tried that somebody else was faster with (handoff spec A17). */
export const TRIES = 3;

/**
 * Lets something happen to a conversation: the transition on the version that was read, a write only if there is something to write, and the same again on
 * the newer version when somebody else was first (handoff spec A17).
 * @throws {Contended} after three lost races
 */
export async function change(store: Store, start: At, event: SessionEvent, circumstances: Circumstances): Promise<Changed> {
	let at = start;
	for (let tries = 0; tries < TRIES; tries++) {
		const before = toSession(at);
		const happened = transition(before, event, circumstances.now, circumstances.rules.session);
		const next = isKnownMode(at.mode) ? happened : toldOfMode(happened, before, at.mode, circumstances.now);
		const notices = next.notices.map((notice) => factsOf(notice, before, at, event, circumstances));
		if (!isWorthWriting(before, next)) return { before, at: { ...at, ...toRow(next.session) }, transition: next, notices };
		if (isRefusedOnly(before, next)) {
			await writeHistory(
				store,
				at,
				next.history.map((entry) => historyRow(entry, circumstances)),
			);
			return { before, at, transition: next, notices };
		}
		const written = await saveSession(store, at, next.session, {
			history: next.history.map((entry) => historyRow(entry, circumstances)),
			effects: effectsOf(next, notices, at, circumstances.rules),
			emptyBuffer: circumstances.emptyBuffer === true && next.session.modeEpoch !== before.modeEpoch && next.session.mode !== 'agent',
		});
		at = written.session;
		if (written.saved) return { before, at, transition: next, notices };
	}
	throw new Contended();
}

/** A mode that nobody knows is no mode: it is read as a pause, which this write makes it, and the team is told (handoff spec T41). */
function toldOfMode(happened: Transition, before: Session, mode: string, now: string): Transition {
	const { session } = happened;
	const isPause = session.mode === 'paused' && session.pausedAt === null;
	return {
		...happened,
		session: isPause ? { ...session, pausedAt: now, pausedBy: 'system', pauseReason: 'system' } : session,
		history: [entry(before, before, 'corrupt_mode', { type: 'system', id: null }, mode), ...happened.history],
		notices: [{ kind: 'corrupt_mode', to: null }, ...happened.notices],
	};
}

/** A refusal is kept, but it is no new version: many who are refused at once must not be in each other's way. */
const isRefusedOnly = (before: Session, { session, refusal, notices }: Transition): boolean =>
	refusal !== null && notices.length === 0 && shape(before) === shape(session);

const shape = (given: Session): string => JSON.stringify({ ...toRow(given), last_customer_message: null });

/** The customer's clock was moved when the message was stored: alone it is no reason to write. */
const isWorthWriting = (before: Session, { session, history, notices, unasked }: Transition): boolean =>
	history.length > 0 || notices.length > 0 || unasked !== null || shape(before) !== shape(session);

const historyRow = (entry: HistoryEntry, { messageId, executionId }: Circumstances): HistoryWrite => ({
	type: entry.type,
	actor_type: entry.actorType,
	actor_id: entry.actorId,
	from_mode: entry.fromMode,
	to_mode: entry.toMode,
	from_owner: entry.fromOwner,
	to_owner: entry.toOwner,
	reason: entry.reason,
	message_id: messageId ?? null,
	execution_id: executionId ?? null,
});

function factsOf(notice: Notice, before: Session, at: At, event: SessionEvent, { name }: Circumstances): NoticeFacts {
	const said = event.type === 'customerMessage' ? event.text.slice(0, 500) : null;
	const { escalation_message, escalation_reason, escalation_summary } = at.metadata ?? {};
	return {
		kind: notice.kind,
		phone: at.phone,
		name: name ?? null,
		attendant: notice.to,
		owner: before.humanAttendant,
		since: before.humanSince,
		message: said ?? (escalation_message as string | undefined) ?? null,
		reason:
			notice.kind === 'corrupt_mode'
				? at.mode
				: event.type === 'escalate'
					? event.reason
					: ((escalation_reason as string | undefined) ?? 'pediu_humano'),
		...(notice.kind === 'auto_resumed' && { customerWaiting: customerWaits(before) }),
		summary: event.type === 'escalate' ? event.summary || event.detail : ((escalation_summary as string | undefined) ?? null),
	};
}

/** A change is written once, so its version makes a key; a refused operator is told once for as long as the owner stays. */
function effectsOf(next: Transition, notices: NoticeFacts[], at: At, rules: HouseRules): Effect[] {
	const place = `${at.channel}:${at.phone}`;
	const told = notices.map((facts): Effect => {
		const once = facts.kind === 'operator_refused' ? `epoch${next.session.modeEpoch}:${facts.attendant}` : `version${at.version + 1}`;
		return { key: `notice:${facts.kind}:${place}:${once}`, kind: 'notice', channel: at.channel, phone: at.phone, payload: facts };
	});
	if (next.unasked === null) return told;
	const payload = { text: rules.texts[next.unasked], mode_epoch: next.session.modeEpoch };
	const key = `unasked:${next.unasked}:${place}:${next.session.modeEpoch}`;
	return [...told, { key, kind: 'whatsapp_text', channel: at.channel, phone: at.phone, payload }];
}
