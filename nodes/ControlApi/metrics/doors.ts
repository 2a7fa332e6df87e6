import { doors } from '../../shared/core/limits/doors';
import { sample, type Sample } from '../../shared/store/metrics';
import { processName } from './processName';

/** What vendors' doors of this process answered. Behind n8n's webhooks any of several processes may answer: each has its own figures, and says whose they are. */
export async function doorSamples(): Promise<Sample[]> {
	const process = await processName();
	return doors.told().map(({ door, status, count }) => sample('webhook_requests_total', { webhook_type: door, status, process }, count));
}
