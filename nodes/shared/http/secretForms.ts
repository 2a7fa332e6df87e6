/** A way in which a secret may be written, and how many of its characters already tell it. */
export interface SecretForm {
	form: string;
	least: number;
}

/** What every key of an issuer begins with ("sb_secret_", "sk-proj-"): by itself it tells nothing, and documentation says it. */
const ISSUER = /^(?:[a-z]{2,10}[_-]){1,3}/i;
const LEAST = 8;

/**
 * Every form in which a service, a library or a log gives a secret back: as it is; encoded for a URL, once, twice or as a form field; escaped for JSON, once
 * or inside JSON in JSON, and for HTML; Base64 and Base64 for URLs, alone or inside something longer (`user:secret`); in hexadecimal.
 */
export function formsOf(secret: string): SecretForm[] {
	const least = Math.max(LEAST, (ISSUER.exec(secret)?.[0].length ?? 0) + 4);
	const whole = secret.replace(/\p{Surrogate}/gu, '\uFFFD');
	const [url, json] = [encodeURIComponent(whole), JSON.stringify(secret).slice(1, -1)];
	const plain = [
		secret,
		...[url, encodeURIComponent(url), url.replaceAll('%20', '+'), encodeURI(whole)].flatMap((one) => [one, lowerEscapes(one)]),
		json,
		JSON.stringify(json).slice(1, -1),
		json.replaceAll('/', '\\/'),
		html(secret),
	];
	const bytes = Buffer.from(secret);
	const encoded = [
		bytes.toString('base64'),
		...[0, 1, 2].map((before) => inBase64(bytes, before)),
		bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(),
	];
	const codes = [...encoded, ...encoded.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')), ...encoded.map(encodeURIComponent)];
	return [
		...[...new Set(plain)].map((form) => ({ form, least })),
		// The encoded beginning of an issuer is longer by a third, or twice as long.
		...[...new Set(codes)].filter((form) => form.length >= LEAST).map((form) => ({ form, least: Math.max(12, 2 * least) })),
	];
}

const lowerEscapes = (text: string): string => text.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase());

const html = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** The characters of Base64 that stand for these bytes alone, after so many bytes of something else; what hangs together with a neighbour is left out. */
function inBase64(bytes: Buffer, before: number): string {
	const code = Buffer.concat([Buffer.alloc(before), bytes])
		.toString('base64')
		.replace(/=+$/, '');
	const rest = (before + bytes.length) % 3;
	return code.slice(before === 0 ? 0 : before + 1, rest === 0 ? undefined : -1);
}
