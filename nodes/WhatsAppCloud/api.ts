import { integerOf, isRecord, recordOf, textOf } from '../shared/core/json/readers';
import type { Explained, Vendor } from '../shared/http/vendor';
import { actionFor } from './errors';

/** Meta's Graph API, as far as WhatsApp goes. Paths begin with `/:phone` or `/:account`: the credential puts its IDs there. */
export const whatsAppCloud: Vendor = {
	name: 'WhatsApp Cloud API',
	credentialType: 'atendeAquiWhatsAppCloudApi',
	baseUrlHint: 'Meta’s is https://graph.facebook.com',
	secretFields: ['accessToken', 'appSecret', 'verifyToken'],
	timeoutMs: 20_000,
	complaint,
	explain,
	refusesForGood: (said) => {
		const { code, isTransient } = coded(said);
		return actionFor(code, isTransient).isFinal === true;
	},
};

const PREFIX = /^\(#(\d+)(?:\.(\d+))?(!?)\) /;

/**
 * Graph's error in one line, `(#131047) words`: the code decides, its words change. A `.` brings the old subcode, a `!` says that Meta calls it transient.
 */
function complaint(status: number, body: unknown): string | null {
	const answer = recordOf(body);
	if (!isRecord(answer.error)) {
		if (answer.success === false) return textOf(answer.reason) || 'it gave no reason';
		return status >= 400 ? (typeof body === 'string' ? body.slice(0, 200) : '') : null;
	}
	const { code, error_subcode: subcode, is_transient, message, error_user_title, error_user_msg, error_data } = answer.error;
	const title = textOf(error_user_title) || textOf(message).replace(/^\(#\d+\)\s*/, '');
	const details = textOf(recordOf(error_data).details) || textOf(error_user_msg);
	const words = [title, details].filter((word, n, all) => word !== '' && all.indexOf(word) === n).join(': ');
	const number = integerOf(code, { min: 0 });
	if (number === null) return words;
	const sub = integerOf(subcode, { min: 0 });
	return `(#${number}${sub === null ? '' : `.${sub}`}${is_transient === true || status >= 500 ? '!' : ''}) ${words}`;
}

/** Reads `complaint` back; -1 where there was no code. */
function coded(said: string): { code: number; subcode: number; isTransient: boolean; words: string } {
	const [prefix = '', code = '-1', subcode = '-1', transient = ''] = PREFIX.exec(said) ?? [];
	return { code: Number(code), subcode: Number(subcode), isTransient: transient !== '', words: said.slice(prefix.length) };
}

function explain(_status: number, said: string): Explained | null {
	const { code, subcode, isTransient, words } = coded(said);
	if (code < 0) return null;
	const { action, kind, remedy, retryable, paceMs } = actionFor(code, isTransient);
	const facts = { code, action, retryable };
	const message = `WhatsApp ${retryable ? 'could not do it' : 'refused it'}: ${words || 'it gave no reason'} (code ${code})`;
	return { message, kind, remedy, paceMs, facts, ...inCredential(code, subcode, words) };
}

/** What is wrong with a field of the credential, where the code alone would send the operator to the form of the node. */
function inCredential(code: number, subcode: number, words: string): Pick<Explained, 'remedy' | 'kind'> | null {
	if (/appsecret_proof/i.test(words))
		return { kind: 'unauthorized', remedy: 'The "App Secret" of the credential is not that of the app of the token.' };
	if (/\bversion\b/i.test(words) && /deprecated|invalid|unknown|unsupported|not exist/i.test(words))
		return { kind: 'misaddressed', remedy: 'Meta does not have this "Graph API Version" any more, or not yet: v26.0 is right.' };
	// Subcode 33: there is no such object, or the token may not see it.
	if (code === 100 && subcode === 33)
		return {
			kind: 'notFound',
			remedy: 'Check the ID. If it is right, the token may not see it: assign the WhatsApp account to its system user.',
		};
	return null;
}
