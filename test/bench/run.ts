import { freePort } from '../sandbox/ports';
import { startSandbox } from '../sandbox/sandbox';
import { repliesTo, replyAfter } from '../sandbox/story';

const CONVERSATIONS = Number(process.env.CONVERSATIONS ?? 100);
const AT_ONCE = Number(process.env.AT_ONCE ?? 10);

/** Settings of n8n that are tried out, such as N8N_EXPRESSION_ENGINE. */
const env = Object.fromEntries(
	Object.entries(process.env).flatMap(([name, value]) => (name.startsWith('N8N_') ? [[name, value ?? '']] : [])),
);

/**
 * `npm run bench`: how long a customer waits for the product itself, on real n8n with one process. No quiet period, and a model and a Z-API that
 * answer at once: what remains is n8n, the nodes and the database. Variables that start with `N8N_` reach n8n.
 */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ port: await freePort(), quietSeconds: 0, env, report: (line) => console.log(`  ${line}`) });
	try {
		const accepted: number[] = [];
		const replied: number[] = [];
		const started = Date.now();
		let next = 0;
		const customers = Array.from({ length: AT_ONCE }, async () => {
			while (next < CONVERSATIONS) {
				const phone = `55119${String(90_000_000 + next++)}`;
				const at = Date.now();
				await sandbox.write({ phone, text: 'Oi, quero uma formadora de hambúrguer' });
				accepted.push(Date.now() - at);
				replied.push((await replyAfter(sandbox, phone, 0)).at - at);
			}
		});
		await Promise.all(customers);
		const seconds = (Date.now() - started) / 1000;
		const twice = Array.from({ length: CONVERSATIONS }, (_, n) => repliesTo(sandbox, `55119${90_000_000 + n}`).length).filter(
			(n) => n !== 1,
		);
		console.log(
			`\n${CONVERSATIONS} conversations, ${AT_ONCE} at once, in ${seconds.toFixed(1)} s: ${(CONVERSATIONS / seconds).toFixed(1)} replies a second`,
		);
		console.log(`  webhook accepted     ${figures(accepted)}`);
		console.log(`  webhook to reply     ${figures(replied)}`);
		console.log(`  not exactly one reply: ${twice.length}`);
	} finally {
		await sandbox.stop();
	}
}

function figures(values: number[]): string {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]} ms`;
	return `median ${at(0.5)}, 95 % ${at(0.95)}, slowest ${at(1)}`;
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exit(1);
});
