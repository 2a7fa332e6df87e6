import { LIMITS } from '../../../nodes/shared/server/limits';
import { attack, WAYS } from '../../sandbox/attack';
import { call, echo, portsForTests, posted, until } from './portForTests';

/** A crowd from another process at a port with the limits that it has in production. */

const ports = portsForTests();
const attacks: Array<() => Promise<void>> = [];
afterEach(async () => {
	await Promise.all(attacks.splice(0).map(async (stop) => await stop()));
	await ports.end();
});

const MB = 1024 * 1024;
const PATH = '/zapi/a/s';
/** How many of each kind: of connections 5,000, as one machine can hold; bodies more than are taken at once. */
const COUNTS: Record<(typeof WAYS)[number], number> = {
	silent: 5000,
	heads: 1500,
	bodies: 600,
	large: 60,
	garbage: 300,
	halfOpen: 1500,
	reset: 300,
};

it.each(WAYS)('%s: who delivers meanwhile is answered, and the process holds little', async (way) => {
	const port = await ports.freePort();
	await ports.mount(port, echo('/zapi/a'), { ...LIMITS, handOverMs: 200, finishMs: 500 });
	const before = process.memoryUsage().rss;
	attacks.push(await attack(port, PATH, way, COUNTS[way]));
	const taken: string[] = [];
	for (let n = 0; n < 20; n++) {
		// As vendors do, where a connection was lost before there was an answer.
		const delivered = async () => (await call(port, PATH, { ...posted(`{"n":${n}}`), keepalive: false }).catch(() => null))?.status === 200;
		if (await until(delivered, 5000)) taken.push(String(n));
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	expect(taken).toHaveLength(20);
	expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
});
