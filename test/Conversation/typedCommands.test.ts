import type { IDataObject } from 'n8n-workflow';

import { addAttendant, historyOf, letTimePass, message, newPlace, noticesOf, only, operate, typed, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });
const takenOnThePage = async (attendant = 'ana') => {
	await only('takeOver', { ...here(), attendant });
	await letTimePass(place, 60);
};
const notices = async () =>
	(await operate('claimOutbox', { kinds: ['notice'], limit: 50, leaseSeconds: 60, onlyChannel: place.channel })).out(1);
/** Typed on the business phone so many seconds ago. */
const typedAgo = async (text: string, seconds: number, parameters: IDataObject = {}) => {
	const sentAt = new Date(Date.now() - seconds * 1000).toISOString();
	const [stored] = (await operate('receive', {}, [message(place, { text, fromMe: true, sentAt })])).out(2);
	return await only('decideMessage', parameters, stored);
};

describe('on the business phone, nobody in particular', () => {
	it.each([
		['/liberar', 'agent'],
		['/retomar', 'agent'],
		['/pausar', 'paused'],
	])('%s obeys in a conversation that was taken on the page', async (text, mode) => {
		await takenOnThePage();
		expect(await typed(place, text, {})).toMatchObject({ reason: 'command_processed', session_mode: mode, command: { success: true } });
		expect(await notices()).toEqual([]);
	});

	it('is refused where the operator says so, and whoever typed is told', async () => {
		await takenOnThePage('ana.souza@example.com');
		expect(await typed(place, '/liberar', { mayRelease: false })).toMatchObject({ session_mode: 'human', command: { error: 'NOT_OWNER' } });
		expect(await notices()).toMatchObject([{ notify_phone: '', text: expect.stringMatching(/\/liberar[^]*Só Ana Souza pode fazer isso/) }]);
	});

	it('does not take it from them, nor switch the agent off', async () => {
		await takenOnThePage();
		expect(await typed(place, '/assumir', {})).toMatchObject({ session_mode: 'human', command: { error: 'OWNED_BY_OTHER' } });
		expect(await typed(place, '/desativar', {})).toMatchObject({ command: { error: 'ROLE_REQUIRED' } });
		expect(await noticesOf(place)).toEqual(['command_answer', 'command_answer']);
	});

	it.each([
		['/help', 'Comandos:'],
		['/status', 'Quem responde: pessoa (ana)'],
		['/xyz', 'Não conheço /xyz'],
	])('%s is answered, to the team and not to the customer', async (text, words) => {
		await takenOnThePage();
		await typed(place, text, {});
		expect(await notices()).toMatchObject([{ kind: 'notice', notify_phone: '', text: expect.stringContaining(words) }]);
		expect(await sql(`select 1 from outbox where channel = $1 and kind = 'whatsapp_text'`, [place.channel])).toEqual([]);
	});

	it('who is known is answered at their own number', async () => {
		const { id } = await addAttendant();
		await sql('update attendants set phone = $2 where id = $1', [id, '5511988880000']);
		await typed(place, '/help', { attendant: id });
		expect(await notices()).toMatchObject([{ notify_phone: '5511988880000' }]);
	});

	it('nothing is said where the operator has another way', async () => {
		await typed(place, '/help', { answerCommands: false });
		expect(await noticesOf(place)).toEqual([]);
	});
});

describe('an order has the time at which it was typed', () => {
	it('what was typed right after a release takes the conversation, however late the release was read', async () => {
		await takenOnThePage();
		expect(await typedAgo('/liberar', 3)).toMatchObject({ session_mode: 'agent' });
		expect(await typedAgo('Só mais uma coisa', 1.5)).toMatchObject({ reason: 'human_message', session_mode: 'human' });
	});

	it('what was typed before it does not', async () => {
		await takenOnThePage();
		await typedAgo('/liberar', 3);
		expect(await typedAgo('Um momento', 4.5)).toMatchObject({ reason: 'late_human_message', session_mode: 'agent' });
	});

	it('an order that is older than what happened since changes nothing, and whoever typed it is told', async () => {
		await takenOnThePage();
		expect(await typedAgo('/liberar', 90)).toMatchObject({
			reason: 'late_human_message',
			session_mode: 'human',
			command: { success: false, error: 'LATE_COMMAND' },
		});
		expect(await noticesOf(place)).toEqual(['command_answer']);
	});

	it('a release that is read after the words that followed it does not undo them', async () => {
		await takenOnThePage();
		await typedAgo('Voltei', 2);
		expect(await typedAgo('/liberar', 10)).toMatchObject({ reason: 'late_human_message', session_mode: 'human' });
	});

	it('one that is dated ahead counts as of now', async () => {
		await takenOnThePage();
		await typedAgo('/liberar', -3600);
		expect(await typedAgo('Oi', 0)).toMatchObject({ session_mode: 'human' });
	});
});

it('a mode that nobody knows is a pause, in the history, and the team is told, once', async () => {
	await operate('receive', {}, [message(place)]);
	await sql('alter table sessions drop constraint sessions_mode_check');
	try {
		await sql(`update sessions set mode = 'robot' where channel = $1`, [place.channel]);
	} finally {
		await sql(`alter table sessions add constraint sessions_mode_check check (mode in ('agent', 'human', 'paused')) not valid`);
	}
	for (let n = 0; n < 2; n++) await operate('sweepSessions', { onlyChannel: place.channel });
	expect(await sql(`select mode, pause_reason from sessions where channel = $1`, [place.channel])).toEqual([
		{ mode: 'paused', pause_reason: 'system' },
	]);
	expect([await historyOf(place), await noticesOf(place)]).toEqual([['session_created', 'corrupt_mode'], ['corrupt_mode']]);
});
