import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { onPort } from '../sandbox/ownPort';
import { freePort } from '../sandbox/ports';
import { withParameters, type Adjust } from '../sandbox/publish';
import { repliesTo, replyAfter } from '../sandbox/story';
import { INSTANCE_ID } from '../sandbox/zapiPayloads';
import { allWrite, crowd } from './crowd';
import { SOON_MISSED } from './queueKills';
import { eventually, rows, withSandbox } from './sandboxForTests';

/** A busy machine may take seconds for each message of a burst, which is one turn all the same. */
const QUIET_SECONDS = 5;
/** The shortest that the Conversation Trigger takes. */
const LEASE_SECONDS = 60;
let port: number;
beforeAll(async () => {
	port = await freePort();
});
const adjust: Adjust = (template, name) => onPort(port)(withParameters({ limits: { leaseSeconds: LEASE_SECONDS } })(template, name), name);
const sandbox = withSandbox({ templates: ['bastidores', 'sdr-agent'], quietSeconds: QUIET_SECONDS, workers: 2, adjust, env: SOON_MISSED });

const isOpen = async (): Promise<boolean> =>
	await new Promise((resolve) => {
		const probe = connect(port, '127.0.0.1', () => probe.destroy() && resolve(true)).once('error', () => resolve(false));
	});

describe('a port of its own in queue mode', () => {
	test('the main process listens, the workers answer: a burst is one turn and one reply', async () => {
		expect(sandbox().zapi.callbackUrls.receivedCallbackUrl).toContain(`:${port}/zapi/`);
		const phone = '5511999990081';
		for (const text of ['Oi', 'quero um misturador']) expect((await sandbox().write({ phone, text })).status).toBe(200);
		await replyAfter(sandbox(), phone, 0);
		const [{ id }] = await sandbox().api().executions(sandbox().workflows.sdrAgent);
		const logs = sandbox()
			.n8n()
			.workers.map(({ log }) => log());
		await eventually(
			() => logs.some((log) => log.includes(`Worker started execution ${id}`)),
			(seen) => seen,
		);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
	});

	test('a message that a door in another process stored wakes nobody here, and is found within a second', async () => {
		const phone = '5511999990082';
		const message = {
			provider: 'zapi',
			channel: INSTANCE_ID,
			phone,
			send_to: phone,
			message_id: randomUUID(),
			kind: 'text',
			text: 'Oi, pela outra porta',
			speaker: 'customer',
			sent_at: new Date().toISOString(),
			receipt: randomUUID(),
		};
		await rows(sandbox(), 'select receive_message($1::jsonb)', [JSON.stringify(message)]);
		await replyAfter(sandbox(), phone, 0);
		const [{ after }] = await rows<{ after: number }>(
			sandbox(),
			`select extract(epoch from t.created_at - i.received_at)::float as after from inbox i join turns t on t.id = i.turn_id where i.phone = $1`,
			[phone],
		);
		expect(after).toBeGreaterThanOrEqual(QUIET_SECONDS);
		// The second that it is found within, and what a busy machine adds.
		expect(after).toBeLessThan(QUIET_SECONDS + 1 + 8);
	});

	test('the main process dies while messages come: the workers do not listen in its place; once it is back nothing is lost and nothing said twice', async () => {
		const customers = crowd(16, 740_000, (n) => [{ text: `Oi, quero uma formadora ${n}`, afterMs: 100 }]);
		const writing = allWrite(sandbox(), customers, { atOnce: 2 });
		await sleep(500);
		const { main } = sandbox().n8n();
		await main.kill();
		expect(await isOpen()).toBe(false);
		await main.start();
		const taken = await writing;
		const stored = await rows(sandbox(), 'select from inbox where message_id = any($1)', [taken.map(({ messageId }) => messageId)]);
		expect([taken.length, stored.length]).toEqual([customers.length, customers.length]);
		await eventually(
			() => customers.filter(({ phone }) => repliesTo(sandbox(), phone).length === 0),
			({ length }) => length === 0,
			(LEASE_SECONDS + 90) * 1000,
		);
		await sleep((QUIET_SECONDS + 3) * 1000);
		expect(customers.filter(({ phone }) => repliesTo(sandbox(), phone).length !== 1)).toEqual([]);
	});
});
