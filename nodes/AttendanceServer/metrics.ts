import { Lately } from '../ControlApi/lately';
import { doorSamples } from '../ControlApi/metrics/doors';
import { METRICS_TYPE, metricsText } from '../ControlApi/metrics/text';
import { Traffic } from '../ControlApi/metrics/traffic';
import { readMetrics, sample, type Sample } from '../shared/store/metrics';
import { companyAt } from '../shared/store/outage';
import type { Store } from '../shared/store/store';
import type { Answer } from './answers';
import type { Call } from './call';

/** The calls that this process answered on the port of its own. */
export const traffic = new Traffic();

/** What else a process tells of itself, such as how many listen; whoever has such a figure adds it. */
export const figures = new Set<() => Sample[] | Promise<Sample[]>>([() => traffic.samples(), doorSamples]);

const lately = new Lately<Sample[]>();

/** `GET /metrics`: Prometheus' text, with the names of the document and those of the control API. It always answers: whether the database does is a figure, too. */
export async function metrics({ store, now }: Call): Promise<Answer> {
	const counted = await ofDatabase(store, now);
	const up = sample('database_up', {}, counted ? 1 : 0);
	const own = (await Promise.all([...figures].map(async (told) => await told()))).flat();
	return { status: 200, body: metricsText([up, ...(counted ?? []), ...own]), headers: { 'content-type': METRICS_TYPE } };
}

async function ofDatabase(store: Store, now: number): Promise<Sample[] | null> {
	try {
		return (await lately.of(companyAt(store), async () => await readMetrics(store), now)).told;
	} catch {
		return null;
	}
}
