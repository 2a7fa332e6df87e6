const MASK = '***';

/** Secrets by where they stand: Z-API's token in the path, bearer tokens, API keys. */
const PATTERNS: Array<[RegExp, string]> = [
	[/(\/token\/)[^/\s"']+/gi, `$1${MASK}`],
	[/(Bearer\s+)[\w.~+/=-]{8,}/gi, `$1${MASK}`],
	[/(Client-Token\s+)(?!is\b|not\b|null\b|header\b)\S+/gi, `$1${MASK}`],
	[/\bsk-[\w-]{8,}/g, MASK],
	[/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, MASK],
];

/**
 * Takes secrets out of a text that an operator, a log or an output may show.
 * @param secrets values known to be secret, e.g. from the credential in use; short ones (under 6 characters) are left, they would blank words
 */
export function redact(text: string, secrets: readonly string[] = []): string {
	const known = secrets.filter((secret) => secret.length >= 6).reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
	return PATTERNS.reduce((shown, [pattern, mask]) => shown.replace(pattern, mask), known);
}
