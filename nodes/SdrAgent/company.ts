import { MissingSetting, withCompanyHours, type CompanyOfTurn } from '../shared/core/company/settings';
import { BadParameter } from '../shared/core/text/badParameter';
import { EXAMPLE_PHRASES } from './prompts';
import type { Form } from './settings';

/** The first version that is told of no company by itself: those before it live on what they were released with. */
const SINCE = 2;

/**
 * The form with what the company told in one place, wherever the operator left a field of the node empty. Its prompts stay as they are; the example phrases
 * count as empty as long as they are those that a new node comes with.
 * @param from where the catalogue comes from, as the form says
 * @throws {MissingSetting} when neither tells who the agent is and whom it works for
 */
export function filledByCompany(form: Form, company: CompanyOfTurn, from: string): Form {
	if (form.version < SINCE) return form;
	const persona = own(form.persona) ?? company.persona;
	const companyProfile = own(form.companyProfile) ?? company.profile;
	if (persona === undefined) throw new MissingSetting('Persona Name', 'Nome do assistente');
	if (companyProfile === undefined) throw new MissingSetting('Company Profile', 'Perfil da empresa');
	return {
		...form,
		persona,
		companyProfile,
		examplePhrases:
			form.examplePhrases.trim() === EXAMPLE_PHRASES.trim()
				? (company.phrases ?? form.examplePhrases)
				: (own(form.examplePhrases) ?? company.phrases ?? ''),
		catalogue: from === 'company' || (from === 'parameter' && isEmptyList(form.catalogue)) ? productsOf(company) : form.catalogue,
		replies: { ...repliesOf(company), ...filledIn(form.replies) },
		options: {
			...(withCompanyHours(form.options as Record<string, unknown>, company) as Form['options']),
			disclosure: own(form.options.disclosure) ?? company.privacy_notice,
		},
	};
}

const own = (typed: unknown): string | undefined => {
	const text = typeof typed === 'string' ? typed : '';
	return text.trim() === '' ? undefined : text;
};

/** `[]`, nothing, or a list without an entry: whoever typed something that is no list is told of it. */
function isEmptyList(catalogue: unknown): boolean {
	if (catalogue === undefined || catalogue === null) return true;
	return Array.isArray(catalogue) ? catalogue.length === 0 : typeof catalogue === 'string' && /^\s*(?:\[\s*\])?\s*$/.test(catalogue);
}

/** @throws {BadParameter} when the catalogue is too large to go with the turn */
function productsOf({ products, products_left_out }: CompanyOfTurn): unknown[] {
	if (products_left_out !== true) return products ?? [];
	throw new BadParameter(
		'Catalogue From',
		"the company's catalogue is too large to come with every turn",
		'Choose "Supabase" there: then this node reads the products by itself.',
	);
}

/** The company's words in place of prepared replies. */
export const repliesOf = ({ lgpd_text, opt_out_text, opt_out_question }: CompanyOfTurn): Form['replies'] =>
	filledIn({ lgpd: lgpd_text, optOut: opt_out_text, optOutQuestion: opt_out_question });

const filledIn = (texts: Form['replies']): Form['replies'] =>
	Object.fromEntries(Object.entries(texts).filter(([, text]) => text?.trim())) as Form['replies'];
