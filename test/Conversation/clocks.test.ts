import { customerTurn, message, newPlace, only, operate, letTimePass, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterEach(() => jest.restoreAllMocks());
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });

/** A worker whose own clock is so many minutes off; everything else goes on as it is. */
async function off<T>(minutes: number, work: () => Promise<T>): Promise<T> {
	const Real = Date;
	const shift = minutes * 60_000;
	const Shifted = class extends Real {
		constructor(...given: [] | [number]) {
			if (given.length === 0) super(Real.now() + shift);
			else super(...(given as [number]));
		}
		static now = () => Real.now() + shift;
	};
	globalThis.Date = Shifted as DateConstructor;
	try {
		return await work();
	} finally {
		globalThis.Date = Real;
	}
}

describe.each([-60, -6, 6, 60])('a worker whose clock is %i minutes off', (minutes) => {
	it('takes no conversation from a person who is at it, by a message or by the sweep', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		const turn = await customerTurn(place);
		const decided = await off(minutes, async () => await only('decide', {}, turn));
		expect(decided).toMatchObject({ reason: 'waiting_human', session_mode: 'human' });
		expect(await off(minutes, async () => (await operate('sweepSessions', { onlyChannel: place.channel })).out())).toEqual([]);
	});

	it('gives an idle one back all the same', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		await letTimePass(place, 301);
		expect(await off(minutes, async () => (await operate('sweepSessions', { onlyChannel: place.channel })).out())).toHaveLength(1);
	});

	it('takes over at the time that it is: a person’s next words are not late', async () => {
		await off(minutes, async () => await only('takeOver', { ...here(), attendant: 'ana' }));
		await off(minutes, async () => await only('release', { ...here(), attendant: 'ana' }));
		const [stored] = (await operate('receive', {}, [message(place, { text: 'Oi', fromMe: true })])).out(2);
		const decided = await off(minutes, async () => await only('decideMessage', {}, stored));
		expect(decided).toMatchObject({ reason: 'human_message', session_mode: 'human' });
	});

	it('tells of nobody before their time', async () => {
		await only('takeOver', { ...here(), attendant: 'ana' });
		await operate('receive', {}, [message(place)]);
		expect(await off(minutes, async () => (await operate('monitor', { onlyChannel: place.channel })).out())).toEqual([]);
	});
});

it('one conversation that the database refuses to change holds up no other', async () => {
	const [poison, ...others] = [newPlace(), newPlace(), newPlace()].map((one) => ({ ...one, channel: place.channel }));
	for (const one of [poison, ...others]) {
		await only('takeOver', { phone: one.phone, channel: one.channel, attendant: 'ana' });
		await letTimePass(one, 301);
	}
	await sql(
		`create function refuse_change() returns trigger language plpgsql as $$ begin if new.phone = '${poison.phone}' then raise exception 'no'; end if; return new; end $$`,
	);
	await sql('create trigger refuse_change before update on sessions for each row execute function refuse_change()');
	try {
		const { out, error } = await operate('sweepSessions', { onlyChannel: place.channel });
		expect(error).toBeUndefined();
		expect(out().map(({ phone }) => phone)).toEqual(expect.arrayContaining(others.map(({ phone }) => phone)));
		expect(out().map(({ phone }) => phone)).not.toContain(poison.phone);
	} finally {
		await sql('drop function refuse_change cascade');
	}
	expect((await operate('sweepSessions', { onlyChannel: place.channel })).out().map(({ phone }) => phone)).toEqual([poison.phone]);
});
