import type { Reason } from './event';
import type { Mode, Session } from './state';

export type HistoryType =
	| 'session_created'
	| 'mode_changed'
	| 'owner_changed'
	| 'command'
	| 'command_rejected'
	| 'escalation'
	| 'auto_resumed'
	| 'expired'
	| 'reply_discarded'
	| 'metadata_set'
	| 'crm_deal'
	| 'corrupt_mode'
	| 'global_switch'
	/** A number of ours stands in for another one, and a conversation goes that way or its own again: written by the database alone. */
	| 'failover'
	| 'route_changed';
export type ActorType = 'customer' | 'agent' | 'human' | 'system';

/** A row of the append-only history (handoff spec A17). A type alias, so that it goes into JSON as it is. */
export type HistoryEntry = {
	type: HistoryType;
	actorType: ActorType;
	actorId: string | null;
	fromMode: Mode;
	toMode: Mode;
	fromOwner: string | null;
	toOwner: string | null;
	reason: string | null;
};

/** Somebody of the team is to be told. */
export type Notice = {
	kind:
		| 'escalation'
		| 'auto_resumed'
		| 'owner_changed'
		| 'operator_refused'
		| 'expired_while_paused'
		| 'escalation_unaccepted'
		| 'opted_out_wrote'
		| 'corrupt_mode';
	/** The attendant that it is for; null is the whole team. */
	to: string | null;
};

/** Ready words for the customer, in place of the model's. */
export type CannedReply = 'escalation' | 'after_hours' | 'holding';
/** Words for the customer that no message of theirs asked for: they go over the outbox. */
export type Unasked = 'greeting' | 'apology';

export type Refusal = {
	code: 'OWNED_BY_OTHER' | 'NOT_OWNER' | 'ATTENDANT_REQUIRED';
	owner: string | null;
	since: string | null;
};

export interface Transition {
	session: Session;
	shouldRespond: boolean;
	reason: Reason;
	canned: CannedReply | null;
	unasked: Unasked | null;
	/** The agent took the turn back: greet before answering. */
	greet: boolean;
	refusal: Refusal | null;
	history: HistoryEntry[];
	notices: Notice[];
}

type Extras = Partial<Omit<Transition, 'session' | 'reason'>>;

export const outcome = (session: Session, reason: Reason, extras: Extras = {}): Transition => ({
	session,
	reason,
	shouldRespond: false,
	canned: null,
	unasked: null,
	greet: false,
	refusal: null,
	history: [],
	notices: [],
	...extras,
});

/** The history of a change of mode or owner; nothing when neither changed. */
export function changed(
	before: Session,
	after: Session,
	actor: { type: ActorType; id: string | null },
	{ type, reason = null }: { type?: HistoryType; reason?: string | null } = {},
): HistoryEntry[] {
	if (before.modeEpoch === after.modeEpoch) return [];
	return [entry(before, after, type ?? (before.mode === after.mode ? 'owner_changed' : 'mode_changed'), actor, reason)];
}

export const entry = (
	before: Session,
	after: Session,
	type: HistoryType,
	actor: { type: ActorType; id: string | null },
	reason: string | null,
): HistoryEntry => ({
	type,
	actorType: actor.type,
	actorId: actor.id,
	fromMode: before.mode,
	toMode: after.mode,
	fromOwner: before.humanAttendant,
	toOwner: after.humanAttendant,
	reason,
});
