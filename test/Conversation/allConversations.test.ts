import type * as House from '../setup/house';
import { ownDatabase } from '../setup/ownDatabase';
import type * as Database from '../setup/supabase';

// The switch is for all conversations, also for those of the tests that run beside this one.
let stop: () => Promise<void>;
let house: typeof House;
let database: typeof Database;
beforeAll(async () => {
	stop = await ownDatabase();
	house = await import('../setup/house');
	database = await import('../setup/supabase');
}, 60_000);
afterAll(async () => {
	await database.closeSql();
	await stop();
});

const supervisor = { attendant: 'sup', role: 'supervisor' };
const switched = async () =>
	await database.sql(`select actor_id, reason from session_history where type = 'global_switch' order by id desc limit 1`);

it('an attendant may not switch the agent off; the attempt is in the history', async () => {
	const place = house.newPlace();
	expect(await house.typed(place, '/desativar')).toMatchObject({
		reason: 'command_rejected',
		command: { success: false, error: 'ROLE_REQUIRED' },
	});
	expect(await house.historyOf(place)).toEqual(['session_created', 'command_rejected']);
	expect(await switched()).toEqual([]);
});

it('a supervisor switches it off for all and on again, and it is known who did', async () => {
	expect(await house.typed(house.newPlace(), '/desativar', supervisor)).toMatchObject({ command: { success: true } });
	expect(await switched()).toEqual([{ actor_id: 'sup', reason: 'off' }]);
	expect(await house.only('decide', {}, await house.customerTurn(house.newPlace()))).toMatchObject({
		reason: 'globally_disabled',
		should_respond: false,
	});
	expect(await house.only('switchAgent', { enabled: true, attendant: 'sup' })).toEqual({ agent_enabled: true });
	expect(await switched()).toEqual([{ actor_id: 'sup', reason: 'on' }]);
	expect(await house.only('decide', {}, await house.customerTurn(house.newPlace()))).toMatchObject({ reason: 'agent_active' });
});

it('switched off while the model thinks, its reply is not sent', async () => {
	const decided = await house.only('decide', {}, await house.customerTurn(house.newPlace()));
	await house.only('switchAgent', { enabled: false });
	try {
		expect(await house.only('confirm', { reply: 'Olá!' }, decided)).toMatchObject({ confirmed: false, reason: 'globally_disabled' });
	} finally {
		await house.only('switchAgent', { enabled: true });
	}
});

it('switched off, who asks for a person gets no reply, but the team is told: the item leaves by "Silence" and by "Escalate"', async () => {
	const place = house.newPlace();
	await house.only('switchAgent', { enabled: false });
	try {
		const { out } = await house.operate('decide', {}, [await house.customerTurn(place, 'quero falar com um atendente')]);
		expect([0, 1, 2, 3].map((output) => out(output).length)).toEqual([0, 1, 0, 1]);
		expect(out(1)[0]).toMatchObject({ reason: 'globally_disabled', metadata: { escalation_requested: true } });
		expect(await house.noticesOf(place)).toEqual(['escalation']);
	} finally {
		await house.only('switchAgent', { enabled: true });
	}
});

it('where all conversations are of one number, one that is taken over before it began is of that number too', async () => {
	await database.sql('delete from turns');
	await database.sql('delete from sessions');
	const place = house.newPlace();
	await house.operate('receive', {}, [house.message(place)]);
	const { phone } = house.newPlace();
	expect(await house.only('takeOver', { phone, channel: '', attendant: 'ana' })).toMatchObject({ channel: place.channel });
	expect(await house.only('decide', {}, await house.customerTurn({ channel: place.channel, phone }))).toMatchObject({
		reason: 'waiting_human',
	});
	await house.operate('receive', {}, [house.message(house.newPlace())]);
	expect(await house.only('getStatus', { phone: house.newPlace().phone, channel: '' })).toMatchObject({ channel: 'default' });
});
