/** What an operator may set about who speaks (handoff spec A6, A9 to A12). */
export interface SessionRules {
	/** The switch for all conversations. */
	globallyEnabled: boolean;
	/** Seconds of a person's silence after which the agent takes the turn back, by attendant or for all; 0 never does (A9). */
	autoResumeSeconds: number;
	autoResumeSecondsOf: Record<string, number>;
	/**
	 * When a person's conversation goes back with the customer's next message: after the person's idleness, or whenever the house is closed
	 * (SDR spec 5.3: inside the hours by a command alone, outside at once).
	 */
	resumeBy: 'idleness' | 'closing';
	/** Whether people attend now (SDR spec 5.4); the hours are read by the caller. */
	isOpen: boolean;
	/** A second attendant is refused, or takes the conversation from the first (A11). */
	conflict: 'reject' | 'steal';
	/** Who may give a conversation back. */
	release: 'owner' | 'anyone';
	/** Any message of an operator takes the conversation, not only prefixes and commands (A7). */
	writingTakesOver: boolean;
	/** What a customer's wish for a person does to the agent (A12). */
	escalation: 'pause' | 'keepAgent';
	/** Out of hours the agent goes on answering after such a wish. */
	keepAgentAfterHours: boolean;
	/** No second notice of the same escalation before this. */
	escalationCoolDownSeconds: number;
	/** Nobody accepted an escalation for this long: resume with an apology, or notify again; 0 does nothing (T33). */
	escalationTimeoutSeconds: number;
	onEscalationTimeout: 'resume' | 'notify';
	/** In a pause, the customer's n-th message gets one holding reply; 0 never (T27). */
	holdingReplyAfter: number;
	/** Greet the customer when the agent takes the turn back; by the sweep too, without a message of theirs (A9). */
	greetOnResume: boolean;
	greetOnSweep: boolean;
	/** A conversation without anybody's sign of life for this long starts anew; these keys of its metadata stay (A10). */
	maxAgeHours: number;
	keptMetadata: string[];
}

export const DEFAULT_RULES: SessionRules = {
	globallyEnabled: true,
	autoResumeSeconds: 300,
	autoResumeSecondsOf: {},
	resumeBy: 'idleness',
	isOpen: true,
	conflict: 'reject',
	release: 'owner',
	writingTakesOver: true,
	escalation: 'pause',
	keepAgentAfterHours: false,
	escalationCoolDownSeconds: 600,
	escalationTimeoutSeconds: 0,
	onEscalationTimeout: 'notify',
	holdingReplyAfter: 0,
	greetOnResume: false,
	greetOnSweep: false,
	maxAgeHours: 24,
	keptMetadata: ['customer_name', 'tags'],
};
