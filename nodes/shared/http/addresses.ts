import type * as Library from '../bundled/ipaddr';

/**
 * Addresses in public ranges under which a cloud answers its own machines alone, with their credentials; the others (169.254.169.254, fd00:ec2::254,
 * 100.100.100.200) are in ranges that are not public. Who meets another one adds it here. 168.63.129.16: Azure's platform.
 */
const OF_THE_CLOUD = new Set(['168.63.129.16']);
/** Where all public IPv6 addresses are (IANA, RFC 4291); what is outside is not given to anybody, or holds an IPv4 address. */
const GLOBAL_UNICAST: [string, number] = ['2000::', 3];
/** Node's own IPv4 inside an IPv6 address whose network is somebody's (ISATAP, RFC 5214). */
const ISATAP = /^(?:0|200):5efe$/;

/**
 * Whether an address is one that everybody reaches, so that a stranger may point us at it. An IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4,
 * Teredo, ISATAP) is judged by the address that the packets go to in the end. Only what is known to be public is.
 * @param address as the resolver gives it; anything else is not public
 */
export function isPublic(address: string, { ipaddr }: typeof Library): boolean {
	if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false;
	const parsed = ipaddr.parse(address);
	if (parsed instanceof ipaddr.IPv4) return isPublicFour(parsed);
	const six = parsed as Library.ipaddr.IPv6;
	const bytes = six.toByteArray();
	const four = (from: number, flip = 0): boolean => isPublicFour(new ipaddr.IPv4(bytes.slice(from, from + 4).map((byte) => byte ^ flip)));
	switch (six.range()) {
		case 'ipv4Mapped':
			return four(12);
		case 'rfc6052':
			// Only the well-known prefix (64:ff9b::/96) is one network's for all; 64:ff9b:1::/48 is for a network's own use (RFC 8215).
			return bytes[5] === 0 && four(12);
		case '6to4':
			return four(2);
		case 'teredo':
			return four(4) && four(12, 0xff);
		case 'unicast': {
			const [high, low] = [six.parts[4], six.parts[5]].map((part) => part.toString(16));
			return six.match(ipaddr.IPv6.parse(GLOBAL_UNICAST[0]), GLOBAL_UNICAST[1]) && (!ISATAP.test(`${high}:${low}`) || four(12));
		}
		default:
			return false;
	}
}

const isPublicFour = (address: Library.ipaddr.IPv4): boolean => address.range() === 'unicast' && !OF_THE_CLOUD.has(address.toString());

/** Whether a host is one of the allowed ones or below one; `*` allows all. */
export const hostIsAllowed = (host: string, allowed: readonly string[]): boolean =>
	allowed.some((one) => one === '*' || host === one || host.endsWith(`.${one}`));
