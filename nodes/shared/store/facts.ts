import type { Store } from './store';

/** A draft that was held back, by rule and excerpt. */
export type HeldDraft = { refused: Array<{ rule: string; excerpt: string }> };

/** One question to a model, as the recorder keeps it. */
export type RecordedCall = {
	task: string;
	model: string;
	prompt?: string;
	tokens_in?: number;
	tokens_out?: number;
	seconds?: number;
	ms?: number;
	answer?: Record<string, unknown>;
	failure?: string;
};

/** What the recorder has of a turn; what an older agent did not tell is absent. */
export type RecordedFacts = {
	execution_id: string | null;
	spoke: 'model' | 'ready' | 'fallback' | 'safe' | 'nobody' | null;
	reason: string | null;
	provider: string | null;
	waited_ms: number | null;
	thought_ms: number | null;
	replied_ms: number | null;
	sent_ms: number | null;
	prompt: string | null;
	catalogue: string | null;
	profile: string | null;
	intent: string | null;
	temperature: string | null;
	tokens_in: number;
	tokens_out: number;
	handover: string | null;
	temperature_reason?: string | null;
	labels?: { code?: string[]; model?: string | null; confidence?: number | null };
	calls?: RecordedCall[];
	drafts?: HeldDraft[];
	fallback_reason?: string | null;
	learnt?: string[];
	text?: string;
	situation?: string | null;
};

/** Everything of one turn. */
export type RecordedTurn = {
	found: true;
	/** False for a turn of before there was a recorder. */
	recorded: boolean;
	turn: {
		turn_id: string;
		channel: string;
		phone: string;
		status: string;
		created_at: string;
		finished_at: string | null;
		/** Why its messages were left to another turn. */
		given_back: string | null;
	};
	facts: RecordedFacts;
	/** By version. */
	prompts: Record<string, string>;
	asked: Array<{ message_id: string; kind: string; text: string; content: unknown; sent_at: string; received_at: string }>;
	said: Array<{
		text: string;
		status: string;
		sent_at: string | null;
		provider: string | null;
		message_id: string | null;
		delivery: string | null;
		error: string | null;
		/** The category that the provider charges. */
		pricing: string | null;
		price: { price: number; currency: string } | null;
	}>;
	history: Array<{ role: string; content: string; sent_at: string }>;
	events: Array<{ at: string; type: string; actor_type: string; actor_id: string | null; to_mode: string | null; reason: string | null }>;
	cost: { amounts: Record<string, number>; unknown: number };
};

/** Which turn is meant: by its id, by a message of either side, or the newest of a person that had begun by a time (ISO 8601). */
export type TurnMeant = { turnId?: string; messageId?: string; channel?: string | null; phone?: string; at?: string };

export const whyTurn = async (store: Store, meant: TurnMeant): Promise<RecordedTurn | { found: false }> =>
	await store.rpc(
		'why_turn',
		{
			p_turn_id: meant.turnId ?? null,
			p_message_id: meant.messageId ?? null,
			p_channel: meant.channel ?? null,
			p_phone: meant.phone ?? null,
			p_at: meant.at ?? null,
		},
		true,
	);
