import { setTimeout as sleep } from 'node:timers/promises';

import { repliesTo, replyAfter } from '../sandbox/story';
import { withParameters } from '../sandbox/publish';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

/** The shortest that the trigger takes. */
const LEASE_SECONDS = 60;
/** A busy machine may take seconds for each message of a burst, which is one turn all the same. */
const QUIET_SECONDS = 5;
const sandbox = withSandbox({
	templates: ['bastidores', 'sdr-agent'],
	quietSeconds: QUIET_SECONDS,
	adjust: withParameters({ limits: { leaseSeconds: LEASE_SECONDS } }),
});

const executions = async () => await sandbox().api().executions(sandbox().workflows.sdrAgent);
const turnsOf = async (phone: string) =>
	(await rows<{ status: string }>(sandbox(), 'select status from turns where phone = $1 order by created_at', [phone])).map(
		({ status }) => status,
	);

describe('the Conversation Trigger on real n8n', () => {
	test('a burst of five messages is one execution, none waits, one reply goes out', async () => {
		const phone = '5511999990051';
		const before = (await executions()).length;
		for (const text of ['Oi', 'tudo bem?', 'vi vocês no Instagram', 'sou a Marina', 'quero um misturador']) {
			expect((await sandbox().write({ phone, text })).status).toBe(200);
			expect((await executions()).filter(({ status }) => status === 'waiting')).toEqual([]);
		}
		await replyAfter(sandbox(), phone, 0);
		await sleep((QUIET_SECONDS + 1) * 1000);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
		expect((await executions()).length - before).toBe(1);
	});

	test('what the team types on the phone takes the conversation over, and the agent is silent', async () => {
		const phone = '5511999990052';
		await sandbox().zapi.deliver(receivedText({ phone, text: 'Oi, aqui é a Ana', fromMe: true, fromApi: false }));
		await eventually(
			async () => await rows(sandbox(), `select from sessions where phone = $1 and mode = 'human'`, [phone]),
			({ length }) => length === 1,
		);
		await sandbox().write({ phone, text: 'Obrigado, Ana!' });
		await eventually(
			async () => await turnsOf(phone),
			([status]) => status === 'silent',
		);
		expect(repliesTo(sandbox(), phone)).toEqual([]);
	});

	test('killed while one waits and another is being answered: each gets one reply, the first at once, the other when its lease is over', async () => {
		const [waiting, thinking] = ['5511999990053', '5511999990054'];
		const { model } = sandbox();
		const asked = model.requests.length;
		model.faults.push({ kind: 'delay', ms: 120_000 });
		await sandbox().write({ phone: thinking, text: 'Oi, quero uma formadora' });
		await eventually(
			() => model.requests.length,
			(count) => count === asked + 1,
		);
		await sandbox().write({ phone: waiting, text: 'Oi, tem misturador?' });
		await sandbox().n8n().kill();
		model.faults.clear();
		expect([await turnsOf(waiting), await turnsOf(thinking)]).toEqual([[], ['open']]);

		await sandbox().startAgain();
		await replyAfter(sandbox(), waiting, 0, 20_000);
		await replyAfter(sandbox(), thinking, 0, (LEASE_SECONDS + 10) * 1000);
		await sleep((QUIET_SECONDS + 3) * 1000);
		expect([repliesTo(sandbox(), waiting).length, repliesTo(sandbox(), thinking).length]).toEqual([1, 1]);
		expect([await turnsOf(waiting), await turnsOf(thinking)]).toEqual([['sent'], ['expired', 'sent']]);
	});

	test('the database is away for a while: Z-API is told so, and the workflow goes on by itself afterwards', async () => {
		const phone = '5511999990055';
		await sandbox().supabase.down();
		expect((await sandbox().write({ phone, text: 'Oi' })).status).toBe(503);
		await sleep(8000);
		await sandbox().supabase.up();
		expect((await sandbox().write({ phone, text: 'Oi' })).status).toBe(200);
		await replyAfter(sandbox(), phone, 0, 60_000);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
	});
});
