import { setTimeout as sleep } from 'node:timers/promises';

import { hurried } from './chaos';
import { repliesTo, replyAfter } from '../sandbox/story';
import { receivedText } from '../sandbox/zapiPayloads';
import { eventually, rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox({ adjust: hurried });
/** A dead turn's lease of 60 s, and the turn itself; with what the outbox finds out, which every 10 s asks about what was cut off. */
const AFTER_ITS_LEASE_MS = 120_000;

/** One row per turn of a phone. */
const turnsOf = async (phone: string) =>
	await rows<{ status: string }>(sandbox(), 'select status from turns where phone = $1 order by created_at', [phone]);

/** Who has a conversation, and since when they gave no sign. */
const ownerOf = async (phone: string) =>
	(await rows(sandbox(), 'select mode, human_attendant, human_since, last_human_activity from sessions where phone = $1', [phone]))[0];

describe('n8n is killed between receiving and replying', () => {
	test('while it waits for the customer to finish, and while the model thinks: each gets exactly one reply, and a person keeps what is theirs', async () => {
		const waiting = '5511999990041';
		const thinking = '5511999990042';
		const owned = '5511999990044';
		const { model } = sandbox();
		await sandbox().zapi.deliver(receivedText({ phone: owned, text: 'Oi, aqui é a Ana', fromMe: true, fromApi: false }));
		const before = await eventually(
			async () => await ownerOf(owned),
			(session) => session?.mode === 'human',
		);

		model.faults.push({ kind: 'delay', ms: 60_000 });
		await sandbox().write({ phone: thinking, text: 'Oi, quero uma formadora' });
		await eventually(
			() => model.requests.length,
			(count) => count === 1,
		);
		await sandbox().write({ phone: waiting, text: 'Oi, tem misturador?' });
		await sleep(1000);
		await sandbox().n8n().kill();
		model.faults.clear();
		expect([await turnsOf(waiting), await turnsOf(thinking)]).toEqual([[], [{ status: 'open' }]]);

		await sandbox().startAgain();
		await sandbox().write({ phone: owned, text: 'Obrigado, Ana!' });
		await replyAfter(sandbox(), waiting, 0, AFTER_ITS_LEASE_MS);
		await replyAfter(sandbox(), thinking, 0, AFTER_ITS_LEASE_MS);
		// Nothing is left to do for whoever looks once more.
		await sleep(15_000);
		expect(repliesTo(sandbox(), waiting)).toHaveLength(1);
		expect(repliesTo(sandbox(), thinking)).toHaveLength(1);
		expect(await turnsOf(waiting)).toEqual([{ status: 'sent' }]);
		expect(await turnsOf(thinking)).toEqual([{ status: 'expired' }, { status: 'sent' }]);
		// What the dead process thought about was given back at the start, however slow that was, and did not wait for its lease.
		expect(
			await rows(sandbox(), `select lease_until <= created_at as given_back from turns where phone = $1 and status = 'expired'`, [
				thinking,
			]),
		).toEqual([{ given_back: true }]);
		expect([await ownerOf(owned), await turnsOf(owned), repliesTo(sandbox(), owned)]).toEqual([before, [{ status: 'silent' }], []]);
	});

	test('after Z-API took the reply but before that was written down: it is found out, and not sent again', async () => {
		const phone = '5511999990043';
		sandbox().zapi.faults.push({ kind: 'delay', ms: 60_000, match: (path) => path === '/send-text' });
		await sandbox().write({ phone, text: 'Bom dia' });
		await replyAfter(sandbox(), phone, 0);
		await sandbox().n8n().kill();
		sandbox().zapi.faults.clear();

		await sandbox().startAgain();
		await eventually(
			async () => await turnsOf(phone),
			([turn]) => turn.status === 'sent',
			AFTER_ITS_LEASE_MS,
		);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
	});
});
