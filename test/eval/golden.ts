import type { LeadField, Temperature } from '../../nodes/shared/core/lead/lead';
import type { Label } from '../../nodes/shared/core/hearing/intent';

/** What must be true at the end of a conversation; what is not named is not looked at. */
export interface Expected {
	/** Fields of the lead: a text is compared without case and accents, a pattern is searched for; null is a field that must stay empty. */
	lead?: Partial<Record<LeadField, string | RegExp | null>>;
	/** Classes that a person could give. */
	temperature?: Temperature[];
	/** Labels that code must have found in some turn, and such as it must never have found. */
	labels?: Label[];
	notLabels?: Label[];
	transfer?: boolean;
	/** What must be registered in some turn. */
	findings?: Array<'technical_questions' | 'interests' | 'commercial_request' | 'opt_out' | 'lgpd_request'>;
	/** What no reply may hold, besides what the output filter refuses. */
	never?: RegExp;
	/** Old values that must be told as corrected. */
	corrected?: LeadField[];
}

export interface Golden {
	name: string;
	/** What the customer writes, turn by turn. */
	says: string[];
	expected: Expected;
}

export const golden = (name: string, says: string[], expected: Expected): Golden => ({ name, says, expected });
