import { customRules, type CustomField } from '../shared/core/lead/customFields';
import { cleanLeadUpdates, LEAD_FIELDS, TEMPERATURES, type LeadUpdates, type Temperature } from '../shared/core/lead/lead';
import { saysNothing } from '../shared/core/lead/said';
import { classTask, leadTask, REPLY_RULES } from './prompts';
import { leadIn } from './leadIn';
import { isYes, oneOf, shareOf, spokenIn, textsOf, valueOf, wordsOf } from './spelling';

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
	'not_interested',
	'postponed',
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

/** What models that answer in Portuguese call a class or a subject, in bare letters; one who meets another name adds it here. */
const CLASS_NAMES: Record<string, Temperature> = { quente: 'hot', morno: 'warm', morna: 'warm', frio: 'cold', fria: 'cold' };
const INTENT_NAMES: Record<string, Intent> = {
	interesseemproduto: 'product_interest',
	interessenoproduto: 'product_interest',
	produto: 'product_interest',
	comercial: 'commercial',
	preco: 'commercial',
	entrega: 'delivery',
	frete: 'delivery',
	duvidatecnica: 'technical_question',
	perguntatecnica: 'technical_question',
	suporte: 'existing_customer_support',
	support: 'existing_customer_support',
	pedidodeatendente: 'human_request',
	atendentehumano: 'human_request',
	human: 'human_request',
	descadastro: 'opt_out',
	unsubscribe: 'opt_out',
	seminteresse: 'not_interested',
	naotemmaisinteresse: 'not_interested',
	desistencia: 'not_interested',
	desinteresse: 'not_interested',
	adiado: 'postponed',
	adiamento: 'postponed',
	saudacao: 'greeting',
	outro: 'other',
	outros: 'other',
};

/**
 * Reads a model's answer without trusting it: values count in any spelling; whatever is missing or means nothing becomes its harmless value.
 * @returns null when there is no reply in it
 */
export function readAnswer(value: Record<string, unknown>): Answer | null {
	const reply = spokenIn(valueOf(value, 'reply', 'resposta'), '\n\n');
	if (!reply) return null;
	return {
		reply,
		lead_updates: cleanLeadUpdates(leadIn(value)),
		temperature: oneOf(TEMPERATURES, valueOf(value, 'temperature'), CLASS_NAMES),
		temperature_reason: noteOf(valueOf(value, 'temperature_reason')),
		intent: oneOf(INTENTS, valueOf(value, 'intent'), INTENT_NAMES) ?? 'other',
		confidence: shareOf(valueOf(value, 'confidence')),
		should_transfer: isYes(valueOf(value, 'should_transfer')),
		transfer_reason: noteOf(valueOf(value, 'transfer_reason')),
		technical_question: noteOf(valueOf(value, 'technical_question')),
		suggested_actions: textsOf(valueOf(value, 'suggested_actions')),
	};
}

/** A note for the team; null where the model wrote a word for "nothing" because it had to write something. */
function noteOf(value: unknown): string | null {
	const words = wordsOf(value);
	return words === null || saysNothing(words) ? null : words;
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
