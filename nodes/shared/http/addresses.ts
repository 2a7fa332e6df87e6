import type { BlockList } from '../bundled/axios';

/** Networks that no public file lies in (IANA special-purpose registries): loopback, private, link-local, shared, documentation, multicast. */
const PRIVATE_4 =
	'0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 ' +
	'198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
/** The last three carry an IPv4 address inside, which may be a private one. */
const PRIVATE_6 = '::/128 ::1/128 fc00::/7 fe80::/10 fec0::/10 ff00::/8 2001:db8::/32 ::ffff:0:0/96 64:ff9b::/96 2002::/16';

/** Fills a list of Node's with all networks that are not public. */
export function withPrivateNetworks(list: BlockList): BlockList {
	const add = (networks: string, family: 'ipv4' | 'ipv6') => {
		for (const network of networks.split(' ')) {
			const [address, bits] = network.split('/');
			list.addSubnet(address, Number(bits), family);
		}
	};
	add(PRIVATE_4, 'ipv4');
	add(PRIVATE_6, 'ipv6');
	return list;
}

/** Whether a host is one of the allowed ones or below one; `*` allows all. */
export const hostIsAllowed = (host: string, allowed: readonly string[]): boolean =>
	allowed.some((one) => one === '*' || host === one || host.endsWith(`.${one}`));
