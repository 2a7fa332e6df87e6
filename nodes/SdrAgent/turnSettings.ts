import type { Topic } from '../shared/core/claims/topic';
import type { CustomField } from '../shared/core/lead/customFields';
import type { Product } from '../shared/core/sdr/catalogue';
import type { Ear } from '../shared/core/hearing/ear';
import type { QuestionLimits } from '../shared/core/sdr/questions';
import type { Thresholds } from '../shared/core/sdr/temperature';
import type { UpsellRule } from '../shared/core/sdr/upsell';
import type { Forbidden } from '../shared/core/text/forbidden';
import type { AskSettings } from './ask';
import type { HandoverSettings } from './handover';
import type { PreparedSettings } from './prepared';
import type { SecondReader } from './secondReader';

/** Everything that the operator and the moment say about a turn. */
export interface TurnSettings extends AskSettings, PreparedSettings {
	/** Epoch milliseconds. */
	now: number;
	/** The turn's id, or something random. */
	seed: string;
	systemPrompt: string;
	/** The prompt without what may be said: held against the reply. */
	secretTexts: string[];
	/** What is learned besides the usual. */
	customFields: CustomField[];
	/** Further facts of this moment, a line each. */
	context: string[];
	/** What the customer gets when the model gives nothing. */
	fallback: string;
	find: Ear;
	/** What is wrong with the operator's lists, a sentence each. */
	listProblems: string[];
	thresholds: Thresholds;
	questions: QuestionLimits;
	handover: HandoverSettings;
	/** Longest reply, characters. */
	maxLength: number;
	catalogue: Product[];
	upsell: UpsellRule[];
	allowedHosts: string[];
	forbidden: Forbidden[];
	/** Forbidden patterns that cannot be used, and why. */
	unusablePatterns: Array<{ pattern: string; problem: string }>;
	/** What the operator wrote for customers, besides the catalogue: the ground of what a reply states. */
	publicTexts: string[];
	/** Topics of commerce that the agent may speak of as far as those texts carry them. */
	allowedTopics: Topic[];
	/** Null when replies are read by the rules alone. */
	secondReader: SecondReader | null;
}
