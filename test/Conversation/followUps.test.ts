import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import { newPlace, operate, only, type Place } from '../setup/house';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** What leaves by both outputs. */
async function does(operation: string, parameters: IDataObject, item: IDataObject = {}): Promise<IDataObject[][]> {
	const { out, error } = await operate(operation, parameters, [item]);
	if (error) throw error;
	return [out(0), out(1)];
}
const ALWAYS = {
	weekdayHours: '00:00-24:00',
	saturdayHours: '00:00-24:00',
	sundayHours: '00:00-24:00',
	nationalHolidays: false,
	limits: { aMinute: 6000 },
};
const step = (given: IDataObject): IDataObject => ({ class: 'warm', afterHours: 24, kind: 'message', text: '', ...given });
const form = (...rows: IDataObject[]): IDataObject => ({
	cadence: { step: rows },
	againDays: 90,
	mostLeads: 50,
	onlyChannel: place.channel,
});
/** A lead who was answered so many hours ago. */
async function silent(hours: number, temperature: string): Promise<void> {
	await sql(`insert into leads (phone, name, product, temperature) values ($1, 'ANA SOUZA', 'bolo', $2)`, [place.phone, temperature]);
	await sql(
		`insert into sessions (channel, phone, last_customer_message) values ($1, $2, now() - make_interval(hours => $3::int) - interval '1 minute')`,
		[place.channel, place.phone, hours],
	);
	await sql(`update sessions set last_agent_message = now() - make_interval(hours => $3::int) where channel = $1 and phone = $2`, [
		place.channel,
		place.phone,
		hours,
	]);
}

it('claims the step that is due with facts and a plain text, and queues what was written, once', async () => {
	await only('setMessageRules', { ...ALWAYS, channel: place.channel });
	expect(await does('claimFollowUps', form(step({})))).toEqual([[], []]);
	await silent(25, 'warm');
	const [[due]] = await does('claimFollowUps', form(step({ text: 'Oi, {primeiro_nome}! Ainda quer {produto}?' })));
	expect(due).toMatchObject({
		phone: place.phone,
		text: 'Oi, Ana! Ainda quer bolo?',
		facts: { message: 'follow_up', number: 1, of: 1, days_of_silence: 1, name: 'ANA SOUZA', product: 'bolo' },
	});
	const queued = await does('queueFollowUp', { step: '={{ $json }}', text: 'Oi, Ana!' }, due);
	expect(queued[0]).toMatchObject([{ queued: true, phone: place.phone, class: 'warm', step: 1 }]);
	expect((await does('queueFollowUp', { step: JSON.stringify(due), text: 'Oi, Ana!' }))[0]).toMatchObject([{ queued: true }]);
	expect(await sql(`select payload ->> 'text' as text from outbox where phone = $1`, [place.phone])).toEqual([{ text: 'Oi, Ana!' }]);
	// Who answered meanwhile.
	await sql('delete from silent_leads where phone = $1', [place.phone]);
	expect((await does('queueFollowUp', { step: JSON.stringify(due), text: 'Oi' }))[1]).toMatchObject([
		{ queued: false, because: 'a pessoa respondeu' },
	]);
});

it('leaves a hot one to the team, and tells of promises and of the funnel, with a picture', async () => {
	await only('setMessageRules', { ...ALWAYS, channel: place.channel });
	await does('claimFollowUps', form(step({})));
	expect(await does('checkPromises', { graceMinutes: 0, onlyChannel: place.channel })).toEqual([[], []]);
	await silent(5, 'hot');
	const [due, told] = await does('claimFollowUps', form(step({ class: 'hot', afterHours: 4, kind: 'team' })));
	expect([due, told]).toEqual([[], [expect.objectContaining({ phone: place.phone, class: 'hot' })]]);
	await sql(`select note_promise($1, $2, '{commercial}', now() - interval '1 hour', now() - interval '2 hours')`, [
		place.channel,
		place.phone,
	]);
	expect(await does('checkPromises', { graceMinutes: 30, onlyChannel: place.channel })).toEqual([
		[expect.objectContaining({ kind: 'promise_late' })],
		[],
	]);
	const funnel = await only('getFunnel', { days: 30, onlyChannel: place.channel });
	expect(funnel).toMatchObject({
		steps: [{ cadence: 'hot', sent: 1 }],
		text: expect.stringContaining('1 lembretes'),
		html: expect.stringContaining('<svg'),
	});
});

it.each([
	['claimFollowUps', { cadence: {} }, 'has no step'],
	['claimFollowUps', { cadence: { step: [step({ afterHours: 0 })] } }, 'at least one hour'],
	['queueFollowUp', { step: '{}', text: 'Oi' }, 'holds no step'],
	[
		'queueFollowUp',
		{ step: JSON.stringify({ phone: '1', since: 'x', class: 'warm', step: 1, kind: 'message' }), text: ' ' },
		'"Text" is empty',
	],
])('%s says what is wrong: %j', async (operation, parameters, problem) => {
	await expect(does(operation, { ...form(step({})), ...parameters })).rejects.toMatchObject({ message: expect.stringContaining(problem) });
});

it('without hours nobody is written to, and it says what to do', async () => {
	const own = `n-${randomUUID()}`;
	place = { ...place, channel: own };
	await does('claimFollowUps', form(step({})));
	await silent(25, 'warm');
	await expect(does('claimFollowUps', form(step({})))).rejects.toMatchObject({
		message: expect.stringContaining('Nobody said when people attend'),
	});
});
