import { cnpj } from '../brazil/cnpj';
import { cleanLeadUpdates, type LeadUpdates } from '../lead/lead';
import { EMAIL } from '../text/email';
import { deniedUrgency } from '../lead/urgency';

const CNPJ = /(?<![\w])[\dA-Z]{2}\.?[\dA-Z]{3}\.?[\dA-Z]{3}\/?[\dA-Z]{4}-?\d{2}(?!\d)/gi;

/**
 * What a customer's words tell beyond doubt, whatever a model made of them: a company number with right check digits, an e-mail, and that there is
 * no hurry where the model heard one and the words deny it (SDR spec 2.3).
 * @param given what the model understood; it wins wherever it is not proven wrong
 * @param known the stored lead; a stored value is never replaced by code alone
 */
export function withCertainFacts(text: string, given: LeadUpdates, known: Record<string, unknown> | null): LeadUpdates {
	const company = (text.match(CNPJ) ?? []).map(cnpj).find(Boolean) ?? undefined;
	const read = cleanLeadUpdates({ email: EMAIL.exec(text)?.[0], cnpj: company });
	const missing = Object.fromEntries(Object.entries(read).filter(([field]) => !known?.[field])) as LeadUpdates;
	const urgency = deniedUrgency(text);
	const denied = given.urgency === 'alta' && urgency !== null ? { urgency } : {};
	return { ...missing, ...given, ...denied };
}
