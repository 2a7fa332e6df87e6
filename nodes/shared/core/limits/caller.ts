/** Addresses of the machine itself and of networks behind it (RFC 1122, 1918, 4193, 4291, 6598): a proxy has one, nobody on the internet does. */
const PRIVATE =
	/^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|::1$|f[cd]|fe[89ab])/i;

/** What stands for a call of which nobody knows where it is from. */
const NOWHERE = 'unknown';

/**
 * Where a call is from. A proxy writes the address that it saw at the end of `X-Forwarded-For`; what stands before that the caller may have written, and nothing of
 * it is believed, nor anything where no proxy stands between. Proxies behind one another are passed over while their addresses are private.
 * @param peer the address of the connection
 */
export function callerOf(peer: string | undefined, forwardedFor: unknown): string {
	const hops = [...String(forwardedFor ?? '').split(','), peer ?? ''].map(bare).filter(Boolean);
	const nearest = hops.pop();
	if (nearest === undefined) return NOWHERE;
	let address = nearest;
	// What is no address was not written by a proxy: it would be another caller each time.
	while (PRIVATE.test(address) && hops.length > 0 && isAddress(hops.at(-1)!)) address = hops.pop()!;
	return network(address);
}

const isAddress = (given: string): boolean => /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:)[0-9a-f:.]{2,45})$/.test(given);

/** Without a port, brackets, a zone, and the form in which IPv6 writes IPv4. */
const bare = (given: string): string =>
	given
		.trim()
		.replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
		.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
		.replace(/%.*$/, '')
		.replace(/^::ffff:(?=\d+\.)/i, '')
		.toLowerCase();

/** Who has one address of IPv6 has the whole network of 64 bits that it is in: they are one caller. */
function network(address: string): string {
	if (!address.includes(':')) return address;
	const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean));
	const groups = tail === undefined ? head : [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
	return `${groups
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':')}::/64`;
}
