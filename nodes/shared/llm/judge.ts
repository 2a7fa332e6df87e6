import { namesAmbiguousPart } from './complaints';
import type { ModelFailureReason } from './reasons';
import type { Refusal } from './refusal';

const NO_CODE = /(?!)/;

/**
 * Signs by which a service says what it means where its status alone does not tell; codes first, words where it has no code. From the services' references
 * and public reports; whoever meets another wording adds it here.
 */
const SIGNS: Array<{ reason: ModelFailureReason; statuses: number[]; codes: RegExp; words: RegExp }> = [
	{
		reason: 'wrong_key',
		statuses: [400, 403, 404],
		codes: /invalid_api_key|api_key_invalid|authentication_error|invalid_authentication/,
		words:
			/api[ _-]?key (is )?(not valid|invalid|expired|incorrect)|(invalid|incorrect|expired|wrong|missing) (api[ _-]?key|credentials|token)/,
	},
	{
		reason: 'no_credit',
		statuses: [400, 403, 404, 429],
		codes: /insufficient_(quota|balance|credits?|funds)|billing_(hard_limit|not_active)|payment_required|arrearage/,
		words:
			/insufficient (balance|credits?|funds)|credit balance is too low|not enough credits?|billing hard limit|account is not active|overdue/,
	},
	{
		reason: 'content_filter',
		statuses: [400, 403, 422, 451],
		codes: /content_filter|content_policy|responsibleaipolicy|data_inspection|moderation/,
		words: /content management policy|content (filter|policy)|flagged|moderation|safety (system|filter)|inappropriate content/,
	},
	{
		reason: 'context_length',
		statuses: [400, 413, 422, 500],
		codes: /context_length|context_window|string_above_max_length|request_too_large/,
		words:
			/context (length|window|size)|(prompt|input|request|messages) (is |are )?too (long|large)|too many (input )?tokens|exceeds? .{0,40}\btokens\b|too large for (the )?model|longer than the model|reduce the length of/,
	},
	{
		// A limit of tokens a minute that one request alone is beyond: no waiting helps (reports of LiteLLM and LangChain).
		reason: 'context_length',
		statuses: [429],
		codes: NO_CODE,
		words: /request too large|tokens must be reduced/,
	},
	{
		reason: 'unknown_model',
		statuses: [400, 403, 404, 410, 422],
		codes: /model_not_found|model_?not_?exist|deploymentnotfound|model_decommissioned|unavailable_model|invalid_model/,
		words:
			/\bmodel\b.{0,120}?(not found|n[o']t exist|not a valid|decommissioned|no longer|do not have access)|(invalid|unknown|no such) model|not a valid model|no endpoints found for|deployment .{0,60}does not exist|access to (the )?model/,
	},
];

/** What a refusal means. Only a wrong key (401), and a 403 or 404 that names key, model or route, is the operator's to mend. */
export function reasonOf(refusal: Refusal): ModelFailureReason {
	if (refusal.found) return refusal.found;
	const reason = byWords(refusal) ?? byStatus(refusal);
	return refusal.within200 && PASSING_IN_200.includes(reason) ? 'error_in_200' : reason;
}
const PASSING_IN_200: ModelFailureReason[] = ['rate_limited', 'unavailable', 'forbidden', 'refused_request'];

function byWords({ status, codes, message, params, html, within200 }: Refusal): ModelFailureReason | null {
	if (html) return null;
	const words = message.toLowerCase();
	const signs = SIGNS.filter(({ statuses }) => (status === null ? within200 : statuses.includes(status)));
	const coded = signs.find((sign) => sign.codes.test(codes));
	if (coded) return coded.reason;
	// What is about one of them is left out and asked again instead.
	const said = namesAmbiguousPart(`${params} ${words}`) ? undefined : signs.find((sign) => sign.words.test(words));
	return said?.reason ?? null;
}

function byStatus({ status, html, message, codes }: Refusal): ModelFailureReason {
	// Groq's word for an answer of the model that was no JSON: bad luck more often than not.
	if (/json_validate_failed/.test(codes)) return 'not_json';
	if (status === null) return 'unavailable';
	if (status === 401) return 'wrong_key';
	if (status === 402) return 'no_credit';
	if (status === 403) return !html && /\b(key|token|credential|permission|authenticat|authoriz)/i.test(message) ? 'wrong_key' : 'forbidden';
	if (status === 404 || status === 405 || status === 410) return html || NO_ROUTE.test(message.trim()) ? 'wrong_address' : 'unavailable';
	if (status === 413) return 'context_length';
	if (status === 429) return 'rate_limited';
	if (status === 408 || status === 409 || status === 425 || status >= 500) return 'unavailable';
	return html ? 'forbidden' : 'refused_request';
}

/** How servers say that they know no such route: nothing, the bare status, or a word for the address. */
const NO_ROUTE =
	/^$|^(404 )?(page |resource |route )?not found\.?$|\b(url|uri|route|path|endpoint)\b|cannot (get|post)|method not allowed/i;

/** Whether the same request may succeed in a moment. */
export const mayPass = (reason: ModelFailureReason): boolean => AGAIN.includes(reason);
const AGAIN: ModelFailureReason[] = ['rate_limited', 'unavailable', 'unreachable', 'empty', 'not_json', 'error_in_200'];
