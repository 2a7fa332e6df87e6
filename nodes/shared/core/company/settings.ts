import { numberOf, recordOf, recordsOf, textOf } from '../json/readers';

/** What a model costs, as its vendor's price list says. */
export interface ModelPrice {
	/** As the node calls it. */
	model: string;
	/** A million tokens that go in, and that come out. */
	input: number;
	output: number;
	/** ISO 4217. */
	currency: string;
}

/**
 * What a company tells of itself in one place, by the keys that the database has (`company_of` in the schema). A field of a node goes before it; what was never
 * told is absent.
 */
export interface CompanySettings {
	/** How the assistant introduces itself. */
	persona?: string;
	/** What may be said about the company. */
	profile?: string;
	/** How its team speaks, one phrase a line. */
	phrases?: string;
	/** When people attend, as `readHours` reads it; `fechado` is closed. */
	weekday_hours?: string;
	saturday_hours?: string;
	sunday_hours?: string;
	/** Days without attendance, YYYY-MM-DD, separated by commas. */
	holidays?: string;
	/** IANA name. */
	time_zone?: string;
	/** Key of the number that gets notices, and of who gets what is for sales, for who keeps the law, for who runs it. */
	team_phone?: string;
	sales_phone?: string;
	privacy_phone?: string;
	technical_phone?: string;
	/** How long a customer must be quiet before they are answered, seconds. */
	quiet_seconds?: number;
	/** After how long without a sign of a person the agent answers again, seconds; 0 never. */
	resume_after_seconds?: number;
	model_prices?: ModelPrice[];
	/** Said once, before the first words of the agent: that it is an assistant, what becomes of the customer's data. */
	privacy_notice?: string;
	/** In place of the prepared replies of the same purpose. */
	lgpd_text?: string;
	opt_out_text?: string;
	opt_out_question?: string;
}
export type CompanyKey = keyof CompanySettings;

/** The settings with the catalogue that goes with them. */
export interface CompanyOfTurn extends CompanySettings {
	/** Rows of the table `products`; absent where there are none. */
	products?: unknown[];
	/** The catalogue is too large to go with every turn. */
	products_left_out?: boolean;
}

const NUMBERS = ['quiet_seconds', 'resume_after_seconds'] as const;

/** The settings that an item or a row of the database carries, whatever it is: what cannot be read was never told. */
export function companySettings(given: unknown): CompanyOfTurn {
	const { products, products_left_out, model_prices, ...told } = recordOf(given);
	const texts = Object.entries(told).flatMap(([key, value]) =>
		(NUMBERS as readonly string[]).includes(key) || textOf(value).trim() === '' ? [] : [[key, textOf(value).trim()]],
	);
	const numbers = NUMBERS.flatMap((key) => {
		const number = numberOf(told[key], { min: 0, max: 86_400 });
		return number === null ? [] : [[key, number]];
	});
	return {
		...(Object.fromEntries([...texts, ...numbers]) as CompanySettings),
		...(Array.isArray(model_prices) && { model_prices: recordsOf(model_prices) as unknown as ModelPrice[] }),
		...(Array.isArray(products) && { products: products as unknown[] }),
		...(products_left_out === true && { products_left_out }),
	};
}

/** Hours as a form's `readHours` has them; null where the company told none. */
export function companyHours(company: CompanySettings): {
	weekdayHours?: string;
	saturdayHours?: string;
	sundayHours?: string;
	holidays?: string;
	timeZone?: string;
} | null {
	const { weekday_hours, saturday_hours, sunday_hours, holidays, time_zone } = company;
	if (!weekday_hours && !saturday_hours && !sunday_hours) return null;
	return { weekdayHours: weekday_hours, saturdayHours: saturday_hours, sundayHours: sunday_hours, holidays, timeZone: time_zone };
}

/** Where a form told hours of its own, those of the company are not asked. */
const HOURS = ['weekdayHours', 'saturdayHours', 'sundayHours'] as const;

/** The form's hours, or the company's where the form told none. Holidays or a time zone of the form stay in either case. */
export function withCompanyHours<T extends Record<string, unknown>>(form: T, company: CompanySettings): T {
	const hours = companyHours(company);
	if (hours === null || HOURS.some((key) => textOf(form[key]).trim() !== '')) return form;
	const own = Object.fromEntries(Object.entries(form).filter(([key, value]) => key in hours && textOf(value).trim() !== ''));
	return { ...form, ...hours, ...own };
}

/** A field that a node needs, and the company's settings have not either. */
export class MissingSetting extends Error {
	readonly remedy: string;
	/** In Portuguese, for the team. */
	readonly sentence: string;

	/** @param field its label in the node; @param inForm its label in the form of `configurar` */
	constructor(field: string, inForm: string) {
		super(`The field "${field}" is empty, and the company's settings have none either`);
		this.name = 'MissingSetting';
		this.remedy = `Fill in "${inForm}" in the form of the workflow "Configurar a empresa" (configurar.json), or "${field}" in this node.`;
		this.sentence = `falta "${inForm}": preencha no formulário do fluxo "Configurar a empresa", ou em "${field}" no nó.`;
	}
}
