import { sendOutcome } from '../../nodes/Conversation/sendOutcome';
import { actionFor, type Action } from '../../nodes/WhatsAppCloud/errors';
import { errors } from '../contracts/whatsappCloudContract';
import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { claims, CLOUD, enqueues, finishes, HOUR, said, told, until, wrote, type Effect, type Someone } from './windowForTests';

afterAll(closeSql);

/** What becomes of the row, after how many seconds it is due again, what is known of the person or the number from then on, and what the team reads. */
interface Course {
	status: string;
	due?: number;
	person?: 'window closed' | 'opted out' | 'other form';
	down?: boolean;
	told?: string[];
}
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

/** A text that is with its worker, of somebody who wrote an hour ago. */
async function begun(payload: object = { text: 'Olá' }): Promise<{ marina: Someone; effect: Effect }> {
	const marina = await wrote(0);
	await enqueues(marina, HOUR, payload);
	const [effect] = await claims(marina, HOUR);
	return { marina, effect };
}

/** As the send node hands a refusal on, and the Conversation node notes it. */
async function isRefused(effect: Effect, code: number, seconds = HOUR): Promise<void> {
	const { action, kind, isFinal } = actionFor(code);
	const details = { code, action, kind, isFinal: isFinal === true, mayHaveActed: kind === 'unavailable' };
	const { status, error, failure, action: p_action, final } = sendOutcome('failed', { error: `${code}: …`, details });
	await finishes(effect, seconds, { p_status: status, p_error: error, p_failure: failure, p_action, p_final: final === true });
}

/** As Meta tells it later: the send itself had been taken. */
async function isUndelivered(marina: Someone, effect: Effect, code: number, seconds = HOUR + 1, id = `wamid.${effect.outbox_id}`): Promise<void> {
	const status = { channel: marina.channel, phone: marina.phone, message_id: id, key: effect.idempotency_key, status: 'failed', at: at(seconds) };
	await rpc('settle_status', { p_status: { ...status, error: `${code}: …`, action: actionFor(code).action }, p_now: at(seconds) });
}

async function courseOf({ channel, phone }: Someone, effect: Effect, now: number): Promise<Course> {
	const [row] = await sql<{ status: string; due: number; to: string | null }>(
		`select status, extract(epoch from next_attempt_at - $2::timestamptz)::int as due, payload ->> 'to' as to from outbox where id = $1`,
		[effect.outbox_id, at(now)],
	);
	const [{ out }] = await sql<{ out: boolean }>('select has_opted_out($1) as out', [phone]);
	const down = await sql('select from integrations where channel = $1 and down_since is not null', [channel]);
	const shut = (await until({ channel, phone } as Someone)) === '-infinity';
	const person = row.to ? 'other form' : shut ? 'window closed' : out ? 'opted out' : undefined;
	const notices = (await told({ channel })).map(({ kind }) => String(kind));
	return {
		status: row.status,
		...(row.status === 'pending' && { due: row.due }),
		...(person && { person }),
		...(down.length > 0 && { down: true }),
		...(notices.length > 0 && { told: notices }),
	};
}

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

describe('held for a nuisance', () => {
	it('what the company begins waits, replies and persons do not; the first that is taken ends it', async () => {
		const { marina, effect } = await begun();
		await isRefused(effect, 131048);
		const bruno = { ...(await wrote(0)), channel: marina.channel };
		await enqueues(bruno, HOUR, { text: 'Promoção', purpose: 'campaign' });
		await enqueues(bruno, HOUR, { text: 'Bem-vindo', onboarding: 'f/u' });
		expect(await claims(marina, HOUR + 100)).toEqual([]);
		const carla = { ...(await wrote(0)), channel: marina.channel };
		await rpc('receive_message', {
			p_message: { ...CLOUD, channel: marina.channel, phone: carla.phone, message_id: 'C', send_to: carla.phone, kind: 'text', text: 'oi', speaker: 'customer', sent_at: at(HOUR) },
			p_now: at(HOUR),
		});
		await enqueues(carla, HOUR, { text: 'Sou a Ana', speaker: 'human' });
		const [persons] = await claims(marina, HOUR + 101);
		expect(persons.payload.text).toBe('Sou a Ana');
		await finishes(persons, HOUR + 102);
		expect(await sql('select from integrations where channel = $1 and down_since is not null', [marina.channel])).toEqual([]);
	});
});

describe('a marketing limit', () => {
	it('is tried after a day, two, and four, and then given up', async () => {
		const { marina, effect } = await begun();
		let [again, now] = [effect, HOUR];
		const gaps: number[] = [];
		for (let claimed = [effect]; claimed.length > 0; ) {
			[again] = claimed;
			await isRefused(again, 131049, now);
			const { due } = await courseOf(marina, again, now);
			if (due === undefined) break;
			gaps.push(due / HOUR);
			now += due;
			await marina.writes(now - 200, CLOUD);
			claimed = await claims(marina, now);
		}
		expect(gaps).toEqual([24, 48, 96]);
		expect(await courseOf(marina, effect, now)).toMatchObject({ status: 'failed' });
	});
});

describe('a template that is refused', () => {
	it('is told once a day, however many it was for', async () => {
		const marina = await wrote(0);
		const templates = { p_templates: { campaign: { name: 'retorno', language: 'pt_BR', values: [] } } };
		for (let n = 0; n < 4; n++) await enqueues({ ...(await wrote(0)), channel: marina.channel }, 1, { text: `Olá ${n}`, purpose: 'campaign' });
		for (const effect of await claims(marina, 30 * HOUR, templates)) await isRefused(effect, 132015, 30 * HOUR + 1);
		expect((await told(marina)).map(({ kind, reason }) => [kind, reason])).toEqual([['template_refused', 'retorno']]);
	});
});

it('an action of a newer node is tried again as anything else', async () => {
	const { marina, effect } = await begun();
	await finishes(effect, HOUR, { p_status: 'failed', p_failure: 'rejected', p_action: 'dance' });
	expect(await courseOf(marina, effect, HOUR)).toEqual({ status: 'pending', due: 30 });
});
