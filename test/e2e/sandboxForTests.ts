import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from '../sandbox/ports';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox';

/**
 * The whole product on real n8n for one test file; `sandbox()` is there from the first test on, and everything ends after the last. Its executions are kept, to be looked
 * at; `chatwoot`, `chaos` and `start` run the templates as they are.
 */
export function withSandbox(options: Partial<SandboxOptions> = {}): () => Sandbox {
	let running: Sandbox | undefined;
	beforeAll(async () => {
		running = await startSandbox({ port: await freePort(), report: () => undefined, keepsExecutions: true, ...options });
	});
	afterAll(async () => {
		await running?.stop();
	});
	return () => running!;
}

/**
 * Asks again until the answer holds.
 * @throws what was last seen, when it never held
 */
export async function eventually<T>(ask: () => T | Promise<T>, holds: (seen: T) => boolean, withinMs = 60_000): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const seen = await ask();
		if (holds(seen)) return seen;
		if (Date.now() > deadline) throw new Error(`Not within ${withinMs / 1000} seconds; last seen: ${JSON.stringify(seen)?.slice(0, 500)}`);
		await sleep(200);
	}
}

/** Rows of the sandbox's database. */
export const rows = async <T extends Record<string, unknown>>({ supabase }: Sandbox, sql: string, values: unknown[] = []): Promise<T[]> =>
	(await supabase.pool.query<T>(sql, values)).rows;
