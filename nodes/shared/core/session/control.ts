import { accepted } from './escalated';
import type { Order } from './event';
import { changed, entry, outcome, type Refusal, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { AUTO_DETECTED, owned, paused, withAgent, withoutEscalation, type Session } from './state';

/** An attendant's order about a conversation (handoff spec T08 to T10, T18 to T24, T29 to T31, A11). */
export function control(session: Session, event: Order, now: string, rules: SessionRules): Transition {
	switch (event.type) {
		case 'takeOver':
			return takenOver(session, event, now, rules);
		case 'release':
			return mayRelease(session, event, rules)
				? done(session, released(session, now), event.attendant) // T10, T22, T30
				: refused(session, event, 'NOT_OWNER'); // T23
		case 'pause':
			return session.mode === 'human' && !isOwner(session, event.attendant) && !event.force
				? refused(session, event, 'NOT_OWNER')
				: done(session, paused(session, event.attendant ?? 'system', event.reason, now), event.attendant); // T09, T24, T31
		case 'transfer':
			return transferred(session, event, now, rules);
	}
}

/** Back with the agent; where it was answering all the while, the call for a person is over. */
const released = (session: Session, now: string): Session =>
	session.mode === 'agent' && session.metadata.escalation_requested === true ? withoutEscalation(session) : withAgent(session, now);

function takenOver(session: Session, event: Extract<Order, { type: 'takeOver' }>, now: string, rules: SessionRules): Transition {
	const { attendant } = event;
	if (attendant === null || attendant === '') return refused(session, event, 'ATTENDANT_REQUIRED'); // T21
	const previous = isTakenFrom(session, attendant);
	if (previous !== null && rules.conflict === 'reject' && !event.force) return refused(session, event, 'OWNED_BY_OTHER'); // T19
	const taken = accepted(owned(session, attendant, now), attendant, now);
	return done(session, taken, attendant, previous === null ? [] : [{ kind: 'owner_changed', to: previous }]); // T08, T18, T20, T29
}

/** An owner that another attendant would take the conversation from; nobody in particular may be followed by anybody (A11). */
const isTakenFrom = (session: Session, attendant: string): string | null =>
	session.mode === 'human' && session.humanAttendant !== attendant && session.humanAttendant !== AUTO_DETECTED
		? session.humanAttendant
		: null;

/** From one person to the other at once: no moment of the agent's in between (A11). */
function transferred(session: Session, event: Extract<Order, { type: 'transfer' }>, now: string, rules: SessionRules): Transition {
	if (event.to === '') return refused(session, event, 'ATTENDANT_REQUIRED');
	if (session.mode === 'human' && !isOwner(session, event.attendant) && !event.force && rules.conflict === 'reject')
		return refused(session, event, 'NOT_OWNER');
	const after = accepted(owned(session, event.to, now), event.to, now);
	return {
		...done(session, after, event.attendant, [{ kind: 'owner_changed', to: event.to }]),
		history: changed(session, after, { type: 'human', id: event.attendant }, { reason: event.note || 'transfer' }),
	};
}

const isOwner = ({ humanAttendant }: Session, attendant: string | null): boolean =>
	humanAttendant === attendant || humanAttendant === AUTO_DETECTED;

const mayRelease = (session: Session, event: { attendant: string | null; force: boolean }, rules: SessionRules): boolean =>
	session.mode !== 'human' || rules.release === 'anyone' || event.force || isOwner(session, event.attendant);

const done = (before: Session, after: Session, attendant: string | null, notices: Transition['notices'] = []): Transition =>
	outcome(after, 'command_processed', {
		history: changed(before, after, attendant === null ? { type: 'system', id: null } : { type: 'human', id: attendant }),
		notices: before.modeEpoch === after.modeEpoch ? [] : notices,
	});

const refused = (session: Session, { type, attendant }: Order, code: Refusal['code']): Transition =>
	outcome(session, 'command_rejected', {
		refusal: { code, owner: session.humanAttendant, since: session.humanSince },
		history: [entry(session, session, 'command_rejected', { type: 'human', id: attendant }, `${type}: ${code}`)],
	});
