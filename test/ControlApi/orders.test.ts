import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { clickOf, startCalls, type Calls } from './calls';
import { addAttendant, historyOf, newPlace, only, type Place } from '../setup/house';

let call: Calls;
let place: Place;
beforeAll(async () => {
	call = await startCalls();
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const order = async (name: string, key: string, body: IDataObject = {}) =>
	await call(`POST /session/${place.phone}/${name}`, { key, body: { channel: place.channel, ...body } });

describe('orders', () => {
	it('take over for the owner of the key, and start the workflow', async () => {
		const { id, key } = await addAttendant();
		const answer = await order('takeover', key);
		expect(answer).toMatchObject({
			status: 200,
			body: {
				success: true,
				previous_mode: 'agent',
				current_mode: 'human',
				data: { session: { human_attendant: id, mode_epoch: 2, actions: expect.arrayContaining(['release']) } },
			},
			event: {
				event: 'takeover',
				phone: place.phone,
				attendant: id,
				previous_mode: 'agent',
				current_mode: 'human',
				changed: true,
				text: `👤 ${place.phone}: robô → pessoa (Pessoa attendant)`,
			},
		});
		expect(await order('touch', key)).toMatchObject({ status: 200 });
		expect(await order('pause', key)).toMatchObject({ body: { current_mode: 'paused' } });
		expect(await order('resume', key)).toMatchObject({
			body: { current_mode: 'agent' },
			event: { changed: true, text: `🤖 ${place.phone}: em pausa → robô (Pessoa attendant)` },
		});
		expect(await order('resume', key)).toMatchObject({ event: { changed: false, text: 'O robô já está ativo nesta conversa.' } });
	});

	it('answer 409 with owner and since when, 403 to whom it does not belong, 400 for what is missing', async () => {
		const [ana, bia] = [await addAttendant(), await addAttendant()];
		await order('takeover', ana.key);
		expect(await order('takeover', bia.key)).toMatchObject({
			status: 409,
			body: { success: false, error: 'OWNED_BY_OTHER', current_mode: 'human', data: { owner: ana.id, since: expect.any(String) } },
			event: undefined,
		});
		expect(await order('release', bia.key)).toMatchObject({ status: 403, body: { error: 'NOT_OWNER' } });
		expect(await order('touch', bia.key)).toMatchObject({ status: 403 });
		expect(await order('takeover', bia.key, { force: true })).toMatchObject({ status: 403, body: { error: 'FORCE_NOT_ALLOWED' } });
		expect(await order('transfer', ana.key)).toMatchObject({ status: 400, body: { error: 'ATTENDANT_REQUIRED' } });
		expect(await call('POST /session/12/takeover', { key: ana.key, body: {} })).toMatchObject({
			status: 400,
			body: { error: 'INVALID_PHONE' },
		});
		expect(await call(`POST /session/${place.phone}/takeover`, { key: ana.key, body: [] })).toMatchObject({ status: 400 });
		expect(await order('transfer', ana.key, { to: 'nobody@example.com' })).toMatchObject({
			status: 400,
			body: { error: 'UNKNOWN_ATTENDANT' },
		});
		expect(await call('POST /session/120363000000000001-group/takeover', { key: ana.key, body: {} })).toMatchObject({
			status: 400,
			body: { error: 'IGNORED_CHANNEL' },
		});
	});

	it('supervisors force, release and transfer', async () => {
		const [ana, chief] = [await addAttendant(), await addAttendant('supervisor')];
		await order('takeover', ana.key);
		expect(await order('takeover', chief.key)).toMatchObject({ status: 409 });
		expect(await order('takeover', chief.key, { force: true })).toMatchObject({ status: 200 });
		expect(await order('transfer', chief.key, { to: ana.id })).toMatchObject({
			body: { data: { session: { human_attendant: ana.id } } },
			event: { changed: true, text: expect.stringContaining('(Pessoa attendant)') },
		});
		expect(await order('release', chief.key)).toMatchObject({ body: { current_mode: 'agent' } });
	});

	it('nobody acts for another but an admin, who names them in the query or in the body', async () => {
		const [ana, admin] = [await addAttendant(), await addAttendant('admin')];
		expect(await order('takeover', ana.key, { attendant_id: 'bia' })).toMatchObject({ status: 403, body: { error: 'NOT_YOURSELF' } });
		expect(await order('takeover', admin.key, { attendant_id: 'bia' })).toMatchObject({
			body: { data: { session: { human_attendant: 'bia' } } },
		});
		const other = newPlace();
		const query = { attendant_id: 'carla', channel: other.channel };
		expect(await call(`POST /session/${other.phone}/takeover`, { key: admin.key, query })).toMatchObject({
			body: { data: { session: { human_attendant: 'carla' } } },
		});
		const forced = { attendant_id: 'dora', channel: other.channel, force: 'true' };
		expect(await call(`POST /session/${other.phone}/takeover`, { key: admin.key, query: forced })).toMatchObject({
			body: { data: { session: { human_attendant: 'dora' } } },
		});
	});

	it('of two attendants at once one gets 200 and one 409, in 100 rounds', async () => {
		const [ana, bia] = [await addAttendant(), await addAttendant()];
		const outcomes = new Set<string>();
		for (let round = 0; round < 100; round++) {
			place = newPlace();
			const answers = await Promise.all([order('takeover', ana.key), order('takeover', bia.key)]);
			outcomes.add(
				answers
					.map(({ status }) => status)
					.sort()
					.join(' and '),
			);
			const winner = answers.find(({ status }) => status === 200)!;
			const loser = answers.find(({ status }) => status === 409)!;
			expect(loser.body.data?.owner).toBe((winner.body.data?.session as IDataObject).human_attendant);
			expect((await historyOf(place)).filter((type) => type === 'mode_changed')).toHaveLength(1);
		}
		expect([...outcomes]).toEqual(['200 and 409']);
	}, 120_000);

	it('commands come as words, with or without their slash', async () => {
		const { key } = await addAttendant();
		const command = async (words: string) => await call('POST /control/command', { key, body: { ...place, command: words } });
		expect(await command('/assumir')).toMatchObject({ status: 200, body: { success: true, current_mode: 'human' } });
		expect(await command('status')).toMatchObject({ status: 200, body: { message: expect.stringContaining('Quem responde: pessoa') } });
		expect(await command('/xyz')).toMatchObject({ status: 400, body: { error: 'UNKNOWN_COMMAND' } });
		expect(await command('/desativar')).toMatchObject({ status: 403, body: { error: 'ROLE_REQUIRED' } });
	});

	it('metadata is merged; reserved keys are refused', async () => {
		const { key } = await addAttendant();
		const put = async (body: IDataObject) =>
			await call(`PUT /session/${place.phone}/metadata`, { key, body: { channel: place.channel, ...body } });
		await put({ priority: 'high' });
		expect(await put({ tags: ['vip'] })).toMatchObject({
			status: 200,
			body: { data: { session: { metadata: { priority: 'high', tags: ['vip'] } } } },
		});
		expect(await put({ escalation_reason: 'x' })).toMatchObject({ status: 400 });
	});
});

describe('POST /webhook/whatsapp', () => {
	it('gives the result contract, once for a message', async () => {
		const { key } = await addAttendant();
		const send = async (body: IDataObject) => await call('POST /webhook/whatsapp', { key, body: { ...place, ...body } });
		const messageId = randomUUID();
		expect((await send({ message: 'Oi', message_id: messageId })).body).toMatchObject({
			should_respond: true,
			reason: 'agent_active',
			notify: [],
			command: null,
		});
		expect((await send({ message: 'Oi', message_id: messageId })).body).toMatchObject({
			should_respond: false,
			reason: 'duplicate_message',
		});
		expect((await send({ message: '/assumir' })).body).toMatchObject({ reason: 'agent_active', metadata: { suspicious_command: true } });
		const escalated = await send({ message: 'quero um atendente' });
		expect(escalated).toMatchObject({
			body: { reason: 'escalation_requested', metadata: { escalation_requested: true } },
			event: { event: 'escalation', changed: true, text: expect.stringContaining('🆘') },
		});
		expect((await send({ message: 'Oi, sou a Ana', sender_type: 'human' })).body).toMatchObject({
			reason: 'human_message',
			session_mode: 'human',
		});
		expect(await call('POST /webhook/whatsapp', { key, body: { message: 'Oi' } })).toMatchObject({ status: 400 });
		expect(await send({ message: 'Oi', event_time: 'ontem' })).toMatchObject({ status: 422 });
		await send({ message: 'Oi', sender_type: 'human', event_time: '2099-01-01T00:00:00Z' });
		expect(await sql('select last_human_activity <= now() as bounded from sessions where channel = $1', [place.channel])).toEqual([
			{ bounded: true },
		]);
		expect(await send({ phone: '120363000000000001-group', message: 'Oi' })).toMatchObject({
			status: 400,
			body: { error: 'IGNORED_CHANNEL' },
		});
		expect(await sql(`select 1 from inbox where channel = $1 and status = 'waiting'`, [place.channel])).toEqual([]);
	});
});

describe('a click in Slack', () => {
	const click = async (user: string, options: Parameters<typeof clickOf>[1] = {}) => {
		const payload = JSON.stringify({
			type: 'block_actions',
			user: { id: user },
			response_url: 'https://hooks.slack.com/actions/T0/1/x',
			actions: [{ action_id: 'takeover', value: JSON.stringify(place) }],
		});
		return await call('POST /slack', clickOf(payload, options));
	};

	it('takes over for the attendant whose user it is, once; a conflict is shown', async () => {
		const [ana, bia] = [await addAttendant('attendant', `U${randomUUID()}`), await addAttendant('attendant', `U${randomUUID()}`)];
		const slackOf = async ({ id }: { id: string }) =>
			(await sql<{ slack_user_id: string }>('select slack_user_id from attendants where id = $1', [id]))[0].slack_user_id;
		expect(await click(await slackOf(ana))).toMatchObject({
			status: 200,
			event: {
				event: 'slack',
				success: true,
				attendant: ana.id,
				slack_text: expect.stringContaining('assumida por'),
				response_url: expect.stringContaining('hooks.slack.com'),
			},
		});
		expect(await click(await slackOf(bia))).toMatchObject({
			status: 200,
			event: { success: false, slack_text: expect.stringContaining('Pessoa attendant já atende') },
		});
		expect(await only('getStatus', place)).toMatchObject({ human_attendant: ana.id });
	});

	it('of a stranger changes nothing and says so', async () => {
		expect(await click('U-STRANGER')).toMatchObject({ status: 200, event: { slack_text: expect.stringContaining('não está cadastrado') } });
		expect(await sql('select 1 from sessions where channel = $1', [place.channel])).toEqual([]);
	});

	it.each([
		['forged', { secret: 'another-secret' }],
		['tampered with', { tampered: true }],
		['old', { age: 301 }],
	])('that is %s is refused', async (_, given) => {
		expect(await click('U1', given)).toMatchObject({ status: 401, event: undefined });
	});

	it('of another button, or without what a click carries, changes nothing', async () => {
		const signed = async (payload: string) => await call('POST /slack', clickOf(payload));
		expect(await signed('{"actions":[{"action_id":"other"}]}')).toMatchObject({ status: 200, event: undefined });
		for (const payload of ['', 'null', '[1', '{"actions":[{"action_id":"takeover","value":"x"}]}'])
			expect(await signed(payload)).toMatchObject({ status: 400, event: undefined });
	});

	it('without a signing secret in the credential is refused', async () => {
		expect(await call('POST /slack', { body: {}, rawBody: Buffer.from('') })).toMatchObject({ status: 401 });
	});
});
