import { actionFor, type Action } from '../../nodes/WhatsAppCloud/errors';
import { errors } from '../contracts/whatsappCloudContract';
import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { begun, courseOf, isRefused, isUndelivered, type Course } from './refusalsForTests';
import { claims, CLOUD, enqueues, finishes, HOUR, said } from './windowForTests';

afterAll(closeSql);

const FAILED: Course = { status: 'failed', told: ['given_up'] };
const MENDED: Course = { status: 'pending', due: 30, down: true, told: ['integration_down'] };
const COURSES: Record<Exclude<Action, 'unreachable'>, Course> = {
	// The send may have gone out all the same: a status settles it.
	retry: { status: 'uncertain' },
	repeat: { status: 'pending', due: 30 },
	slowDown: { status: 'pending', due: 30 },
	pairLimit: { status: 'pending', due: 4 },
	wait: { status: 'pending', due: 120 },
	waitDay: { status: 'pending', due: 24 * HOUR },
	renewToken: MENDED,
	grantPermission: MENDED,
	fixAccount: MENDED,
	stopSending: MENDED,
	useTemplate: { status: 'pending', due: 0, person: 'window closed' },
	tryOtherForm: { status: 'pending', due: 0, person: 'other form' },
	fixRequest: FAILED,
	fixTemplate: FAILED,
	fixMedia: FAILED,
	askNumber: FAILED,
	confirmIdentity: FAILED,
	doNotResend: FAILED,
	optedOut: { ...FAILED, person: 'opted out' },
};

const numberOf = (code: number | string): number => Number(String(code).split('-')[0]);
const CODES = errors.map(({ code }) => [numberOf(code), actionFor(numberOf(code)).action] as const);

it('the contract has all of its 76 codes', () => expect(CODES).toHaveLength(76));

it.each(CODES)('%i, told at once: %s', async (code, action) => {
	const { marina, effect } = await begun();
	await isRefused(effect, code);
	expect(await courseOf(marina, effect, HOUR)).toEqual(COURSES[action as keyof typeof COURSES]);
});

it.each(CODES)('%i, told by a status: %s', async (code, action) => {
	const { marina, effect } = await begun();
	await finishes(effect, HOUR);
	await isUndelivered(marina, effect, code);
	const told = COURSES[action as keyof typeof COURSES];
	// It surely did not arrive: what may have gone out at once is sent again.
	expect(await courseOf(marina, effect, HOUR + 1)).toEqual(action === 'retry' ? { status: 'pending', due: 30 } : told);
});

describe('the pair limit', () => {
	it('waits 4^n seconds, an hour at most, and nothing else to that person goes before it', async () => {
		const { marina, effect } = await begun();
		await enqueues(marina, HOUR, { text: 'Mais' });
		let [again, now] = [effect, HOUR];
		for (const seconds of [4, 16, 64, 256, 1024, 3600]) {
			await isRefused(again, 131056, now);
			expect(await claims(marina, now + seconds - 1)).toEqual([]);
			now += seconds;
			const claimed = await claims(marina, now);
			expect(claimed.map(({ payload }) => payload.text)).toEqual(['Olá']);
			[again] = claimed;
		}
	});
});

describe('131026', () => {
	it('tries the number’s other form once; after that nothing that the company begins goes there until they write', async () => {
		const { marina, effect } = await begun();
		await finishes(effect, HOUR);
		await isUndelivered(marina, effect, 131026);
		const [second] = await claims(marina, HOUR + 2);
		expect([effect.send_to, second.send_to]).toEqual([marina.phone, marina.phone.replace(/^55119/, '5511')]);
		// Told once more of the first one: that is known.
		await isUndelivered(marina, effect, 131026, HOUR + 3);
		await finishes(second, HOUR + 4, { p_status: 'sent', p_provider_message_id: 'wamid.second' });
		await isUndelivered(marina, effect, 131026, HOUR + 5, 'wamid.second');
		expect(await courseOf(marina, effect, HOUR + 5)).toMatchObject(FAILED);

		await enqueues(marina, HOUR + 6, { text: 'Promoção' });
		await enqueues(marina, HOUR + 6, { text: 'Sou a Ana', speaker: 'human' });
		// What it stood behind is gone.
		expect(await claims(marina, HOUR + 10)).toEqual([]);
		expect(await claims(marina, HOUR + 11)).toMatchObject([{ payload: { text: 'Sou a Ana' } }]);
		const [{ error }] = await sql(`select error from outbox where channel = $1 and payload ->> 'text' = 'Promoção'`, [marina.channel]);
		expect(error).toBe('unreachable');
		await marina.writes(HOUR + 20, CLOUD);
		await enqueues(marina, HOUR + 80, { text: 'Novidade' });
		await claims(marina, HOUR + 200);
		expect(await sql(`select status from outbox where channel = $1 and payload ->> 'text' = 'Novidade'`, [marina.channel])).not.toEqual([
			{ status: 'discarded' },
		]);
	});

	it('of a number without another form is final at once', async () => {
		const { marina, effect } = await begun({ text: 'Olá', to: '+351912345678' });
		await finishes(effect, HOUR);
		await isUndelivered(marina, effect, 131026);
		expect(await sql('select status, refusal from outbox where id = $1', [effect.outbox_id])).toEqual([
			{ status: 'failed', refusal: 'unreachable' },
		]);
	});

	it('that it arrived all the same settles the try that waits', async () => {
		const { marina, effect } = await begun();
		await finishes(effect, HOUR);
		await isUndelivered(marina, effect, 130429);
		const message = { message_id: `wamid.${effect.outbox_id}`, key: effect.idempotency_key };
		const delivered = { channel: marina.channel, phone: marina.phone, ...message, status: 'delivered' };
		await rpc('settle_status', { p_status: delivered, p_now: at(HOUR + 2) });
		expect(await claims(marina, 2 * HOUR)).toEqual([]);
		expect(await said(marina)).toMatchObject([{ content: 'Olá', status: 'sent' }]);
	});
});
