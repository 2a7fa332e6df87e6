import { setTimeout as sleep } from 'node:timers/promises';

import { CUSTOMER, playTurn, repliesTo, replyAfter, STORY } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox();
/** Long enough for a second reply to show up, if there were one: the quiet period and a turn. */
const ANOTHER_REPLY_MS = 10_000;

describe('a sales conversation in real n8n', () => {
	test('five messages in three seconds get exactly one reply, and so do the later ones', async () => {
		for (const messages of STORY) await playTurn(sandbox(), messages, () => undefined);

		await eventually(
			async () => await rows(sandbox(), `select status from turns where phone = $1`, [CUSTOMER.phone]),
			(turns) => turns.length === 3 && turns.every(({ status }) => status === 'sent'),
		);
		expect(repliesTo(sandbox(), CUSTOMER.phone)).toHaveLength(3);
		expect(
			await rows(sandbox(), `select count(*)::int from inbox where phone = $1 and speaker = 'customer' and status = 'done'`, [
				CUSTOMER.phone,
			]),
		).toEqual([{ count: 7 }]);
	});

	test('the lead is known by what the customer told', async () => {
		const [lead] = await rows(sandbox(), `select * from leads where phone = $1`, [CUSTOMER.phone]);
		expect(lead).toMatchObject({ name: 'Marina', company: 'Burger do Vale', city: 'Chapecó', uf: 'SC', temperature: 'hot' });
	});

	test('the model was given the conversation so far', () => {
		const last = JSON.stringify(sandbox().model.requests.at(-1)?.messages);
		expect(last).toContain('vi vocês no Instagram');
		expect(last).toContain(String(repliesTo(sandbox(), CUSTOMER.phone)[0].body.message).slice(0, 30));
	});

	test('the same webhook delivered three times, two of them at once, gives one row and one reply', async () => {
		const phone = '5511999990021';
		const message = receivedText({ phone, text: 'Oi, vocês vendem misturador?' });
		const [first, second] = await Promise.all([sandbox().zapi.deliver(message), sandbox().zapi.deliver(message)]);
		const third = await sandbox().zapi.deliver(message);
		expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);

		await replyAfter(sandbox(), phone, 0);
		await sleep(ANOTHER_REPLY_MS);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
		expect(await rows(sandbox(), `select message_id from inbox where phone = $1 and speaker = 'customer'`, [phone])).toHaveLength(1);
	});

	test('no vendor refused a request, and no execution failed', async () => {
		expect(sandbox().zapi.violations).toEqual([]);
		expect(sandbox().model.violations).toEqual([]);
		const executions = await sandbox().api().executions(sandbox().workflows.sdrAgent);
		expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
	});

	test("Z-API's word of what was sent is noted without an execution: one is started for each turn, however many messages it has", async () => {
		// Z-API tells of each a moment after it took it, notices to the team included.
		await eventually(
			async () => (await rows(sandbox(), `select message_id from inbox where speaker = 'agent'`)).length,
			(noted) => noted === sandbox().zapi.sent.length,
		);
		const executions = await sandbox().api().executions(sandbox().workflows.sdrAgent);
		// The story, and one message that came three times.
		const turns = 3 + 1;
		expect(executions.map(({ mode }) => mode)).toEqual(Array(turns).fill('trigger'));
	});

	test('when Z-API refuses a reply, the turn is marked failed and the team is alerted', async () => {
		const phone = '5511999990022';
		const toTeam = () => repliesTo(sandbox(), '5511900000000').map(({ body }) => String(body.message));
		// Sent within twenty seconds of the hot lead's turn: on its way, it would meet the fault that is meant for the reply.
		await eventually(toTeam, (told) => told.length > 0);
		sandbox().zapi.faults.push({
			kind: 'status',
			status: 400,
			body: { error: 'Phone does not exist' },
			match: (path) => path === '/send-text',
		});
		await sandbox().write({ phone, text: 'Oi' });

		await eventually(toTeam, (told) => told.some((text) => text.includes('SDR') && text.includes('Phone does not exist')));
		expect(await rows(sandbox(), `select status from turns where phone = $1`, [phone])).toEqual([{ status: 'failed' }]);
		expect(repliesTo(sandbox(), phone)).toEqual([]);
	});
});

describe('the test of a credential', () => {
	const tested = async (type: string, changes: Record<string, unknown> = {}) => {
		const { id, data } = sandbox().credentials[type];
		return await sandbox()
			.api()
			.testCredential(id, type, type, { ...data, ...changes });
	};

	test('passes when it is right', async () => {
		expect(await tested('atendeAquiZApi')).toMatchObject({ status: 'OK' });
	});

	test.each([
		['instance ID', { instanceId: '3D0000000000000000000000000000FF' }],
		['instance token', { instanceToken: 'F00000000000000000000BAD' }],
		['client token', { clientToken: 'F0000000000000000000000BADS' }],
	])('fails with a wrong %s, and shows no secret', async (_, changes) => {
		const result = await tested('atendeAquiZApi', changes);
		expect(result.status).toBe('Error');
		for (const secret of [...Object.values(changes), sandbox().credentials.atendeAquiZApi.data.instanceToken])
			expect(result.message).not.toContain(secret as string);
	});
});
