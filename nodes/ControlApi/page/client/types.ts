/** What the control API answers. Instants are ISO strings; `null` where there is none. */
export type Mode = 'agent' | 'human' | 'paused';
export type Action = 'takeover' | 'release' | 'transfer' | 'pause' | 'resume' | 'force_takeover';
export type Speaker = 'customer' | 'agent' | 'human';

export interface Session {
	channel: string;
	phone: string;
	name: string | null;
	mode: Mode;
	human_attendant: string | null;
	/** Also of somebody who left the team; null where the id is nobody's. */
	human_attendant_name?: string | null;
	human_since: string | null;
	paused_at: string | null;
	paused_by: string | null;
	paused_by_name?: string | null;
	pause_reason: 'manual' | 'escalation' | 'system' | null;
	last_customer_message: string | null;
	last_agent_message: string | null;
	last_human_message: string | null;
	last_text: string | null;
	last_from: Speaker | null;
	metadata: Record<string, unknown>;
	mode_epoch: number;
	version: number;
	updated_at: string;
	actions: Action[];
	/** Until when one may write freely, on the official API of WhatsApp; null where there is no such limit. */
	window?: { until: string | null } | null;
}

/** A session as the answer to an order shows it. */
export type Answered = Omit<Session, 'last_text' | 'last_from'>;

export interface Attendant {
	id: string;
	name: string;
	role: 'attendant' | 'supervisor' | 'admin';
}

export interface ActiveSessions {
	total: number;
	sessions: Session[];
	next_cursor: string | null;
	now: string;
	me: Attendant;
	agent_enabled: boolean;
	/** What the project depends on and does not work, one line each. */
	warnings?: string[];
}

export interface Message {
	author: Speaker;
	at: string;
	text: string | null;
	status: string | null;
	/** Of a message of the team: who had the conversation. */
	attendant?: string | null;
	attendant_name?: string | null;
}

export interface HandoffEvent {
	at: string;
	type: string;
	actor_id: string | null;
	actor_name?: string | null;
	to_owner?: string | null;
	to_owner_name?: string | null;
	from_mode: Mode | null;
	to_mode: Mode | null;
	reason: string | null;
}

export interface History {
	messages: Message[];
	events: HandoffEvent[];
}

/** The body of an answer that is not 200. */
export interface Refusal {
	error: string;
	/** A Portuguese sentence to show. */
	message: string;
	data?: { owner?: string; owner_name?: string; since?: string };
}
