import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** `silent` and `halfOpen` connections, `heads` and `bodies` that come a byte a second, bodies of 15 MB, garbage, connections that are reset. */
export const WAYS = ['silent', 'heads', 'bodies', 'large', 'garbage', 'halfOpen', 'reset'] as const;

/**
 * Attacks a port with so many connections from another process, until it is told to stop; a connection that is closed comes again.
 * @returns once all of them were opened
 */
export async function attack(port: number, target: string, way: (typeof WAYS)[number], count: number): Promise<() => Promise<void>> {
	const child = spawn(process.execPath, [path.join(__dirname, 'attacker.cjs'), String(port), target, way, String(count)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error(`The attacker ended: ${way}`)))]);
	return async () => {
		child.kill('SIGKILL');
		await ended;
	};
}
