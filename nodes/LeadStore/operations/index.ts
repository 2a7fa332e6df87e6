import type { StoreOperations } from '../operation';
import { audit } from './audit';
import { company } from './company';
import { conversation } from './conversation';
import { lead } from './lead';
import { leadCompany } from './leadCompany';
import { lgpdEnd } from './lgpdEnd';
import { lgpdForm } from './lgpdForm';
import { lgpdPerson } from './lgpdPerson';
import { lgpdRequest } from './lgpdRequest';
import { onboarding } from './onboarding';
import { optOut } from './optOut';
import { product } from './product';
import { quote } from './quote';
import { retention } from './retention';
import { schema } from './schema';
import { technicalQuestion } from './technicalQuestion';

/** Resource → its name in the list and its operations, in the order of the list. */
export const resources: Record<string, { name: string; operations: StoreOperations }> = {
	audit: { name: 'Audit', operations: audit },
	company: { name: 'Company', operations: company },
	leadCompany: { name: 'Company of Leads (Empresa)', operations: leadCompany },
	conversation: { name: 'Conversation', operations: conversation },
	lgpdRequest: { name: 'Data Request (LGPD)', operations: { ...lgpdRequest, ...lgpdPerson, ...lgpdForm, ...lgpdEnd } },
	lead: { name: 'Lead', operations: lead },
	onboarding: { name: 'Onboarding', operations: onboarding },
	optOut: { name: 'Opt-Out', operations: optOut },
	product: { name: 'Product', operations: product },
	quote: { name: 'Quote (Orçamento)', operations: quote },
	retention: { name: 'Retention', operations: retention },
	schema: { name: 'Schema', operations: schema },
	technicalQuestion: { name: 'Technical Question', operations: technicalQuestion },
};
