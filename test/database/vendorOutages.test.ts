import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { FINE, MINUTE, NO_CREDIT, OUT, newChannel, note, notices, told } from './integrationsForTests';

afterAll(closeSql);

describe('the number is not connected', () => {
	const connection = async (channel: string, minute: number, connected: boolean) =>
		await rpc('note_connection', { p_channel: channel, p_provider: 'zapi', p_connected: connected, p_now: at(minute * MINUTE) });

	it('is told when it lasts two minutes; connections that open and close all the time are one pair', async () => {
		const channel = newChannel();
		await connection(channel, 0, false);
		await connection(channel, 1, true);
		expect(await notices(channel)).toEqual([]);
		for (let n = 0; n < 50; n++) await connection(channel, 10 + n / 50, n % 2 === 1);
		await connection(channel, 11, false);
		await told(channel, 13);
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 13]]);
		await connection(channel, 20, true);
		expect((await notices(channel)).map(([kind, , minute]) => [kind, minute])).toEqual([
			['integration_down', 13],
			['integration_up', 28],
		]);
	});

	it('is not over because a text was accepted for later, but because something came in', async () => {
		const marina = customer();
		await connection(marina.channel, 0, false);
		await told(marina.channel, 2);
		await note(marina.channel, 5, true);
		expect(await rpc('down_integrations', { p_channel: marina.channel })).toHaveLength(1);
		await marina.writes(6 * MINUTE);
		expect(await rpc('down_integrations', { p_channel: marina.channel })).toEqual([]);
		expect((await notices(marina.channel)).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up']);
	});
});

describe('the model', () => {
	const APOLOGY = { p_parts: ['Só um momento!'] };
	const inbox = async ({ channel }: { channel: string }) =>
		await sql('select status, attempts, owed from inbox where channel = $1 order by id', [channel]);
	/** A customer writes, the model gives nothing, the apology goes out. */
	async function apologized(someone: ReturnType<typeof customer>, seconds: number, model: object, owes = true) {
		const { sequence } = await someone.writes(seconds);
		const turn = await someone.claim(seconds + 7, sequence);
		const { parts } = await someone.confirm(seconds + 8, turn, { ...APOLOGY, p_findings: { model, owes } });
		await rpc('record_part', {
			p_outbox_id: parts[0].outbox_id,
			p_status: 'sent',
			p_provider_message_id: `A${sequence}`,
			p_now: at(seconds + 9),
		});
		return turn;
	}

	it('without credit, of 200 customers: one notice, 200 apologies, and every question waits for its answer', async () => {
		const people = Array.from({ length: 200 }, () => customer());
		const channel = people[0].channel;
		for (const person of people) {
			const { phone } = person;
			const { sequence } = await rpc<{ sequence: number }>('receive_message', {
				p_message: {
					provider: 'zapi',
					channel,
					phone,
					message_id: `M-${phone}`,
					send_to: phone,
					kind: 'text',
					text: 'Oi',
					speaker: 'customer',
					sent_at: at(0),
				},
				p_now: at(0),
			});
			const turn = await person.claim(7, sequence, { p_channel: channel });
			const { parts } = await person.confirm(8, turn, { ...APOLOGY, p_findings: { model: NO_CREDIT, owes: true } });
			await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: `P-${phone}`, p_now: at(9) });
		}
		expect(await notices(channel)).toEqual([['integration_down', 'model', 0]]);
		expect(await sql('select status, count(*)::int as count from inbox where channel = $1 group by status', [channel])).toEqual([
			{ status: 'waiting', count: 200 },
		]);
		// Nobody is told of each of them besides.
		expect((await rpc<{ sessions: unknown[] }>('waiting_customers', { p_channel: channel, p_now: at(20 * MINUTE) })).sessions).toEqual([]);
		// The first answer tells that it works again, and all others are due at once.
		await note(channel, 20, true, 'operator', 'model');
		expect(await sql('select count(*)::int as due from inbox where channel = $1 and not_before <= $2', [channel, at(20 * MINUTE)])).toEqual(
			[{ due: 200 }],
		);
	}, 120_000);

	it('back again: the question is answered, the notice goes out, nothing is owed any more', async () => {
		const marina = customer();
		await apologized(marina, 0, NO_CREDIT);
		expect(await inbox(marina)).toEqual([{ status: 'waiting', attempts: 0, owed: true }]);
		const [{ id }] = await sql<{ id: number }>('select id from inbox where channel = $1', [marina.channel]);
		expect(await marina.claim(60, id)).toMatchObject({ claimed: false, reason: 'later' });
		const turn = await marina.claim(10 * MINUTE, id);
		expect(turn.messages).toMatchObject([{ text: 'mensagem 1' }]);
		expect(turn.history.at(-1)).toMatchObject({ role: 'assistant', content: 'Só um momento!' });
		const { parts } = await marina.confirm(10 * MINUTE + 1, turn, { p_findings: { model: FINE, owes: false } });
		await rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_provider_message_id: 'B', p_now: at(10 * MINUTE + 2) });
		expect(await inbox(marina)).toEqual([{ status: 'done', attempts: 1, owed: true }]);
		// Nobody had read that it was down.
		expect(await notices(marina.channel)).toEqual([]);
	});

	it.each<[string, object]>([
		['words of this customer', { ...OUT, failure: { kind: 'content', reason: 'refusal', status: null, sentence: '' } }],
		['an answer', FINE],
		['nothing', {}],
	])('%s is no fault of it', async (_, model) => {
		const marina = customer();
		for (const seconds of [0, 400, 800, 1200]) await apologized(marina, seconds, model, false);
		expect(await notices(marina.channel)).toEqual([]);
		expect((await inbox(marina)).every(({ status }) => status === 'done')).toBe(true);
	});

	it('another one that answers in its place: the customer waits for nothing, and the operator is told', async () => {
		const marina = customer();
		await apologized(marina, 0, { ...NO_CREDIT, ok: true, instead_of: 'm' }, false);
		expect(await notices(marina.channel)).toEqual([['integration_down', 'model_partly', 0]]);
	});

	it('that hears no audio is told apart from the one that answers', async () => {
		const marina = customer();
		const { sequence } = await marina.writes(0);
		const findings = { model: FINE, transcriptions: [{ message_id: 'M1', problem: 'no', model: NO_CREDIT }] };
		await marina.confirm(8, await marina.claim(7, sequence), { p_findings: findings });
		expect(await notices(marina.channel)).toEqual([['integration_down', 'transcription', 0]]);
	});

	it('given back instead of a second apology: tries of the same message are no further failure, another message is one', async () => {
		const marina = customer();
		await apologized(marina, 0, OUT);
		const failures = async () =>
			(await sql<{ n: number }>(`select (agent_state ->> 'failures')::int as n from leads where phone = $1`, [marina.phone]))[0].n;
		const back = async (seconds: number, sequence: number, failed: number) => {
			const turn = await marina.claim(seconds, sequence);
			expect(turn.claimed).toBe(true);
			await rpc('give_turn_back', {
				p_turn_id: turn.turn_id,
				p_lease_token: turn.lease_token,
				p_reason: 'out',
				p_model: OUT,
				p_failures: failed,
				p_now: at(seconds + 1),
			});
		};
		const [{ id }] = await sql<{ id: number }>('select id from inbox where channel = $1', [marina.channel]);
		await back(200, id, 2);
		expect(await failures()).toBeNull();
		const { sequence } = await marina.writes(300);
		await back(310, sequence, 2);
		expect(await failures()).toBe(2);
		expect(await notices(marina.channel)).toEqual([['integration_down', 'model', 5]]);
		expect((await inbox(marina)).map(({ status, attempts }) => [status, attempts])).toEqual([
			['waiting', 0],
			['waiting', 0],
		]);
	});

	it('says nothing of going on while it gives nothing', async () => {
		const marina = customer();
		await sql(`insert into settings (key, value) values ($1, '"x"')`, [`agent_stopped:${marina.channel}`]);
		await apologized(marina, 0, OUT);
		expect(await notices(marina.channel)).toEqual([]);
	});
});

describe('Z-API, by what became of what was sent', () => {
	const refused = async (marina: ReturnType<typeof customer>, seconds: number, failure: string) => {
		const { sequence } = await marina.writes(seconds);
		const { parts } = await marina.confirm(seconds + 8, await marina.claim(seconds + 7, sequence));
		await rpc('record_part', {
			p_outbox_id: parts[0].outbox_id,
			p_status: 'failed',
			p_error: 'Z-API does not accept the "Client Token"',
			p_later: true,
			p_failure: failure,
			p_now: at(seconds + 9),
		});
		return parts[0].outbox_id;
	};

	it('refuses the token: down; takes the waiting text again: up', async () => {
		const marina = customer();
		await refused(marina, 0, 'unauthorized');
		expect(await notices(marina.channel)).toEqual([['integration_down', 'zapi', 0]]);
		await told(marina.channel, 1);
		const [effect] = await rpc<Array<{ outbox_id: number; lease_token: string }>>('claim_outbox', {
			p_kinds: ['whatsapp_text'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: marina.channel,
			p_now: at(40 * MINUTE),
		});
		await rpc('finish_outbox', {
			p_outbox_id: effect.outbox_id,
			p_lease_token: effect.lease_token,
			p_status: 'sent',
			p_now: at(40 * MINUTE),
		});
		expect((await notices(marina.channel)).map(([kind, , minute]) => [kind, minute])).toEqual([
			['integration_down', 0],
			['integration_up', 40],
		]);
	});

	it.each(['rejected', 'notFound', 'rateLimited'])('%s is about this text', async (failure) => {
		const marina = customer();
		await refused(marina, 0, failure);
		expect(await notices(marina.channel)).toEqual([]);
	});
});
