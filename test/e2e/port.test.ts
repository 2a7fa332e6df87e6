import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { attack, type WAYS } from '../sandbox/attack';
import { onPort } from '../sandbox/ownPort';
import { freePort } from '../sandbox/ports';
import { withParameters, type Adjust } from '../sandbox/publish';
import { repliesTo, replyAfter } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { allWrite, crowd } from './crowd';
import { cloudOnPort } from './portCloud';
import { eventually, rows, withSandbox } from './sandboxForTests';

/** The shortest that the Conversation Trigger takes. */
const LEASE_SECONDS = 60;
let port: number;
beforeAll(async () => {
	port = await freePort();
});
const adjust: Adjust = (template, name) => onPort(port)(withParameters({ limits: { leaseSeconds: LEASE_SECONDS } })(template, name), name);
/** A busy machine may take seconds for each message of a burst, which is one turn all the same. */
const QUIET_SECONDS = 5;
const sandbox = withSandbox({ templates: ['bastidores', 'sdr-agent'], quietSeconds: QUIET_SECONDS, adjust });

const executions = async () => await sandbox().api().executions(sandbox().workflows.sdrAgent);
const doorUrl = () => sandbox().zapi.callbackUrls.receivedCallbackUrl;
const isOpen = async (): Promise<boolean> =>
	await new Promise((resolve) => {
		const probe = connect(port, '127.0.0.1', () => probe.destroy() && resolve(true)).once('error', () => resolve(false));
	});
const write = async (phone: string, text: string) => await sandbox().write({ phone, text });
/** Delivers one message after another until it is told to stop. @returns what each was answered */
function flow(from: number) {
	const answers: Array<Promise<number>> = [];
	const timer = setInterval(() => {
		const phone = `55119${90_000_000 + from + answers.length}`;
		const message = receivedText({ phone, text: 'Oi' });
		answers.push(
			sandbox()
				.zapi.deliver(message)
				.then(
					({ status }) => status,
					() => 0,
				),
		);
	}, 100);
	return async () => {
		clearInterval(timer);
		return await Promise.all(answers);
	};
}

describe('the Z-API Trigger on a port of its own, on real n8n', () => {
	test('a conversation: Z-API delivers to the port, a burst is one execution and one reply, and the webhook of n8n is there as well', async () => {
		const phone = '5511999990071';
		expect(doorUrl()).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/zapi/[\\w-]+/[0-9a-f]{32}$`));
		const before = (await executions()).length;
		for (const text of ['Oi', 'vi vocês no Instagram', 'quero um misturador'])
			expect(await write(phone, text)).toEqual({ status: 200, body: { stored: true } });
		await replyAfter(sandbox(), phone, 0);
		await sleep((QUIET_SECONDS + 1) * 1000);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
		expect((await executions()).length - before).toBe(1);

		const [, id, secret] = /\/zapi\/([\w-]+)\/(\w+)$/.exec(doorUrl())!;
		const message = receivedText({ phone, text: 'Pela outra porta' });
		const answer = await fetch(`${sandbox().n8n().url}/webhook/${id}/${id}/${secret}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(message),
		});
		expect([answer.status, await answer.json()]).toEqual([200, { stored: true }]);
	});

	test('published again while messages come: each is answered 200 at once and stored', async () => {
		const stop = flow(710_000);
		for (let n = 0; n < 2; n++) {
			await sleep(700);
			await sandbox().api().publishAgain(sandbox().workflows.sdrAgent);
		}
		await sleep(700);
		const statuses = await stop();
		expect(statuses.length).toBeGreaterThan(15);
		expect(new Set(statuses)).toEqual(new Set([200]));
		const [{ count }] = await rows<{ count: string }>(
			sandbox(),
			`select count(*) from inbox where phone like '551199071%' and speaker = 'customer'`,
		);
		expect(Number(count)).toBe(statuses.length);
	});

	test('a second company on the same port: Meta asks for the challenge there at the publishing, delivers, also while it is published again, and is told of the end', async () => {
		const { meta, workflow, says } = await cloudOnPort(sandbox(), port);
		const phone = '5531900000071';
		try {
			await sandbox().api().publish(workflow);
			expect(meta.callbacks.phone_number).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/webhook/[\\w-]+/whatsapp$`));
			expect(await says(phone, 'Olá, ação 👍')).toBe(200);
			const url = meta.callbacks.phone_number;
			const again = sandbox().api().publishAgain(workflow.id);
			const statuses: number[] = [];
			const deliver = async () => await fetch(url, { method: 'POST', body: '{}' }).then((answer) => answer.status);
			for (let n = 0; n < 8; n++) {
				statuses.push(await deliver());
				await sleep(100);
			}
			await again;
			// Nobody signed these: they are refused by whoever is there, and nobody is away.
			expect(new Set(statuses)).toEqual(new Set([401]));
			expect(await says(phone, 'De novo')).toBe(200);
			const stored = await rows(sandbox(), 'select provider, text from inbox where phone = $1 order by id', [phone]);
			expect(stored).toEqual(['Olá, ação 👍', 'De novo'].map((text) => ({ provider: 'whatsapp_cloud', text })));
			await sandbox().api().unpublish(workflow.id);
			expect(meta.callbacks.phone_number).toBe('');
			// The port stays the first company's.
			expect(await write('5511999990072', 'Oi')).toEqual({ status: 200, body: { stored: true } });
		} finally {
			await meta.stop();
		}
	});

	test('under attack from all sides at once: who delivers is answered and stored, n8n is reachable, and its memory is bounded', async () => {
		const { pid, url } = sandbox().n8n();
		const heldMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
		const before = heldMb();
		const crowds: Array<[(typeof WAYS)[number], number]> = [
			['silent', 2000],
			['heads', 500],
			['bodies', 400],
			['large', 20],
			['garbage', 100],
			['halfOpen', 300],
		];
		const target = new URL(doorUrl()).pathname;
		const attacks = await Promise.all(crowds.map(async ([way, count]) => await attack(port, target, way, count)));
		const customers = crowd(40, 730_000, (n) => [{ text: `Oi ${n}`, afterMs: 0 }]);
		const began = Date.now();
		const writing = allWrite(sandbox(), customers, { atOnce: 4 });
		const health: number[] = [];
		for (let n = 0; n < 10; n++) {
			health.push((await fetch(`${url}/healthz`)).status);
			await sleep(300);
		}
		const taken = await writing;
		const tookMs = Date.now() - began;
		const held = heldMb();
		await Promise.all(attacks.map(async (stop) => await stop()));
		expect(new Set(health)).toEqual(new Set([200]));
		expect(taken).toHaveLength(customers.length);
		const stored = await rows(sandbox(), 'select from inbox where message_id = any($1)', [taken.map(({ messageId }) => messageId)]);
		expect(stored).toHaveLength(taken.length);
		expect(tookMs).toBeLessThan(60_000);
		expect(held - before).toBeLessThan(400);
	});

	test('killed and started again while messages come: nothing that was answered 200 is lost, each gets one reply', async () => {
		const customers = crowd(24, 720_000, (n) => [{ text: `Oi, quero uma formadora ${n}`, afterMs: 150 }]);
		const writing = allWrite(sandbox(), customers, { atOnce: 2 });
		await sleep(800);
		await sandbox().n8n().kill();
		expect(await isOpen()).toBe(false);
		await sandbox().startAgain();
		const taken = await writing;
		expect(taken).toHaveLength(customers.length);
		const stored = await rows<{ message_id: string }>(sandbox(), `select message_id from inbox where message_id = any($1)`, [
			taken.map(({ messageId }) => messageId),
		]);
		expect(stored).toHaveLength(taken.length);
		await eventually(
			() => customers.map(({ phone }) => repliesTo(sandbox(), phone).length),
			(counts) => counts.every((count) => count >= 1),
			(LEASE_SECONDS + 90) * 1000,
		);
		await sleep((QUIET_SECONDS + 3) * 1000);
		expect(customers.filter(({ phone }) => repliesTo(sandbox(), phone).length !== 1)).toEqual([]);
	});

	test('unpublished, nothing listens any more', async () => {
		expect(await isOpen()).toBe(true);
		await sandbox().api().unpublish(sandbox().workflows.sdrAgent);
		// So long it waits for whoever publishes it again.
		await eventually(isOpen, (open) => !open, 40_000);
	});
});
