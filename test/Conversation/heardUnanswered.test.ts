import { closeSql, sql } from '../setup/supabase';
import { customerTurn, newPlace, only, operate, type Place } from '../setup/house';

let place: Place;
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

const here = () => ({ phone: place.phone, channel: place.channel });
const session = async () =>
	(await sql('select mode, human_attendant, paused_by from sessions where phone = $1 and channel = $2', [place.phone, place.channel]))[0];
const requests = async () => await sql('select kind, words from lgpd_requests where phone = $1', [place.phone]);
const optOuts = async () => await sql('select words from opt_outs where phone = $1', [place.phone]);
const notices = async () =>
	(
		await sql<{ payload: Record<string, unknown> }>(`select payload from outbox where channel = $1 and kind = 'notice' order by id`, [
			place.channel,
		])
	).map(({ payload }) => payload);
const decide = async (text: string, parameters = {}) => (await operate('decide', parameters, [await customerTurn(place, text)])).out(0);

describe('while a person has the conversation', () => {
	beforeEach(async () => {
		await only('takeOver', { ...here(), attendant: 'ana', role: 'attendant' });
	});

	it('a data request gets its protocol, nobody is answered, and the person keeps the conversation', async () => {
		expect(await decide('onde conseguiram meu número?')).toEqual([]);
		expect(await requests()).toEqual([{ kind: 'source', words: 'onde conseguiram meu número?' }]);
		expect(await session()).toMatchObject({ mode: 'human', human_attendant: 'ana' });
		expect(await notices()).toEqual([
			expect.objectContaining({ kind: 'lgpd_request', reason: 'source', attendant: 'ana', protocol: expect.stringMatching(/^LGPD-/) }),
		]);
	});

	it('an opt-out stops the robot alone: it is registered and told once, and the person keeps the conversation whatever the clocks say', async () => {
		expect(await decide('parem de me mandar mensagem')).toEqual([]);
		await decide('já pedi pra não mandar mais mensagem');
		expect([await optOuts(), await session()]).toEqual([
			[{ words: 'parem de me mandar mensagem' }],
			{ mode: 'human', human_attendant: 'ana', paused_by: null },
		]);
		expect((await notices()).filter(({ kind }) => kind === 'opt_out')).toEqual([expect.objectContaining({ attendant: 'ana' })]);
		await sql(
			`update sessions set last_human_activity = now() - interval '3 days', human_since = now() - interval '3 days' where phone = $1`,
			[place.phone],
		);
		expect(await decide('oi?', { autoResumeSeconds: 60 })).toEqual([]);
		expect(await session()).toMatchObject({ mode: 'human' });
	});

	it('what only looks like it registers nothing', async () => {
		await decide('não me mande mais fotos, já vi. Quanto custa?');
		await decide('quero os dados técnicos');
		expect([await optOuts(), await requests()]).toEqual([[], []]);
	});
});

it('in a pause and with the agent switched off it is registered as well', async () => {
	await only('pause', { ...here(), attendant: 'ana', role: 'attendant' });
	expect(await decide('apaguem meus dados')).toEqual([]);
	expect(await requests()).toEqual([expect.objectContaining({ kind: 'deletion' })]);
	const other = newPlace();
	const off = { ...(await customerTurn(other, 'não quero mais receber mensagens')), agent_enabled: false };
	expect((await operate('decide', {}, [off])).out(0)).toEqual([]);
	expect(await sql('select words from opt_outs where phone = $1', [other.phone])).toHaveLength(1);
});
