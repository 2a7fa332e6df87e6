import { sample, type Sample } from '../../shared/store/metrics';

/** Seconds (SDR spec 8.3). */
const BOUNDS = [0.1, 0.5, 1, 2, 5, 10, 30];
/** Whoever calls may call it anything: what nobody serves is one series. */
const METHODS = ['GET', 'POST', 'PUT', 'OPTIONS', 'HEAD'];

interface Durations {
	/** How many took no longer than each bound. */
	within: number[];
	count: number;
	seconds: number;
}

/** The calls that one process answered, by route and never by path: a path has numbers of persons in it. */
export class Traffic {
	private readonly requests = new Map<string, Sample>();
	private readonly durations = new Map<string, { labels: Record<string, string>; took: Durations }>();

	/** @param endpoint the route's template; null for an address that there is not */
	note(endpoint: string | null, method: string, status: number, ms: number): void {
		const labels = { endpoint: endpoint ?? 'unknown', method: METHODS.includes(method) ? method : 'other' };
		const counted = { ...labels, status: String(status) };
		const request = at(this.requests, counted, () => sample('http_requests_total', counted, 0));
		request.value += 1;
		const { took } = at(this.durations, labels, () => ({ labels, took: { within: BOUNDS.map(() => 0), count: 0, seconds: 0 } }));
		took.count += 1;
		took.seconds += ms / 1000;
		for (const [index, bound] of BOUNDS.entries()) if (ms <= bound * 1000) took.within[index] += 1;
	}

	samples(): Sample[] {
		const name = 'http_request_duration_seconds';
		return [
			...this.requests.values(),
			...[...this.durations.values()].flatMap(({ labels, took }) => [
				...BOUNDS.map((bound, index) => ({ name: `${name}_bucket`, labels: { ...labels, le: String(bound) }, value: took.within[index] })),
				sample(`${name}_bucket`, { ...labels, le: '+Inf' }, took.count),
				sample(`${name}_sum`, labels, took.seconds),
				sample(`${name}_count`, labels, took.count),
			]),
		];
	}
}

function at<T>(kept: Map<string, T>, labels: Record<string, string>, begin: () => T): T {
	const key = JSON.stringify(labels);
	const known = kept.get(key);
	if (known !== undefined) return known;
	const begun = begin();
	kept.set(key, begun);
	return begun;
}

/** Of this process, all companies together. */
export const traffic = new Traffic();
