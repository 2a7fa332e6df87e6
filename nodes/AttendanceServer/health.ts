import { Lately } from '../ControlApi/lately';
import { healthReport, type HealthReport } from '../shared/store/health';
import { companyAt } from '../shared/store/outage';
import { SCHEMA_VERSION } from '../shared/store/schemaVersion';
import type { Answer } from './answers';
import type { Call } from './call';

type State = HealthReport['status'];
const lately = new Lately<HealthReport>();

/** The version of the document that is served, and that of the database. */
const VERSION = `2.0.0+schema.${SCHEMA_VERSION}`;
/** What a check of the workflow *health* says of WhatsApp, by the beginning of its name. */
const WHATSAPP = /^(?:zapi|whatsapp)/i;

/** `GET /health`: what the looks of the workflow *health* found lately. No token, so that it tells no number of ours. 503 while something does not work. */
export async function health({ store, now }: Call): Promise<Answer> {
	const report = await reported(store, now);
	const status = report === null ? 'unhealthy' : report.status;
	const services = report === null ? { database: 'unhealthy' as const } : servicesOf(report);
	return {
		status: status === 'unhealthy' ? 503 : 200,
		body: { status, version: VERSION, timestamp: new Date(now).toISOString(), services },
	};
}

async function reported(store: Call['store'], now: number): Promise<HealthReport | null> {
	try {
		return (await lately.of(companyAt(store), async () => await healthReport(store), now)).told;
	} catch {
		return null;
	}
}

/** A service by the worst that was found of it; what nobody looks after is not told of. */
function servicesOf({ checks, down }: HealthReport): Record<string, State> {
	const found = [
		...checks.map(({ name, outcome }) => ({ name, isWell: outcome === 'ok' })),
		...down.map(({ integration }) => ({ name: integration, isWell: false })),
	].filter(({ name }) => WHATSAPP.test(name));
	const bad = found.filter(({ isWell }) => !isWell).length;
	const whatsapp: State = bad === 0 ? 'healthy' : bad === found.length ? 'unhealthy' : 'degraded';
	return { database: 'healthy', ...(found.length > 0 && { whatsapp_api: whatsapp }) };
}
