import { randomUUID } from 'node:crypto';

import { customerTurn, newPlace, noticesOf, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

const failed = (kind: string) => ({
	ok: false,
	name: 'm',
	tries: 1,
	failure: { kind, reason: 'unavailable', status: 503, sentence: 'Fora do ar.' },
});
const answer = async (place: Place, given: object) => ({
	...(await only('decide', {}, await customerTurn(place))),
	reply: 'Só um momento!',
	...given,
});
const findings = (model: object) => ({ model, agent_state: { failures: 2 } });
const inbox = async ({ channel }: Place) => await sql('select status, owed from inbox where channel = $1', [channel]);
const confirm = async (place: Place, given: { model: object; [key: string]: unknown }) => {
	const { out, error } = await operate('confirm', {}, [(await answer(place, { findings: findings(given.model), ...given })) as never]);
	if (error) throw error;
	return { sent: out(0), kept: out(1) };
};

describe('the reply of a turn in which the model is down', () => {
	it.each<[string, object, boolean]>([
		['the apology', {}, true],
		['ready words on a price', { labels: ['commercial'] }, false],
		['an answer', { model: { ok: true, name: 'm', tries: 1 } }, false],
		['what lies in the words of the customer', { model: failed('content') }, false],
	])('%s: goes out, and whether an answer is owed: %j', async (_, given, owes) => {
		const place = newPlace();
		const { sent } = await confirm(place, { model: failed('passing'), ...given });
		expect(sent).toMatchObject([{ text: 'Só um momento!' }]);
		await only('record', {}, { outbox_id: sent[0].outbox_id, messageId: randomUUID() });
		expect(await inbox(place)).toEqual([{ status: owes ? 'waiting' : 'done', owed: owes }]);
	});

	it.each(['operator', 'passing'])('is not said twice: the turn is given back, without an error (%s)', async (kind) => {
		const place = newPlace();
		const { sent, kept } = await confirm(place, { model: failed(kind), repeats_itself: true });
		expect(sent).toEqual([]);
		expect(kept).toMatchObject([{ confirmed: false, reason: 'model_down', given_back: true, due_at: expect.any(String) }]);
		expect(await inbox(place)).toEqual([{ status: 'waiting', owed: true }]);
		expect(await noticesOf(place)).toEqual(kind === 'operator' ? ['integration_down'] : []);
	});

	it.each<[string, object]>([
		['the model answered the same again', { model: { ok: true, name: 'm', tries: 1 } }],
		['the words are to blame', { model: failed('content') }],
	])('is said although it was said before where %s', async (_, given) => {
		const { sent } = await confirm(newPlace(), { model: failed('passing'), repeats_itself: true, ...given });
		expect(sent).toHaveLength(1);
	});
});

describe('no way left to tell the team', () => {
	const down = async (place: Place, name = 'zapi') =>
		await sql(`select note_integration($1, $2, false, 'operator', 'unauthorized', 'refused', $3)`, [place.channel, name, place.phone]);
	const claim = async (place: Place, ways: string[]) =>
		await operate('claimOutbox', {
			kinds: ['notice'],
			noticeChannels: ways,
			teamPhone: '5511999990001',
			limit: 50,
			leaseSeconds: 120,
			onlyChannel: place.channel,
		});

	it('turns one run red, and loses no notice', async () => {
		const place = newPlace();
		await down(place);
		const first = await claim(place, ['whatsapp']);
		expect(first.error?.message).toMatch(/^Z-API is down since .*no way is left to tell the team: refused$/);
		const second = await claim(place, ['whatsapp']);
		expect([second.error, second.out(1)]).toMatchObject([undefined, [{ text: expect.stringContaining('A Z-API não está funcionando') }]]);
	});

	it.each<[string, string, string[]]>([
		['another way', 'zapi', ['whatsapp', 'slack']],
		['a way that works', 'piperun', ['whatsapp']],
	])('with %s it stays green', async (_, name, ways) => {
		const place = newPlace();
		await down(place, name);
		const { error, out } = await claim(place, ways);
		expect(error).toBeUndefined();
		expect(out(1)).toHaveLength(1);
		expect(out(2)).toHaveLength(ways.length - 1);
	});
});
