import { HEARD } from '../../../nodes/Conversation/trial/report';
import { intentName, silenceName, speakerName } from '../../../nodes/Conversation/why/names';
import { LABELS } from '../../../nodes/shared/core/hearing/intent';
import { FIELD_NAMES } from '../../../nodes/shared/core/lead/fieldNames';
import { ruleNames } from '../../../nodes/shared/core/sdr/ruleNames';
import type { Sandbox } from '../sandbox';

/** One turn, as the recorder wrote it down. */
export interface Thought {
	asked: string;
	heard: string[];
	/** What the model took it to be about; null where it was not asked. */
	intent: string | null;
	spoke: string;
	/** Drafts that were held back, and what they held. */
	held: string[];
	learnt: string[];
	waitedMs: number | null;
	thoughtMs: number | null;
	repliedMs: number | null;
	tokens: number;
	/** By currency; empty where nobody entered a price. */
	cost: Record<string, number>;
	/** The instructions that it was answered under. */
	prompt: string | null;
}

export interface Thoughts {
	/** What is known of the lead: name of the field, value. */
	lead: Array<[string, string]>;
	/** hot, warm, cold; null before the first judgement. */
	temperature: string | null;
	reason: string | null;
	wantsNoMessages: boolean;
	/** The newest first. */
	turns: Thought[];
}

const MOST_TURNS = 6;

const TURNS = `
	select f.spoke, f.reason, f.intent, f.waited_ms, f.thought_ms, f.replied_ms, f.tokens_in + f.tokens_out as tokens, f.facts, p.text as prompt,
		calls_cost(coalesce((select jsonb_agg(c || jsonb_build_object('at', f.created_at)) from jsonb_array_elements(f.facts -> 'calls') c), '[]')) -> 'amounts' as cost,
		(select string_agg(text, E'\\n' order by id) from inbox where id = any (t.messages)) as asked
	from turns t join turn_facts f on f.turn_id = t.id left join prompts p on p.hash = f.prompt
	where t.phone = $1 order by f.created_at desc limit ${MOST_TURNS}`;

interface Row {
	spoke: 'model' | 'ready' | 'fallback' | 'safe' | 'nobody';
	reason: string | null;
	intent: string | null;
	waited_ms: number | null;
	thought_ms: number | null;
	replied_ms: number | null;
	tokens: number;
	facts: { text?: string; labels?: { code?: string[] }; drafts?: Array<{ refused?: string[] }>; learnt?: string[] };
	prompt: string | null;
	cost: Record<string, number> | null;
	asked: string | null;
}

/** What the agent makes of a person: read from the recorder's tables and the lead, as the product keeps them. */
export async function thoughtsOf({ supabase }: Pick<Sandbox, 'supabase'>, phone: string): Promise<Thoughts> {
	const { rows: turns } = await supabase.pool.query<Row>(TURNS, [phone]);
	const { rows } = await supabase.pool.query<Record<string, unknown>>('select * from leads where phone = $1', [phone]);
	const lead = rows[0] ?? {};
	return {
		lead: Object.entries(FIELD_NAMES).flatMap(([field, name]): Array<[string, string]> => {
			const value = lead[field];
			return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
		}),
		temperature: (lead.temperature as string | null) ?? null,
		reason: (lead.temperature_reason as string | null) ?? null,
		wantsNoMessages: Boolean(lead.opted_out_at),
		turns: turns.map(thoughtIn),
	};
}

const thoughtIn = ({ facts, spoke, reason, intent, ...row }: Row): Thought => ({
	asked: facts.text ?? row.asked ?? '',
	heard: LABELS.filter((label) => facts.labels?.code?.includes(label)).map((label) => HEARD[label]),
	intent: intent && intentName(intent),
	spoke: spoke === 'nobody' ? `ninguém: ${silenceName(reason ?? '')}` : speakerName(spoke),
	held: (facts.drafts ?? []).filter(({ refused = [] }) => refused.length > 0).map(({ refused = [] }) => ruleNames(refused).join(', ')),
	learnt: (facts.learnt ?? []).map((field) => FIELD_NAMES[field as keyof typeof FIELD_NAMES] ?? field),
	waitedMs: row.waited_ms,
	thoughtMs: row.thought_ms,
	repliedMs: row.replied_ms,
	tokens: row.tokens,
	cost: row.cost ?? {},
	prompt: row.prompt,
});
