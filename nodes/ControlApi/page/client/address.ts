/** What stands in the page's fragment, the only place that outlives a reload where the page has no origin, and so nothing to store in (see memory.ts). */
const KEY = 'chave';
const OPEN = 'conversa';
const FILTER = 'filtro';
const NAMES: readonly string[] = [KEY, OPEN, FILTER];

/** One conversation among all numbers of the company. */
export interface Place {
	channel: string;
	phone: string;
}

/** The control API's address: the page's own without fragment, query and last segment. */
export const baseOf = (href: string): string => href.replace(/[?#].*$/, '').replace(/\/[^/]*\/?$/, '');

const parts = (hash: string): string[] => hash.replace(/^#/, '').split('&');
const nameOf = (part: string): string | undefined => NAMES.find((name) => part === name || part.startsWith(`${name}=`));

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

const valueOf = (hash: string, name: string): string => {
	const part = parts(hash).find((one) => one.startsWith(`${name}=`));
	return part === undefined ? '' : part.slice(name.length + 1);
};

/** The fragment with one of its parts changed; null takes the part out. */
function withPart(hash: string, name: string, value: string | null): string {
	const rest = parts(hash).filter((part) => part !== '' && nameOf(part) !== name);
	return `#${[...rest, ...(value === null ? [] : [`${name}=${value}`])].join('&')}`;
}

/** The attendant's key in `#chave=…` or `#…`; empty when there is none. */
export function keyIn(hash: string): string {
	const bare = parts(hash).find((part) => nameOf(part) === undefined) ?? '';
	return decoded(valueOf(hash, KEY) || bare).trim();
}

/** The fragment without the key, whichever way it stood there. */
export const withoutKey = (hash: string): string =>
	`#${parts(hash)
		.filter((part) => [OPEN, FILTER].includes(nameOf(part) ?? KEY))
		.join('&')}`;

/** The conversation that the fragment says is open. The phone's Back key removes it, which is how the page notices. */
export function openIn(hash: string): Place | null {
	const [channel, phone, ...more] = valueOf(hash, OPEN).split('/');
	return channel && phone && more.length === 0 ? { channel: decoded(channel), phone: decoded(phone) } : null;
}

export const withOpen = (hash: string, place: Place | null): string =>
	withPart(hash, OPEN, place && `${encodeURIComponent(place.channel)}/${encodeURIComponent(place.phone)}`);

/** The id of the filter that is set; empty when none is. */
export const filterIn = (hash: string): string => decoded(valueOf(hash, FILTER));

export const withFilter = (hash: string, id: string | null): string => withPart(hash, FILTER, id);

/** A key can travel in a header: visible ASCII without blanks. */
export const isKey = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);
