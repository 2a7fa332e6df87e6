import { cleanLeadUpdates } from '../shared/core/lead/lead';
import { listOf, recordsOf, textOf } from '../shared/core/json/readers';
import { changesOf } from '../shared/core/sdr/merge';
import type { TurnInput } from './conversation';
import { versionOf, type Call, type Recorder } from './recorder';
import type { GuardReport, TurnResult } from './result';

/** Whose words a reply is: the model's, ready ones with one right answer, those in place of a model that gave nothing, those in place of drafts that were held back. */
export type Spoke = 'model' | 'ready' | 'fallback' | 'safe';

/** What the recorder keeps of a turn: everything to understand it, and to play it again but for the model. A type alias: it travels as JSON. */
export type TurnFacts = {
	spoke: Spoke;
	execution_id: string;
	is_first: boolean;
	/** Versions of the instructions that the reply was made under, of the catalogue, and of the company's profile. */
	prompt: string | null;
	catalogue: string;
	profile: string;
	/** The instructions by their version; the database keeps each once. */
	prompts: Record<string, string>;
	/** What the message is about, by whoever heard it. */
	labels: { code: string[]; model: string | null; confidence: number | null };
	intent: string | null;
	temperature: string | null;
	temperature_reason: string | null;
	tokens_in: number;
	tokens_out: number;
	calls: Array<Call | AudioCall>;
	drafts: GuardReport['drafts'];
	/** How many drafts were held back. */
	held: number;
	questions_removed: number;
	fallback_reason: string | null;
	/** Names of the fields that the turn told something new of. */
	learnt: string[];
	/** Why a person was called. */
	handover: string | null;
	/** The turn as the agent read it: audio in words. */
	text: string;
	/** What the model was told of the moment, as data. */
	situation: string | null;
	/** How many earlier messages came along. */
	history: number;
};
/** Audio that was put into words. */
type AudioCall = { task: 'transcription'; model: string; seconds: number; failure?: string };

/** Tasks whose answer is the reply. */
const REPLIES = ['sdr_turn', 'sdr_reply'];

/**
 * @param given.texts what the versions are of, as the operator wrote it
 * @param given.executionId n8n's
 */
export function factsOf(
	turn: TurnInput & { transcriptions?: unknown },
	result: TurnResult,
	{ calls, prompts, situation }: Recorder,
	given: { texts: { catalogue: unknown; profile: string }; executionId: string },
): TurnFacts {
	const isAnswered = result.model !== null && result.fallback_reason === null;
	const { guard, handover, lead_updates } = result;
	return {
		spoke: spokeIn(result),
		execution_id: given.executionId,
		is_first: turn.is_first_contact,
		prompt: (calls.find(({ task }) => REPLIES.includes(task)) ?? calls.at(0))?.prompt ?? null,
		catalogue: versionOf(JSON.stringify(given.texts.catalogue) ?? ''),
		profile: versionOf(given.texts.profile),
		prompts,
		labels: { code: result.labels, model: isAnswered ? result.intent : null, confidence: isAnswered ? result.confidence : null },
		intent: isAnswered ? result.intent : null,
		temperature: result.temperature,
		temperature_reason: result.temperature_reason,
		tokens_in: sum(calls.map((call) => call.tokens_in)),
		tokens_out: sum(calls.map((call) => call.tokens_out)),
		calls: [...heardIn(turn.transcriptions), ...calls],
		drafts: guard.drafts,
		held: guard.drafts.filter(({ refused }) => refused.length > 0).length,
		questions_removed: guard.questions_removed,
		fallback_reason: result.fallback_reason,
		learnt: changesOf(turn.lead, cleanLeadUpdates(lead_updates)).map(({ field }) => field),
		handover: handover ? (handover.reason ?? 'hot_lead') : null,
		text: turn.text,
		situation,
		history: listOf(turn.history).length,
	};
}

function spokeIn({ model, fallback_reason, guard, findings }: TurnResult): Spoke {
	if (fallback_reason !== null) return 'fallback';
	// What the law lets a customer ask is confirmed in ready words, whoever heard it.
	if (model === null || findings.opt_out || findings.lgpd_request) return 'ready';
	return guard.safe_reply ? 'safe' : 'model';
}

/** What was transcribed before; what no model was asked for costs nothing. */
const heardIn = (transcriptions: unknown): AudioCall[] =>
	recordsOf(transcriptions).flatMap(({ seconds, model, problem }) => {
		const name = textOf((model as { name?: unknown } | undefined)?.name);
		if (name === '') return [];
		const failure = textOf(problem);
		return [{ task: 'transcription' as const, model: name, seconds: Number(seconds) || 0, ...(failure && { failure }) }];
	});

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
