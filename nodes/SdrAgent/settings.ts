import { readCustomFields } from '../shared/core/lead/customFields';
import { LEAD_FIELDS } from '../shared/core/lead/lead';
import { readCatalogue, type Product } from '../shared/core/sdr/catalogue';
import { BadParameter } from '../shared/core/text/badParameter';
import { earOf, problemsIn } from '../shared/core/hearing/ear';
import type { Label } from '../shared/core/hearing/intent';
import { leaksIn, STRICTEST } from '../shared/core/sdr/outputFilter';
import { QUESTION_LIMITS } from '../shared/core/sdr/questions';
import { THRESHOLDS } from '../shared/core/sdr/temperature';
import { readUpsellRules } from '../shared/core/sdr/upsell';
import { isOpen, readHours, type TypedHours } from '../shared/core/brazil/businessHours';
import { TOPICS } from '../shared/core/claims/topic';
import { forbiddenPattern, type Forbidden } from '../shared/core/text/forbidden';
import { fill, fillable } from '../shared/core/text/template';
import { REPLIES, type Replies } from './replies';
import { tasksOf } from './answer';
import { REPLIES_ONE } from './versionOne';
import { ownLists } from './versionOneLists';
import { HANDOVER, type HandoverSettings } from './handover';
import type { TurnSettings } from './turnSettings';

/** The node's parameters for one item, as they stand in the form. */
export interface Form {
	/** The node's type version: what an untouched text says depends on it. */
	version: number;
	model: string;
	persona: string;
	companyProfile: string;
	systemPrompt: string;
	examplePhrases: string;
	extractionRules: string;
	/** Rows of the form. */
	customFields: unknown;
	classCriteria: string;
	firstContactFallback: string;
	laterFallback: string;
	/** JSON, or rows of the `products` table. */
	catalogue: unknown;
	upsellRules: unknown;
	replies: Partial<Replies>;
	lists: Partial<Record<Label, string>> & { allowedHosts?: string; forbidden?: string };
	options: TypedHours & {
		/** Whether the history goes out with the answer. */
		keepHistory?: boolean;
		calls?: 'one' | 'three';
		extractionModel?: string;
		classificationModel?: string;
		maxTokens?: number;
		temperature?: number;
		maxLength?: number;
		questionsPerMessage?: number;
		questionTurns?: number;
		hotFrom?: number;
		hotWhenUrgentFrom?: number;
		warmFrom?: number;
		failuresBeforePerson?: number;
		onTransfer?: HandoverSettings['transfer'];
		onHot?: HandoverSettings['hot'];
		/** Which notices the team gets; all unless told. */
		tellTeam?: string[];
		/** After so many months a hot lead is told again; 0 never. */
		hotAgainMonths?: number;
		/** What stands before the first words that a customer reads. */
		disclosure?: string;
		/** Topics that the agent may speak of as far as profile and catalogue carry them. */
		allowedTopics?: string[];
		/** Model that reads doubtful replies; empty for none. */
		secondReaderModel?: string;
		/** Percentage of the turns that may cost its call. */
		secondReaderShare?: number;
	};
}

/**
 * The settings of a turn.
 * @param moment now in epoch milliseconds, the turn's id or something random, and the number of a data request
 * @throws {BadParameter | BadTemplate} naming the field that cannot be used
 */
export function settingsOf(
	form: Form,
	moment: Pick<TurnSettings, 'now' | 'seed' | 'protocol'> & { isFirstContact: boolean },
): TurnSettings {
	const { options } = form;
	const hours = readHours(options);
	const replies = { ...REPLIES, ...(form.version < 2 && REPLIES_ONE), ...given(form.replies) };
	const allowedTopics = TOPICS.filter((topic) => options.allowedTopics?.includes(topic));
	const policy = policyOf(form);
	const catalogue = readCatalogue('Catalogue', form.catalogue).map(allowedTopics.includes('price') ? withPrice : (product) => product);
	const lists = ownLists(form.lists);
	const customFields = readCustomFields('Fields to Collect', form.customFields, LEAD_FIELDS);
	fillable('LGPD Reply', replies.lgpd, ['protocolo']);
	return {
		...moment,
		systemPrompt: [
			fill('System Prompt', form.systemPrompt, { persona: form.persona, empresa: form.companyProfile }),
			...style(form, policy),
		].join('\n\n'),
		secretTexts: [form.systemPrompt.replace(/\{\w+\}/g, ' ')],
		context: hours === null ? [] : [isOpen(hours, moment.now) ? ATTENDED : UNATTENDED],
		fallback: moment.isFirstContact ? form.firstContactFallback : form.laterFallback,
		replies,
		calls: options.calls ?? 'one',
		tasks: tasksOf(form.extractionRules, form.classCriteria, customFields),
		customFields,
		models: {
			reply: form.model,
			extraction: options.extractionModel || form.model,
			classification: options.classificationModel || form.model,
		},
		temperature: options.temperature ?? 0.4,
		maxTokens: options.maxTokens ?? 700,
		maxLength: options.maxLength ?? 1000,
		find: earOf(lists, form.version < 2 ? 'replace' : 'add'),
		listProblems: Object.values(lists).flatMap((list) => problemsIn(list)),
		thresholds: {
			...THRESHOLDS,
			hot: options.hotFrom ?? THRESHOLDS.hot,
			warm: options.warmFrom ?? THRESHOLDS.warm,
			hotWhenUrgent: options.hotWhenUrgentFrom ?? THRESHOLDS.hotWhenUrgent,
		},
		questions: {
			perMessage: options.questionsPerMessage ?? QUESTION_LIMITS.perMessage,
			turnsInARow: options.questionTurns ?? QUESTION_LIMITS.turnsInARow,
		},
		handover: {
			failures: options.failuresBeforePerson ?? HANDOVER.failures,
			transfer: options.onTransfer ?? HANDOVER.transfer,
			hot: options.onHot ?? HANDOVER.hot,
		},
		catalogue,
		upsell: readUpsellRules('Upsell Rules', form.upsellRules),
		publicTexts: [form.persona, form.companyProfile, form.firstContactFallback, form.laterFallback, ...Object.values(replies)],
		allowedTopics,
		secondReader: options.secondReaderModel
			? { model: options.secondReaderModel, share: (options.secondReaderShare ?? SECOND_READER_SHARE) / 100 }
			: null,
		...policy,
	};
}

/** Where prices may be told, a product's is one of its facts. */
const withPrice = (product: Product): Product =>
	product.price ? { ...product, facts: [...product.facts, `preço: ${product.price}`] } : product;

/** Percentage of the turns that may cost a call of the second reader. */
export const SECOND_READER_SHARE = 20;

const policyOf = ({ lists }: Form): Pick<TurnSettings, 'allowedHosts' | 'forbidden' | 'unusablePatterns'> => ({
	allowedHosts: lines(lists.allowedHosts).map((host) =>
		host
			.toLowerCase()
			.replace(/^(https?:\/\/)?(www\.)?/, '')
			.replace(/\/.*$/, ''),
	),
	...patternsOf(lines(lists.forbidden)),
});

/** How the company speaks, as examples; one that may not be said would teach the model to say it. */
function style({ examplePhrases, companyProfile }: Form, policy: ReturnType<typeof policyOf>): string[] {
	const phrases = lines(examplePhrases);
	for (const phrase of phrases) {
		// A number in an example teaches how one speaks of it; the reply that takes it over is read by itself.
		const leak = leaksIn(phrase, { ...STRICTEST, ...policy, ownTexts: [companyProfile] }).find(({ rule }) => rule !== 'fact');
		if (leak)
			throw new BadParameter(
				'Example Phrases',
				`"${phrase}" may not be said (${leak.rule})`,
				'Take prices, conditions, delivery times and links out of it.',
			);
	}
	return phrases.length > 0 ? [['EXEMPLOS DE ESTILO (adapte, não copie)', ...phrases.map((phrase) => `- ${phrase}`)].join('\n')] : [];
}

/** For the model, so that it promises a consultant now or later. */
const ATTENDED = 'A equipe está em horário de atendimento agora.';
const UNATTENDED = 'A equipe está fora do horário de atendimento: um consultor responde no próximo horário.';

/** A pattern that cannot be used is told of and left out: the others go on, and so does the turn. */
function patternsOf(sources: string[]): Pick<TurnSettings, 'forbidden' | 'unusablePatterns'> {
	const forbidden: Forbidden[] = [];
	const unusablePatterns: TurnSettings['unusablePatterns'] = [];
	for (const source of sources)
		try {
			forbidden.push(forbiddenPattern(source));
		} catch (error) {
			unusablePatterns.push({ pattern: source, problem: (error as Error).message });
		}
	return { forbidden, unusablePatterns };
}

const lines = (text = ''): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
/** What the operator filled in; an empty text leaves the default. */
const given = (texts: Partial<Replies>): Partial<Replies> =>
	Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim())) as Partial<Replies>;
