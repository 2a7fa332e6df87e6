import { companions } from './checks/companions';
import { database } from './checks/database';
import { deliveries } from './checks/deliveries';
import { model } from './checks/model';
import { teamPhones } from './checks/teamPhones';
import { vendors } from './checks/vendors';
import { failed, type Asks, type Check, type Finding } from './finding';

/** Everything that is looked at, in the order in which it is shown. Whoever adds something that the product depends on adds it here. */
const CHECKS: Check[] = [database, model, ...vendors, ...deliveries, teamPhones, companions];

/** What one check may take, its tries included: longer than any single request, and short enough for a look every minute. */
const MOST_MS = 25_000;

export type Looked = Finding & { ms: number };

/**
 * Looks at everything at once; nothing of it ever throws.
 * @param clock epoch milliseconds
 * @param wait resolves after so many milliseconds
 */
export async function lookAtAll(asks: Asks, clock: () => number, wait: (ms: number) => Promise<void>): Promise<Looked[]> {
	const due = CHECKS.filter(({ credential }) => credential === null || asks.chosen.has(credential));
	const found = await Promise.all(
		due.map(async (check) => {
			const began = clock();
			const findings = await Promise.race([check.look(asks), wait(MOST_MS).then(() => [late(check.integration)])]).catch(
				(error: unknown) => [failed(check.integration, error)],
			);
			return findings.map((finding) => ({ ...finding, ms: clock() - began }));
		}),
	);
	return withoutEchoes(found.flat());
}

const late = (integration: string): Finding => ({
	integration,
	outcome: 'timeout',
	reason: 'timedOut',
	message: `It did not answer within ${MOST_MS / 1000} seconds`,
	remedy: null,
	fault: 'passing',
});

/** Where a vendor cannot be asked at all, its URL cannot be read either: that is told once. */
const withoutEchoes = (found: Looked[]): Looked[] =>
	found.filter(({ integration, reason }) => {
		const of = found.find((other) => `${other.integration}_url` === integration);
		return !of || of.outcome === 'ok' || of.reason === 'disconnected' || reason !== of.reason;
	});
