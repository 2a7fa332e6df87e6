import type * as Axios from '../bundled/axios';
import type * as Addresses from '../bundled/ipaddr';
import { hostIsAllowed, isPublic } from './addresses';
import { VendorError, type FailureKind } from './errors';

export interface DownloadLimits {
	/** Hosts that files may come from, their subdomains included; `*` allows every public host. */
	hosts: readonly string[];
	maxBytes: number;
	/** For the whole download, redirects included. */
	timeoutMs: number;
	/** Also plain http and addresses of private networks, for a provider in one's own network. */
	allowPrivate: boolean;
}
export interface Downloaded {
	data: Buffer;
	/** As the server said, without parameters; null when it did not. */
	mimeType: string | null;
}

const REDIRECTS = 3;

type Network = typeof Axios & typeof Addresses;

/**
 * Fetches a file from an address that somebody else wrote, so that nobody can point it at our own network (SDR spec 1.4, F021): the host must be on
 * the list, every address it resolves to must be public, each redirect is looked at again, size and time are bounded.
 * @throws {VendorError} that shows the host and nothing else of the address
 */
export async function download(url: string, limits: DownloadLimits): Promise<Downloaded> {
	const network: Network = { ...(await import('../bundled/axios')), ...(await import('../bundled/ipaddr')) };
	const signal = AbortSignal.timeout(limits.timeoutMs);
	let address = url;
	for (let hops = 0; hops <= REDIRECTS; hops++) {
		const target = checked(address, limits, network);
		const answer = await request(target, limits, network, signal);
		const location = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
		if (typeof location === 'string') {
			if (!URL.canParse(location, target.href))
				throw failure('rejected', `${target.hostname} redirects to an address that is not a valid URL`);
			address = new URL(location, target).href;
			continue;
		}
		if (answer.status < 200 || answer.status >= 300) throw statusFailure(target.hostname, answer.status);
		const type = String(answer.headers['content-type'] ?? '')
			.split(';')[0]
			.trim()
			.toLowerCase();
		return { data: answer.data, mimeType: type || null };
	}
	throw failure('rejected', 'it redirects too often');
}

function checked(address: string, { hosts, allowPrivate }: DownloadLimits, network: Network): URL {
	if (!URL.canParse(address)) throw failure('rejected', 'its address is not a valid URL');
	const url = new URL(address);
	const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
	if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
		throw failure('rejected', `its address is not https (${host})`);
	if (url.username || url.password) throw failure('rejected', 'its address holds a user name');
	if (!hostIsAllowed(host, hosts))
		throw failure(
			'rejected',
			`the host ${host} is not on the list`,
			'If it is a host of your provider, add it to the allowed media hosts.',
		);
	if (!allowPrivate && isPrivate(host, network)) throw failure('rejected', `its address is in a private network (${host})`);
	return url;
}

/** What is a name is looked at when it is resolved. */
const isPrivate = (host: string, network: Network): boolean => network.isIP(host) !== 0 && !isPublic(host, network);

async function request(url: URL, { maxBytes, allowPrivate }: DownloadLimits, network: Network, signal: AbortSignal) {
	return await network.axios
		.get<Buffer>(url.href, {
			responseType: 'arraybuffer',
			maxRedirects: 0,
			maxContentLength: maxBytes,
			validateStatus: () => true,
			// A proxy would resolve the name itself, and past the check.
			proxy: false,
			// No connection that somebody else left open to a host of this name: it was made without the check.
			httpAgent: new network.HttpAgent({ keepAlive: false }),
			httpsAgent: new network.HttpsAgent({ keepAlive: false }),
			signal,
			// The connection goes to the very addresses that were looked at: a name that changes its address in between gains nothing.
			lookup: async (host: string) => await publicAddresses(host, allowPrivate, network),
		})
		.catch((error: unknown) => {
			throw networkFailure(error, url.hostname, maxBytes, signal);
		});
}

async function publicAddresses(
	host: string,
	allowPrivate: boolean,
	network: Network,
): Promise<[Array<{ address: string; family: 4 | 6 }>]> {
	const found = await network.lookup(host, { all: true });
	if (!allowPrivate && found.some(({ address }) => !isPublic(address, network)))
		throw failure('rejected', `its address is in a private network (${host})`);
	return [found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))];
}

function networkFailure(error: unknown, host: string, maxBytes: number, signal: AbortSignal): VendorError {
	for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++)
		if (at instanceof VendorError) return at;
	const { message = '' } = error as { message?: string };
	if (/private network/.test(message)) return failure('rejected', `its address is in a private network (${host})`);
	if (/maxContentLength/.test(message)) return failure('rejected', `it is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`);
	if (signal.aborted) return failure('timedOut', `${host} did not send it in time`);
	return failure('unreachable', `${host} cannot be reached`);
}

const statusFailure = (host: string, status: number): VendorError =>
	failure(
		status === 404 || status === 410 ? 'notFound' : status >= 500 ? 'unavailable' : 'rejected',
		`${host} answered with status ${status}`,
	);

const failure = (kind: FailureKind, why: string, remedy = 'Ask the customer to send it again, or to write.'): VendorError =>
	new VendorError({ kind, message: `The file was not downloaded: ${why}`, remedy });
