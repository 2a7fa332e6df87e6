import type { PauseReason } from './state';

/** Why a person was asked for (handoff spec A12, `motivo`). */
export type EscalationReason = 'pediu_humano' | 'erro_agente' | 'erro_consecutivo';

/** All that can happen to a conversation. Times of messages are the provider's; `force` was granted by the caller, who knows the role. */
export type SessionEvent =
	| { type: 'customerMessage'; at: string; text: string; asksForHuman: boolean; looksLikeCommand: boolean }
	| { type: 'agentMessage'; at: string }
	| { type: 'operatorMessage'; at: string; attendant: string | null; byPrefix: boolean }
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
