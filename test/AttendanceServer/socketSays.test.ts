import { randomUUID } from 'node:crypto';

import { A_MINUTE } from '../../nodes/AttendanceServer/socket/pace';
import { until } from '../shared/server/portForTests';
import { attendanceSockets, attended, given, loggedIn, NOBODYS, ofType } from './socketForTests';

const sockets = attendanceSockets();
afterEach(sockets.end);
afterAll(sockets.close);

describe('what cannot be done', () => {
	it.each([
		['no JSON', 'oi', 'VALIDATION_ERROR', null],
		['half of it', '{"type":"ping"', 'VALIDATION_ERROR', null],
		['a list', '[]', 'VALIDATION_ERROR', null],
		['null', 'null', 'VALIDATION_ERROR', null],
		['nothing', '', 'VALIDATION_ERROR', null],
		['no type', '{}', 'VALIDATION_ERROR', 'type'],
		['a type of another kind', '{"type":{"$ne":1}}', 'VALIDATION_ERROR', 'type'],
		['a type of nobody', '{"type":"__proto__"}', 'VALIDATION_ERROR', 'type'],
		['no conversation', '{"type":"join_conversation"}', 'VALIDATION_ERROR', 'conversation_id'],
		['an id that is none', '{"type":"join_conversation","conversation_id":"1; drop table"}', 'VALIDATION_ERROR', 'conversation_id'],
		['an id of nobody', JSON.stringify({ type: 'join_conversation', conversation_id: NOBODYS }), 'NOT_FOUND', null],
		['no words', JSON.stringify({ type: 'send_message', conversation_id: NOBODYS, content: ' ' }), 'VALIDATION_ERROR', 'content'],
		[
			'words that are none',
			JSON.stringify({ type: 'send_message', conversation_id: NOBODYS, content: { a: 1 } }),
			'VALIDATION_ERROR',
			'content',
		],
		['nested without end', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 'VALIDATION_ERROR', 'type'],
	])('%s is answered with an error; the connection goes on', async (_, frame, code, field) => {
		const { connect } = await sockets.serve();
		const one = connect((await loggedIn()).token);
		await one.settled();
		one.say(frame);
		expect(await one.hears(1)).toBe(true);
		expect(one.seen.frames[0]).toMatchObject({ type: 'error', error_code: code, field });
		expect(typeof one.seen.frames[0].detail).toBe('string');
		one.say({ type: 'ping' });
		expect(await one.hears(2)).toBe(true);
		expect(one.seen.isOpen).toBe(true);
	});

	it('what goes wrong on our side is told as that, without its words', async () => {
		const { connect } = await sockets.serve({ send: async () => await Promise.reject(new Error('secret of the house')) });
		const one = connect((await loggedIn('admin')).token);
		await one.settled();
		one.say({ type: 'send_message', conversation_id: NOBODYS, content: 'Oi' });
		expect(await one.hears(1)).toBe(true);
		expect(one.seen.frames).toEqual([
			{ type: 'error', error_code: 'INTERNAL_ERROR', detail: 'Erro interno', field: null, conversation_id: NOBODYS },
		]);
		expect(sockets.failed).toContain('secret of the house');
	});
});

describe('who may join', () => {
	it.each([
		['atendente', 'their own', 'in'],
		['atendente', 'nobody’s', 'in'],
		['atendente', 'waiting', 'in'],
		['atendente', 'another’s', 'NOT_OWNER'],
		['supervisor', 'another’s', 'in'],
		['admin', 'another’s', 'in'],
		['user', 'nobody’s', 'NOT_OWNER'],
		['user', 'waiting', 'NOT_OWNER'],
	] as const)('%s: %s is %s', async (role, whose, outcome) => {
		const { connect } = await sockets.serve();
		const [me, other] = [await loggedIn(role), await loggedIn()];
		const { id, place } = await attended();
		if (whose === 'waiting') await given(place, null);
		else if (whose !== 'nobody’s') await given(place, whose === 'their own' ? me.id : other.id);
		const one = connect(me.token);
		await one.settled();
		one.say({ type: 'join_conversation', conversation_id: id.toUpperCase() });
		one.say({ type: 'join_conversation', conversation_id: NOBODYS });
		expect(await until(() => one.seen.frames.some(({ error_code }) => error_code === 'NOT_FOUND'))).toBe(true);
		expect(ofType(one, 'error').map(({ error_code }) => error_code)).toEqual(outcome === 'in' ? ['NOT_FOUND'] : [outcome, 'NOT_FOUND']);
	});
});

describe('what is said', () => {
	it('goes out by the operation of the API; who said it learns which message it became, who joined hears it', async () => {
		const { joined } = await sockets.serve();
		const [ana, bia] = [await loggedIn(), await loggedIn('supervisor')];
		const { id, place } = await attended();
		await given(place, ana.id);
		const [hers, chief] = [await joined(ana), await joined(bia, id)];
		hers.say({ type: 'send_message', conversation_id: id, content: 'Oi, em que posso ajudar?', message_type: 'text' });
		expect(await until(() => ofType(chief, 'new_message').length === 1)).toBe(true);
		const [{ message_id }] = ofType(chief, 'new_message');
		expect(ofType(chief, 'new_message')[0]).toMatchObject({
			conversation_id: id,
			content: 'Oi, em que posso ajudar?',
			direction: 'outgoing',
			message_type: 'text',
			sent_by: 'agent',
			context: { customer_name: 'Marina Exemplo' },
		});
		expect(ofType(hers, 'message_status')).toEqual([{ type: 'message_status', conversation_id: id, message_id, status: 'sent' }]);
		expect(ofType(hers, 'new_message')).toEqual([]);
	});

	it('in the envelope of the running code is the same', async () => {
		const said: unknown[] = [];
		const { connect } = await sockets.serve({
			send: async (_, conversation, message) => {
				said.push([conversation, message]);
				return await Promise.resolve({ id: 'msg-1', status: 'sent' });
			},
		});
		const one = connect((await loggedIn()).token);
		await one.settled();
		one.say({ event: 'send_message', data: { conversation_id: NOBODYS, content: 'Oi', type: 'text' } });
		one.say({ event: 'ping' });
		expect(await one.hears(2)).toBe(true);
		expect(said).toEqual([[NOBODYS, { content: 'Oi', type: 'text' }]]);
	});

	it('typing is told to the others who joined, not at each key, and is a sign of life', async () => {
		const { joined, touched } = await sockets.serve();
		const [ana, chief, stranger] = [await loggedIn(), await loggedIn('supervisor'), await loggedIn('supervisor')];
		const { id, place } = await attended();
		await given(place, ana.id);
		const [hers, theirs, elsewhere] = [await joined(ana, id), await joined(chief, id), await joined(stranger)];
		for (let n = 0; n < 5; n++) hers.say({ type: 'typing_start', conversation_id: id });
		expect(await until(() => ofType(theirs, 'agent_typing').length === 1)).toBe(true);
		hers.say({ type: 'typing_stop', conversation_id: id });
		hers.say({ type: 'typing_start', conversation_id: id });
		expect(await until(() => ofType(theirs, 'agent_typing').length === 2)).toBe(true);
		expect(ofType(theirs, 'agent_typing')[0]).toEqual({ type: 'agent_typing', conversation_id: id, agent_id: ana.user.id });
		expect([touched, ofType(hers, 'agent_typing'), ofType(elsewhere, 'agent_typing')]).toEqual([[id], [], []]);
	});

	it('of another’s conversation is refused', async () => {
		const { joined, touched } = await sockets.serve();
		const [ana, bia] = [await loggedIn(), await loggedIn()];
		const { id, place } = await attended();
		await given(place, ana.id);
		const hers = await joined(bia);
		hers.say({ type: 'typing_start', conversation_id: id });
		expect(await hers.hears(1)).toBe(true);
		expect([hers.seen.frames[0].error_code, touched]).toEqual(['NOT_OWNER', []]);
	});
});

describe('how much', () => {
	it('sixty a minute are taken, the next is told to wait, and a loop is ended', async () => {
		const { connect } = await sockets.serve();
		const one = connect((await loggedIn()).token);
		await one.settled();
		const say = () => one.say({ type: 'ping' });
		for (let n = 0; n < A_MINUTE; n++) say();
		expect(await one.hears(A_MINUTE)).toBe(true);
		expect(new Set(one.seen.frames.map(({ type }) => type))).toEqual(new Set(['pong']));
		say();
		expect(await one.hears(A_MINUTE + 1)).toBe(true);
		expect(one.seen.frames.at(-1)).toMatchObject({ type: 'error', error_code: 'RATE_LIMITED' });
		for (let n = 0; n < 2 * A_MINUTE; n++) say();
		expect([await one.ended(), one.seen.code, one.seen.reason]).toEqual([true, 1008, 'Too many messages']);
	});

	it('64 KB in one message are taken, a byte more ends it', async () => {
		const said: number[] = [];
		const { connect } = await sockets.serve({
			send: async (_, __, { content }) => {
				said.push(content.length);
				return await Promise.resolve({ id: randomUUID(), status: 'sent' });
			},
		});
		const one = connect((await loggedIn()).token);
		await one.settled();
		const frame = (bytes: number) => {
			const bare = JSON.stringify({ type: 'send_message', conversation_id: NOBODYS, content: '' });
			return bare.replace('""', `"${'x'.repeat(bytes - bare.length)}"`);
		};
		one.say(frame(64 * 1024));
		expect(await one.hears(1)).toBe(true);
		expect([one.seen.frames[0].type, said.length]).toEqual(['message_status', 1]);
		one.say(frame(64 * 1024 + 1));
		expect([await one.ended(), one.seen.code]).toEqual([true, 1009]);
	});
});
