import type { EscalationReason } from '../session/event';

/** A call for a person that the SDR Agent makes and the conversation carries out (handoff spec A12). A type alias: it travels as JSON. */
export type Handover = {
	/** Null for a hot lead, of whom the team is told by a notice of its own. */
	reason: EscalationReason | null;
	detail: string;
	/** Whether the agent is silent from now on. */
	pause: boolean;
};
