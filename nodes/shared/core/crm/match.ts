import { plain } from '../text/words';
import { stateCode } from '../brazil/places';
import { companyKey, sameCity } from './names';
import type { CrmLead } from './wanted';
import { typedKey } from '../brazil/phone';

/** Records of a CRM, as far as it takes to compare them. Ids grow with time. */
export interface PersonRecord {
	id: number;
	externalCode: string | null;
	phones: string[];
	emails: string[];
}
export interface CompanyRecord {
	id: number;
	name: string;
	cnpj: string | null;
	cityId: number | null;
}

const oldest = <T extends { id: number }>(records: T[]): T | null =>
	records.reduce<T | null>((first, record) => (first === null || record.id < first.id ? record : first), null);

/** The oldest record of the first test that any passes. */
const best = <T extends { id: number }>(records: T[], tests: Array<(record: T) => boolean>): T | null =>
	tests.map((test) => oldest(records.filter(test))).find((found) => found !== null) ?? null;

/** A key as a CRM is given it, where people read and type numbers: a foreign one with its plus, without which it would be Brazilian. */
export const crmPhone = (key: string): string => (/^(?!55)\d+$/.test(key) ? `+${key}` : key);

/** Whether two ways of writing a phone are one number; what is no phone is compared as text. */
export function samePhone(a: string, b: string): boolean {
	try {
		return typedKey(a) === typedKey(b);
	} catch {
		return a.trim() === b.trim();
	}
}

export const sameEmail = (a: string, b: string): boolean => plain(a) === plain(b);

/**
 * The person of a CRM who is this lead: by the code that we gave, else by phone, else by e-mail. Every candidate is compared, because a
 * search whose filter the CRM ignored gives anybody.
 * @param code what we write into the external code
 */
export const matchingPerson = (lead: CrmLead, code: string, candidates: PersonRecord[]): PersonRecord | null =>
	best(candidates, [
		({ externalCode }) => externalCode === code,
		({ phones }) => phones.some((phone) => samePhone(phone, crmPhone(lead.phone))),
		({ emails }) => lead.email !== null && emails.some((email) => sameEmail(email, lead.email as string)),
	]);

/**
 * The company of a CRM that is this lead's: by CNPJ, else by name in the same city (SDR spec 7.7, TO-BE). One with another CNPJ is never
 * it; one without a city may be. A lead without a city gets only a company without one: names repeat.
 */
export function matchingCompany(lead: CrmLead, cityId: number | null, candidates: CompanyRecord[]): CompanyRecord | null {
	const isNamesake = ({ name, cnpj }: CompanyRecord): boolean =>
		companyKey(name) === companyKey(lead.company ?? '') && (cnpj === null || lead.cnpj === null || digits(cnpj) === lead.cnpj);
	return best(candidates, [
		({ cnpj }) => lead.cnpj !== null && digits(cnpj ?? '') === lead.cnpj,
		(company) => isNamesake(company) && company.cityId === cityId,
		(company) => isNamesake(company) && company.cityId === null,
	]);
}

const digits = (cnpj: string): string => cnpj.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** The city of this name and state, however they are written: a CRM's search also gives longer names. */
export const matchingCity = <T extends { id: number; name: string; uf: string }>(lead: CrmLead, candidates: T[]): T | null =>
	candidates.find(({ name, uf }) => sameCity(name, lead.city ?? '') && stateCode(uf) === lead.uf) ?? null;
