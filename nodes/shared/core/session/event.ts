import type { Mode, PauseReason } from './state';

/**
 * Why a person is called (handoff spec A12, `motivo`): the three of the first integrations, and what the agent calls one for by itself. Whoever adds one adds
 * its words in `handoff/reasons.ts`.
 */
export const ESCALATION_REASONS = [
	/** The customer asked for a person in plain words. */
	'pediu_humano',
	'erro_agente',
	'erro_consecutivo',
	/** The customer needs support for something they have. */
	'support',
	/** The customer is angry, or asks the same again and again. */
	'frustration',
	/** The lead became hot. */
	'hot',
	/** The agent asks for a person; why is in the detail. */
	'agent_request',
] as const;
export type EscalationReason = (typeof ESCALATION_REASONS)[number];

/** All that can happen to a conversation. Times of messages are the provider's; `force` was granted by the caller, who knows the role. */
export type SessionEvent =
	| {
			type: 'customerMessage';
			at: string;
			text: string;
			asksForHuman: boolean;
			looksLikeCommand: boolean;
			/** Whose the customer is on another number of ours: nobody talks over them from this one. */
			guard?: Mode;
	  }
	/** The customer wrote to another number of ours, which this conversation guards. */
	| { type: 'wroteElsewhere' }
	| { type: 'agentMessage'; at: string }
	| {
			type: 'operatorMessage';
			at: string;
			attendant: string | null;
			byPrefix: boolean;
			/** Nothing but the prefix: it takes the conversation over and answers nothing. */
			isBare?: boolean;
	  }
	| { type: 'takeOver'; attendant: string | null; force: boolean }
	| { type: 'release'; attendant: string | null; force: boolean }
	| { type: 'pause'; attendant: string | null; reason: PauseReason; force: boolean }
	| { type: 'transfer'; attendant: string | null; to: string; note: string; force: boolean }
	| { type: 'touch'; attendant: string }
	| { type: 'escalate'; reason: EscalationReason; detail: string; summary: string }
	/** A moment passes: the sweep looks at the conversation. */
	| { type: 'tick' };

/** What an attendant orders about a conversation. */
export type Order = Extract<SessionEvent, { type: 'takeOver' | 'release' | 'pause' | 'transfer' }>;

export type Reason =
	| 'agent_active'
	| 'auto_resumed'
	| 'escalation_requested'
	| 'waiting_human'
	| 'human_message'
	| 'human_prefix'
	| 'command_processed'
	| 'command_unknown'
	| 'command_rejected'
	| 'session_paused'
	| 'globally_disabled'
	| 'duplicate_message'
	| 'ignored_channel'
	| 'agent_echo'
	| 'late_human_message'
	| 'stale_generation'
	| 'store_unavailable'
	/** The sweep found nothing to do. */
	| 'nothing_due';

/** The words of the first integrations, for those who still read them (A5). */
export const LEGACY_REASON: Partial<Record<Reason, string>> = {
	waiting_human: 'aguardando humano',
	human_message: 'humano esta atendendo',
	human_prefix: 'interferencia humana detectada',
	command_processed: 'comando processado',
	command_unknown: 'comando processado',
	session_paused: 'sessao pausada',
	store_unavailable: 'modo desconhecido',
};
