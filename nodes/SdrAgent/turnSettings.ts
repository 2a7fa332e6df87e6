import type { CustomField } from '../shared/core/lead/customFields';
import type { Product } from '../shared/core/sdr/catalogue';
import type { IntentFinder } from '../shared/core/sdr/intents';
import type { QuestionLimits } from '../shared/core/sdr/questions';
import type { Thresholds } from '../shared/core/sdr/temperature';
import type { UpsellRule } from '../shared/core/sdr/upsell';
import type { AskSettings } from './ask';
import type { HandoverSettings } from './handover';
import type { PreparedSettings } from './prepared';

/** Everything that the operator and the moment say about a turn. */
export interface TurnSettings extends AskSettings, PreparedSettings {
	systemPrompt: string;
	/** The prompt without what may be said: held against the reply. */
	secretTexts: string[];
	/** What is learned besides the usual. */
	customFields: CustomField[];
	/** Further facts of this moment, a line each. */
	context: string[];
	/** What the customer gets when the model gives nothing. */
	fallback: string;
	find: IntentFinder;
	thresholds: Thresholds;
	questions: QuestionLimits;
	handover: HandoverSettings;
	/** Longest reply, characters. */
	maxLength: number;
	catalogue: Product[];
	upsell: UpsellRule[];
	allowedHosts: string[];
	forbidden: RegExp[];
}
