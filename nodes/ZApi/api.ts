import type { FailureKind } from '../shared/http/errors';
import type { Vendor } from '../shared/http/vendor';

/** Z-API's HTTP interface: token in the path, and answers that fail with status 200 (vendor page security/introduction, notes on errors). */
export const zApi: Vendor = {
	name: 'Z-API',
	credentialType: 'atendeAquiZApi',
	secretFields: ['instanceToken', 'clientToken'],
	timeoutMs: 10_000,
	complaint,
	explain,
	refusesForGood: (said) => NO_SUCH_NUMBER.test(said),
};

/** The routes of an account that manages instances: another address, and a bearer token instead of an instance's. */
export const zApiPartner: Vendor = {
	name: 'Z-API',
	credentialType: 'atendeAquiZApiPartnerApi',
	secretFields: ['partnerToken'],
	timeoutMs: 10_000,
	complaint,
	explain: explainPartner,
};

/** Partner routes are the account's own; all others belong to an instance. */
export const vendorOf = (resource: unknown): Vendor => (resource === 'partner' ? zApiPartner : zApi);

/** Routes whose `error` text is filled on success too. */
const ERROR_IS_NO_FAILURE = new Set(['/status']);

function complaint(status: number, body: unknown, path: string): string | null {
	const answer = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
	const said = [answer.message, answer.error].find((word): word is string => typeof word === 'string' && word !== '') ?? '';
	if (status >= 400) return said || (typeof body === 'string' ? body.slice(0, 200) : '');
	if (ERROR_IS_NO_FAILURE.has(path)) return null;
	if (typeof answer.error === 'string' && answer.error !== '') return answer.error === 'NOT_FOUND' ? 'NOT_FOUND' : said;
	const isRefused = (answer.value === false || answer.success === false) && !asksForMore(answer);
	return isRefused ? said || reasonOf(answer) : null;
}

/** Registering a phone is unfinished, not failed, when it goes on with a picture to read or a PIN (vendor pages of mobile registration). */
const asksForMore = ({ captcha, confirmSecurityCode }: Record<string, unknown>): boolean =>
	(typeof captcha === 'string' && captcha !== '') || confirmSecurityCode === true;

/** What an answer without words tells about a refusal. */
function reasonOf({ errors, blocked, retryAfter }: Record<string, unknown>): string {
	if (Array.isArray(errors) && errors.length > 0)
		return errors.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('; ');
	if (blocked === true) return 'the number is banned by WhatsApp';
	return Number(retryAfter) > 0 ? `it can be asked again in ${Number(retryAfter)} seconds` : 'it gave no reason';
}

/**
 * That there is no such number, or that it has no WhatsApp. The vendor documents "Invalid phone" alone; the other words are those of gateways like it. Whoever
 * meets others adds them: what is not known is tried again, and told in the end.
 */
const NO_SUCH_NUMBER = new RegExp(
	`\\binvalid (?:phone|number)|\\b(?:phone|number|n[uú]mero|telefone)(?: number)?(?: "?\\+?\\d+"?)? (?:${[
		'(?:is |was |does |do )?not (?:found|exists?|valid|registered|on whatsapp|a whatsapp|have whatsapp|linked to whatsapp)',
		'has no whatsapp',
		'inv[aá]lido',
		'n[aã]o (?:existe|encontrado|(?:é |e )?v[aá]lido|(?:tem|possui|est[aá] no) whatsapp)',
	].join('|')})`,
	'i',
);

/** What an instance says of itself that has lost its phone (vendor page instance/status); in which words it refuses a send then, no page says. */
const NOT_CONNECTED =
	/\bnot connected\b|\bneed to (?:be connected|restore the session)\b|\bdisconnected\b|\bn[aã]o (?:est[aá] )?conectad|\bdesconectad/i;

/** Complaints about the credential or the instance, as what to mend (observed answers; the vendor documents none of them). */
function explain(status: number, said: string): { message: string; remedy: string; kind?: FailureKind } | null {
	if (/client-token is not configured|null not allowed/i.test(said))
		return {
			message: 'Z-API wants the "Client Token", which is empty in the credential',
			remedy: 'It is in the Z-API panel under Segurança.',
			kind: 'unauthorized',
		};
	if (/client-token .*not allowed/i.test(said) || (status === 403 && !/\d+\.\d+\.\d+\.\d+/.test(said)))
		return {
			message: 'Z-API does not accept the "Client Token" of the credential',
			remedy: 'Copy it again from the Z-API panel under Segurança.',
			kind: 'unauthorized',
		};
	if (/^\S+ not allowed$/i.test(said))
		return {
			message: 'Z-API does not accept calls from the address of this n8n',
			remedy: 'Add it in the Z-API panel under Segurança, or switch the list off.',
			kind: 'unauthorized',
		};
	const isUnknown = said === 'NOT_FOUND' || /instance not found/i.test(said);
	if (isUnknown || status === 404)
		return {
			message: 'Z-API does not know this "Instance ID" with this "Instance Token"',
			remedy: 'Copy both again from the Z-API panel into the credential.',
			...(isUnknown && { kind: 'unauthorized' }),
		};
	if (status < 500 && NOT_CONNECTED.test(said))
		return {
			message: `The number of this Z-API instance is not connected to WhatsApp: ${said}`,
			remedy: 'Open the instance in the Z-API panel and connect the phone again. What waits is sent then.',
			kind: 'notConnected',
		};
	return null;
}

/** Complaints about a partner's token, which is not an instance's. */
function explainPartner(status: number, said: string): { message: string; remedy: string } | null {
	if (status === 401 || status === 403 || /unauthori[sz]ed|not allowed/i.test(said))
		return {
			message: 'Z-API does not accept the "Partner Token" of the credential',
			remedy: 'Z-API gives it to partners; it is neither the token of an instance nor the Client Token.',
		};
	return null;
}
