import type { Reason } from './event';
import { LEGACY_REASON } from './event';
import type { Metadata, Mode } from './state';

/** The command that an attendant's text was, and what came of it (handoff spec A8, `CommandResult`). */
export type CommandResult = {
	success: boolean;
	message: string;
	/** Of a refusal, e.g. OWNED_BY_OTHER. */
	error?: string;
	name?: string;
	args?: string;
	previous_mode?: Mode;
	current_mode?: Mode;
	data: Record<string, unknown>;
};

/** Who speaks, with every key always there (handoff spec A5). */
export type Decision = {
	should_respond: boolean;
	reason: Reason;
	reason_legacy: string | null;
	/** Ready words in place of the model's; null lets the agent speak. */
	response: string | null;
	/** Said before the reply, when the agent took the turn back. */
	greeting: string | null;
	session_mode: Mode;
	metadata: Metadata & { escalation_requested: boolean; auto_resumed: boolean };
	session: Record<string, unknown>;
	command: CommandResult | null;
	/** Whom to tell; the same notices are in the outbox. */
	notify: Array<Record<string, unknown>>;
	fence: { phone: string; mode_epoch: number };
};

type Known = Pick<Decision, 'reason' | 'session_mode' | 'session' | 'fence'> & Partial<Decision>;

/** A decision with the keys that are not given filled in. */
export const decision = (known: Known): Decision => ({
	should_respond: false,
	reason_legacy: LEGACY_REASON[known.reason] ?? null,
	response: null,
	greeting: null,
	command: null,
	notify: [],
	...known,
	metadata: { ...known.metadata, escalation_requested: false, auto_resumed: known.reason === 'auto_resumed', ...pick(known.metadata) },
});

const pick = (metadata: Metadata | undefined): { escalation_requested?: boolean } =>
	metadata?.escalation_requested === true ? { escalation_requested: true } : {};
