/**
 * Whether a page may open a socket. Programs name no origin and are let in: the token is all that counts for them. A page of somebody else has no business here
 * unless the operator says so, whatever token it got hold of (RFC 6455 section 10.2).
 * @param allowed origins that the operator named; `*` is any
 */
export function isAllowedOrigin(headers: Headers, publicUrl: string, allowed: string[]): boolean {
	const origin = headers.get('origin');
	if (origin === null || isNamed(origin, allowed)) return true;
	const wanted = originOf(origin);
	if (wanted === null) return false;
	const host = (headers.get('x-forwarded-host') ?? headers.get('host') ?? '').split(',')[0].trim().toLowerCase();
	return wanted === originOf(publicUrl) || new URL(wanted).host === host;
}

/**
 * Whether the operator named an origin: with or without a slash at the end, the usual port, or capitals. What a page without an origin sends, such as a file or a
 * sandbox, is `null`: only `*` means it.
 */
export function isNamed(origin: string, allowed: string[]): boolean {
	if (allowed.includes('*')) return true;
	const wanted = originOf(origin);
	return wanted !== null && allowed.some((one) => originOf(one) === wanted);
}

const originOf = (text: string): string | null => {
	const url = URL.canParse(text) ? new URL(text) : null;
	return url === null || url.origin === 'null' ? null : url.origin;
};
