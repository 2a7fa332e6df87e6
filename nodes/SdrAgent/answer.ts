import { customRules, type CustomField } from '../shared/core/lead/customFields';
import { cleanLeadUpdates, LEAD_FIELDS, TEMPERATURES, type LeadUpdates, type Temperature } from '../shared/core/lead/lead';
import { classTask, leadTask, REPLY_RULES } from './prompts';

export const INTENTS = [
	'product_interest',
	'commercial',
	'delivery',
	'technical_question',
	'existing_customer_support',
	'human_request',
	'opt_out',
	'lgpd',
	'injection',
	'greeting',
	'other',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What one turn of the agent gives. */
export type Answer = {
	reply: string;
	lead_updates: LeadUpdates;
	temperature: Temperature | null;
	temperature_reason: string | null;
	intent: Intent;
	/** 0 to 1. */
	confidence: number;
	should_transfer: boolean;
	transfer_reason: string | null;
	/** A question that only a specialist answers. */
	technical_question: string | null;
	suggested_actions: string[];
};

const nullable = (type: string) => ({ type: [type, 'null'] });
const object = (properties: Record<string, unknown>) => ({
	type: 'object',
	properties,
	required: Object.keys(properties),
	additionalProperties: false,
});

const leadSchema = (own: CustomField[]) => ({
	lead: object(Object.fromEntries([...LEAD_FIELDS, ...own.map(({ key }) => key)].map((field) => [field, nullable('string')]))),
});
const CLASS = { temperature: { type: 'string', enum: TEMPERATURES }, temperature_reason: { type: 'string' } };
const SAID = { reply: { type: 'string' } };
const JUDGED = {
	intent: { type: 'string', enum: INTENTS },
	confidence: { type: 'number' },
	should_transfer: { type: 'boolean' },
	transfer_reason: nullable('string'),
	technical_question: nullable('string'),
	suggested_actions: { type: 'array', items: { type: 'string' } },
};

/** What a model is asked for: the rules of the fields, and their strict schema (every property required, nothing else allowed). */
export type Task = { rules: string; schema: { name: string; schema: Record<string, unknown> } };
const task = (name: string, properties: Record<string, unknown>, ...rules: string[]): Task => ({
	rules: ['Responda somente com o JSON pedido:', ...rules].join('\n'),
	schema: { name, schema: object(properties) },
});

/** All in one call, or each part by a call of its own (SDR spec 2.2, 3.4). */
export type Tasks = Record<'turn' | 'extraction' | 'classification' | 'reply', Task>;

/**
 * @param leadRules what is learned of a lead
 * @param criteria what makes it hot, warm or cold
 * @param own what is learned besides
 */
export function tasksOf(leadRules: string, criteria: string, own: CustomField[]): Tasks {
	const [lead, temperature] = [leadTask([leadRules, ...customRules(own)].join('\n')), classTask(criteria)];
	const LEAD = leadSchema(own);
	return {
		turn: task('sdr_turn', { ...SAID, ...LEAD, ...CLASS, ...JUDGED }, REPLY_RULES, lead, temperature),
		extraction: task('sdr_extraction', LEAD, lead),
		classification: task('sdr_classification', CLASS, temperature),
		reply: task('sdr_reply', { ...SAID, ...JUDGED }, REPLY_RULES),
	};
}

/**
 * Reads a model's answer without trusting it: whatever is missing or of the wrong type becomes its harmless value.
 * @returns null when there is no reply in it
 */
export function readAnswer(value: Record<string, unknown>): Answer | null {
	const reply = text(value.reply);
	if (!reply) return null;
	return {
		reply,
		lead_updates: cleanLeadUpdates(isObject(value.lead) ? value.lead : {}),
		temperature: oneOf(TEMPERATURES, value.temperature),
		temperature_reason: text(value.temperature_reason),
		intent: oneOf(INTENTS, value.intent) ?? 'other',
		confidence: typeof value.confidence === 'number' ? Math.min(1, Math.max(0, value.confidence)) : 0,
		should_transfer: value.should_transfer === true,
		transfer_reason: text(value.transfer_reason),
		technical_question: text(value.technical_question),
		suggested_actions: Array.isArray(value.suggested_actions) ? value.suggested_actions.filter((action) => typeof action === 'string') : [],
	};
}

/** The answer when the model gave none: a prepared text, and nothing learned. */
export const fallbackAnswer = (reply: string): Answer => ({
	reply,
	lead_updates: {},
	temperature: null,
	temperature_reason: null,
	intent: 'other',
	confidence: 0,
	should_transfer: false,
	transfer_reason: null,
	technical_question: null,
	suggested_actions: [],
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const oneOf = <const T extends readonly string[]>(values: T, value: unknown): T[number] | null =>
	values.includes(value as string) ? (value as T[number]) : null;
