import type { EscalationReason, SessionEvent } from './event';
import { changed, entry, outcome, type ActorType, type Transition } from './outcome';
import type { SessionRules } from './rules';
import { paused, secondsBetween, type Session } from './state';

interface Escalation {
	reason: EscalationReason;
	detail: string;
	summary: string;
	/** The customer's words that asked for it. */
	message: string | null;
	actor: ActorType;
}

export const asked = ({ text }: Extract<SessionEvent, { type: 'customerMessage' }>): Escalation => ({
	reason: 'pediu_humano',
	detail: '',
	summary: '',
	message: text.slice(0, 500),
	actor: 'customer',
});

/**
 * A person is wanted (handoff spec A12, T05): the customer gets ready words, the team is told, the agent pauses. With a person there already nothing
 * changes.
 */
export function withEscalation(session: Session, escalation: Escalation, now: string, rules: SessionRules): Transition {
	if (session.mode === 'human') return outcome(session, 'command_processed');
	const marked = noted(session, escalation, now, rules);
	const afterHours = !rules.isOpen;
	const staysOn = rules.escalation === 'keepAgent' || (afterHours && rules.keepAgentAfterHours);
	const after = staysOn ? marked.session : paused(marked.session, escalation.actor, 'escalation', now);
	return outcome(after, 'escalation_requested', {
		shouldRespond: true,
		canned: afterHours ? 'after_hours' : 'escalation',
		notices: marked.notices,
		history: [...marked.history, ...changed(session, after, { type: escalation.actor, id: null }, { reason: 'escalation' })],
	});
}

/** Writes an escalation into the metadata: the first one starts an episode, further ones are counted and told again after the cool-down only. */
export function noted(
	session: Session,
	escalation: Escalation,
	now: string,
	rules: SessionRules,
): Pick<Transition, 'session' | 'notices' | 'history'> {
	const { metadata } = session;
	const goesOn = metadata.escalation_requested === true;
	const notifiedAt = goesOn ? metadata.escalation_notified_at : undefined;
	const tells = typeof notifiedAt !== 'string' || secondsBetween(notifiedAt, now) >= rules.escalationCoolDownSeconds;
	const episode = goesOn
		? {}
		: {
				escalation_requested: true,
				escalation_reason: escalation.reason,
				escalation_detail: escalation.detail,
				escalation_summary: escalation.summary,
				escalation_at: now,
				escalation_message: escalation.message,
			};
	const after: Session = {
		...session,
		metadata: {
			...metadata,
			...episode,
			escalation_count: (goesOn ? Number(metadata.escalation_count ?? 0) : 0) + 1,
			...(tells && { escalation_notified_at: now }),
		},
	};
	return {
		session: after,
		notices: tells ? [{ kind: 'escalation', to: null }] : [],
		history: goesOn ? [] : [entry(session, after, 'escalation', { type: escalation.actor, id: null }, escalation.reason)],
	};
}

/** A person took an escalated conversation: kept until the conversation is given back. */
export const accepted = (session: Session, attendant: string, now: string): Session =>
	session.metadata.escalation_requested === true && session.metadata.escalation_accepted_at === undefined
		? { ...session, metadata: { ...session.metadata, escalation_accepted_at: now, escalation_accepted_by: attendant } }
		: session;
