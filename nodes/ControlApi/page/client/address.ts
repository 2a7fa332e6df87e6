const OPEN = 'conversa';

/** The control API's address: the page's own without fragment, query and last segment. */
export const baseOf = (href: string): string => href.replace(/[?#].*$/, '').replace(/\/[^/]*\/?$/, '');

const parts = (hash: string): string[] => hash.replace(/^#/, '').split('&');

/** The attendant's key in `#chave=…` or `#…`; empty when there is none. */
export function keyIn(hash: string): string {
	const given = (parts(hash).find((part) => part !== OPEN) ?? '').replace(/^chave=/, '');
	try {
		return decodeURIComponent(given).trim();
	} catch {
		return given.trim();
	}
}

/** Whether the fragment says that a conversation is open. The phone's Back key removes that, which is how the page notices. */
export const saysOpen = (hash: string): boolean => parts(hash).includes(OPEN);

export function withOpen(hash: string, open: boolean): string {
	const rest = parts(hash).filter((part) => part !== '' && part !== OPEN);
	return `#${[...rest, ...(open ? [OPEN] : [])].join('&')}`;
}

/** A key can travel in a header: visible ASCII without blanks. */
export const isKey = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);
