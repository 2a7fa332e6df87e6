import type { Vendor } from '../shared/http/vendor';
import { explain } from './failures';

/** AtendeAqui's HTTP interface (vendor's Python SDK: client and transport). */
export const atendeAqui: Vendor = {
	name: 'AtendeAqui',
	credentialType: 'atendeAquiApi',
	secretFields: ['apiToken'],
	timeoutMs: 30_000,
	complaint,
	explain,
};

/** The vendor's word on a refusal: `CODE: message`, the code where there is one. Three forms of body are known; pages of a proxy say nothing. */
function complaint(status: number, body: unknown): string | null {
	if (status < 400) return null;
	if (typeof body === 'string') return /^\s*</.test(body) ? '' : body.trim().slice(0, LONGEST);
	if (typeof body !== 'object' || body === null) return '';
	const { error, detail, code } = body as Record<string, unknown>;
	if (typeof error === 'object' && error !== null) return coded((error as Record<string, unknown>).code, words((error as Said).message));
	if (error !== undefined) return coded(code, words(error));
	if (detail !== undefined) return coded(code, words(detail));
	return coded('', perField(body as Record<string, unknown>));
}

type Said = { message?: unknown };
const LONGEST = 500;

/** `{email: ["…"], phone: ["…"]}` as one line that names the fields. */
const perField = (body: Record<string, unknown>): string =>
	Object.entries(body)
		.map(([field, said]) => (field === 'non_field_errors' ? words(said) : `${field}: ${words(said)}`))
		.join('; ');

function words(said: unknown): string {
	if (Array.isArray(said)) return said.map(words).join(', ');
	if (typeof said === 'object' && said !== null) return perField(said as Record<string, unknown>);
	return said === undefined || said === null ? '' : String(said);
}

const coded = (code: unknown, said: string): string =>
	(typeof code === 'string' && code !== '' ? `${code}: ${said}` : said).slice(0, LONGEST);
