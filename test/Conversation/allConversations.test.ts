import { ownHouse } from '../setup/ownHouse';

// The switch is for all conversations, also for those of the tests that run beside this one.
const own = ownHouse();

const supervisor = { attendant: 'sup', role: 'supervisor' };
const switched = async () =>
	await own.database.sql(`select actor_id, reason from session_history where type = 'global_switch' order by id desc limit 1`);

it('an attendant may not switch the agent off; the attempt is in the history', async () => {
	const place = own.house.newPlace();
	expect(await own.house.typed(place, '/desativar')).toMatchObject({
		reason: 'command_rejected',
		command: { success: false, error: 'ROLE_REQUIRED' },
	});
	expect(await own.house.historyOf(place)).toEqual(['session_created', 'command_rejected']);
	expect(await switched()).toEqual([]);
});

it('a supervisor switches it off for all and on again, and it is known who did', async () => {
	expect(await own.house.typed(own.house.newPlace(), '/desativar', supervisor)).toMatchObject({ command: { success: true } });
	expect(await switched()).toEqual([{ actor_id: 'sup', reason: 'off' }]);
	expect(await own.house.only('decide', {}, await own.house.customerTurn(own.house.newPlace()))).toMatchObject({
		reason: 'globally_disabled',
		should_respond: false,
	});
	expect(await own.house.only('switchAgent', { enabled: true, attendant: 'sup' })).toEqual({ agent_enabled: true });
	expect(await switched()).toEqual([{ actor_id: 'sup', reason: 'on' }]);
	expect(await own.house.only('decide', {}, await own.house.customerTurn(own.house.newPlace()))).toMatchObject({ reason: 'agent_active' });
});

it('switched off while the model thinks, its reply is not sent', async () => {
	const decided = await own.house.only('decide', {}, await own.house.customerTurn(own.house.newPlace()));
	await own.house.only('switchAgent', { enabled: false });
	try {
		expect(await own.house.only('confirm', { reply: 'Olá!' }, decided)).toMatchObject({ confirmed: false, reason: 'globally_disabled' });
	} finally {
		await own.house.only('switchAgent', { enabled: true });
	}
});

it('switched off, who asks for a person gets no reply, but the team is told: the item leaves by "Silence" and by "Escalate"', async () => {
	const place = own.house.newPlace();
	await own.house.only('switchAgent', { enabled: false });
	try {
		const { out } = await own.house.operate('decide', {}, [await own.house.customerTurn(place, 'quero falar com um atendente')]);
		expect([0, 1, 2, 3].map((output) => out(output).length)).toEqual([0, 1, 0, 1]);
		expect(out(1)[0]).toMatchObject({ reason: 'globally_disabled', metadata: { escalation_requested: true } });
		expect(await own.house.noticesOf(place)).toEqual(['escalation']);
	} finally {
		await own.house.only('switchAgent', { enabled: true });
	}
});

it('where all conversations are of one number, one that is taken over before it began is of that number too', async () => {
	await own.database.sql('delete from turns');
	await own.database.sql('delete from sessions');
	const place = own.house.newPlace();
	await own.house.operate('receive', {}, [own.house.message(place)]);
	const { phone } = own.house.newPlace();
	expect(await own.house.only('takeOver', { phone, channel: '', attendant: 'ana' })).toMatchObject({ channel: place.channel });
	expect(await own.house.only('decide', {}, await own.house.customerTurn({ channel: place.channel, phone }))).toMatchObject({
		reason: 'waiting_human',
	});
	await own.house.operate('receive', {}, [own.house.message(own.house.newPlace())]);
	expect(await own.house.only('getStatus', { phone: own.house.newPlace().phone, channel: '' })).toMatchObject({ channel: 'default' });
});
