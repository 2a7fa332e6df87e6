import { readMetrics, sample, type Sample } from '../shared/store/metrics';
import { companyAt } from '../shared/store/outage';
import { schemaName } from '../shared/store/schemaOption';
import { openStore } from '../shared/store/store';
import { keptCredentials } from '../shared/webhook/credential';
import type { Answer } from './answers';
import type { Context } from './context';
import { Lately } from './lately';
import { doorSamples } from './metrics/doors';
import { METRICS_TYPE, metricsText } from './metrics/text';

const lately = new Lately<Sample[]>();

/**
 * `GET /metrics` (handoff spec C10; SDR spec 8.3), for Prometheus: what the database counted, the same from every process, and what the process itself did where it is
 * asked at its own port; what its vendors' doors answered it tells in any case. No key, as Prometheus' custom is, and nothing of a person in it. It always answers: whether the database does is a figure, too.
 * @param own what the process tells of itself
 */
export async function metrics(context: Context, own: Sample[]): Promise<Answer> {
	const counted = await ofDatabase(context);
	const up = sample('database_up', {}, counted ? 1 : 0);
	const samples = [up, ...(counted ?? []), ...(await doorSamples()), ...own];
	return { status: 200, body: metricsText(samples), headers: { 'content-type': METRICS_TYPE } };
}

async function ofDatabase(context: Context): Promise<Sample[] | null> {
	const now = Date.now();
	try {
		const store = await openStore(keptCredentials(context, now), schemaName(context.getNodeParameter('options.schema', '')));
		return (await lately.of(companyAt(store), async () => await readMetrics(store), now)).told;
	} catch {
		return null;
	}
}
