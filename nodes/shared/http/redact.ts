import { formsOf, type SecretForm } from './secretForms';

const MASK = '***';

/** Names that secrets have in queries, headers and JSON, at the end of a longer name too (X-Amz-Signature, z_api_token). Whoever meets another adds it. */
const NAME =
	'(?:[\\w.-]*[_.-])?(?:api|app|access|auth|client|secret|private|refresh|session|bearer|webhook)?[_-]?' +
	'(?:token|secret|passw(?:or)?d|senha|authorization|signature|credentials?|apikey|api[_-]key|(?:access|secret|private|client|auth|app)[_-]?key)';

/** Secrets by where they stand, and the keys whose issuers gave them a shape of their own so that they are found (the last row but one). */
const PATTERNS: Array<[RegExp, string]> = [
	// Z-API's path, also encoded for a query.
	[/((?:\/|%2f)token(?:\/|%2f))(?:(?!%2f)[^/\s"'?#&\\])+/gi, `$1${MASK}`],
	[/(\/services\/T\w+\/B\w+\/)\w+/g, `$1${MASK}`],
	[/((?:^|[\s"':=(\\])Bearer(?:\s|%20|\+)+)(?=[\w.~+/=-]*\d|(?!authenti|authori|credential)[\w.~+/=-]{12})[\w.~+/=-]{8,}/gi, `$1${MASK}`],
	[/(\bBasic(?:\s|%20)+)(?=[\w+/-]*[\d+/=])[\w+/-]{12,}={0,2}/gi, `$1${MASK}`],
	[/(Client-Token\s+)(?!is\b|not\b|null\b|header\b)\S+/gi, `$1${MASK}`],
	[new RegExp(`([?&;](?:${NAME}|key|sig|auth)=)[^&\\s"'#<>\\\\]{4,}`, 'gi'), `$1${MASK}`],
	[new RegExp(`((?:%3f|%26)(?:${NAME}|key|sig|auth)%3d)(?:(?!%26|%23)[^&\\s"'<>]){4,}`, 'gi'), `$1${MASK}`],
	[new RegExp(`(\\\\*["']${NAME}\\\\*["']\\s*:\\s*\\\\*["'])(?!Bearer |Basic )[^"'\\\\\\s]{4,}`, 'gi'), `$1${MASK}`],
	[
		new RegExp(
			`((?:^|[\\s{,;])(?:authorization|x-[\\w-]*(?:key|token)|apikey|api[_-]key|api_access_token|client-token)\\s*[:=]\\s*)(?!Bearer |Basic )[^\\s,;"'}]{6,}`,
			'gi',
		),
		`$1${MASK}`,
	],
	[/(:\/\/[^\s/@:"']+:)[^\s/@"']+(?=@)/g, `$1${MASK}`],
	// OpenAI and those who took its form; Supabase; Groq, xAI, Hugging Face, Replicate, Perplexity; GitHub, GitLab, npm; Slack; Stripe; Google; AWS.
	[
		/(?<![\w-])(?:sk-(?=[\w-]*[\dA-Z])[\w-]{8,}|(?:sb_secret|sbp|gsk|xai|hf|r8|pplx|gh[pousr]|github_pat|glpat|npm|xox[abeoprs]|xapp|[sr]k_live|whsec)[_-][\w-]{8,}|AIza[\w-]{20,}|A[KS]IA[A-Z\d]{12,})/g,
		MASK,
	],
	// A JSON web token, cut off or whole.
	[/(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g, MASK],
];

/** Of the credentials that were opened, the newest last: whatever fails next may repeat one of them, whoever asked. */
const opened = new Set<string>();
const MOST_OPENED = 100;

/** Says that these must never be seen in a text, whichever call it belongs to. For whoever opens a credential. */
export function neverShow(secrets: readonly string[]): void {
	for (const secret of secrets) {
		opened.delete(secret);
		opened.add(secret);
		if (opened.size > MOST_OPENED) opened.delete([...opened][0]);
	}
}

/** The forms of the secrets that were met, the newest last: they are some thirty each, and every error, log line and kept item is searched for them. */
const forms = new Map<string, SecretForm[]>();

function formsKept(secret: string): SecretForm[] {
	const made = forms.get(secret) ?? formsOf(secret);
	forms.delete(secret);
	forms.set(secret, made);
	if (forms.size > 2 * MOST_OPENED) forms.delete([...forms.keys()][0]);
	return made;
}

/**
 * Takes secrets out of a text that an operator, a log, an output or a database may show: those that are known, in every form that a service gives them back
 * in (see `formsOf`), also cut short; and those that can be told by their shape or place. Ids, phones and words stay.
 * @param secrets values known to be secret, e.g. from the credential in use, beside those of `neverShow`; short ones (under 6 characters) are left, they
 * would blank words
 */
export function redact(text: string, secrets: readonly string[] = []): string {
	const known = [...new Set([...secrets.map((secret) => secret.trim()), ...opened])].filter((secret) => secret.length >= 6);
	const shown = known
		.sort((a, b) => b.length - a.length)
		.flatMap(formsKept)
		.reduce((left, { form, least }) => without(left, form, least), text);
	return PATTERNS.reduce((left, [pattern, mask]) => left.replace(pattern, mask), shown);
}

/** Masks a form wherever it stands, and its beginning and its end where at least so many characters of it are left. */
function without(text: string, form: string, least: number): string {
	const whole = text.replaceAll(form, MASK);
	if (form.length <= least) return whole;
	const [start, end] = [form.slice(0, least), form.slice(-least)];
	let shown = whole;
	for (let at = shown.indexOf(start); at >= 0; at = shown.indexOf(start, at + MASK.length)) {
		let length = least;
		while (length < form.length && shown[at + length] === form[length]) length++;
		shown = shown.slice(0, at) + MASK + shown.slice(at + length);
	}
	for (let at = shown.indexOf(end); at >= 0; at = shown.indexOf(end, at + MASK.length)) {
		let length = least;
		while (length < form.length && shown[at + least - 1 - length] === form[form.length - 1 - length]) length++;
		shown = shown.slice(0, at + least - length) + MASK + shown.slice(at + least);
		at += least - length;
	}
	return shown;
}
