import { addAttendant, credentials, customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { startGateway, type Gateway } from '../sandbox/gateway';
import { startCalls, type Calls } from './calls';

let call: Calls;
let gateway: Gateway;
let place: Place;
let who: Record<'rafael' | 'bia' | 'crm', { id: string; key: string }>;
beforeAll(async () => {
	gateway = await startGateway(sandboxSupabase());
	const calls = await startCalls();
	const through = { supabaseApi: { ...credentials.supabaseApi, host: gateway.url } };
	call = async (route, given = {}) => await calls(route, { credentials: through, ...given });
	const named = async (name: string, role: 'attendant' | 'admin' = 'attendant') => {
		const one = await addAttendant(role);
		await sql('update attendants set name = $2 where id = $1', [one.id, name]);
		return one;
	};
	who = { rafael: await named('Rafael'), bia: await named('Bia'), crm: await named('CRM', 'admin') };
});
afterAll(async () => {
	await gateway.stop();
	await closeSql();
});
beforeEach(async () => {
	place = newPlace();
	await customerTurn(place);
});

const take = async (key: string, body: object = {}) =>
	await call(`POST /session/${place.phone}/takeover`, { key, body: { channel: place.channel, ...body } });
const status = async (key = who.bia.key) =>
	(await call(`GET /session/${place.phone}/status`, { key, query: { channel: place.channel } })).body;
const listed = async (key = who.bia.key) =>
	(await call('GET /sessions/active', { key, query: { channel: place.channel } })).body.sessions?.[0];
/** How often the team was read since: one look is for the key of who calls. */
async function teamReads(act: () => Promise<unknown>): Promise<number> {
	gateway.resetRequests();
	await act();
	return gateway.requestLog.filter(({ path }) => path.endsWith('/attendants')).length - 1;
}

describe('the team is read', () => {
	it('once for an order that another stands in the way of', async () => {
		await take(who.rafael.key);
		expect(await teamReads(async () => await take(who.bia.key))).toBe(1);
	});

	it('once for a conversation of which two people are told', async () => {
		await take(who.rafael.key);
		await sql(`update sessions set paused_by = $2 where phone = $1`, [place.phone, who.crm.id]);
		expect(
			await teamReads(async () => expect(await status()).toMatchObject({ human_attendant_name: 'Rafael', paused_by_name: 'CRM' })),
		).toBe(1);
	});

	it('once for an order in somebody else’s name', async () => {
		expect(await teamReads(async () => await take(who.crm.key, { attendant_id: who.rafael.id }))).toBe(1);
	});

	it('not at all where nobody else is spoken of', async () => {
		expect(await teamReads(async () => await status())).toBe(0);
	});
});

describe('a name', () => {
	const ownedBy = async (id: string) =>
		await sql(`update sessions set mode = 'human', human_attendant = $2 where phone = $1`, [place.phone, id]);

	it.each([
		['an e-mail address that nobody of the team has', 'ana.souza@example.com', 'Ana Souza'],
		['an id that nobody has', 'crm-7', null],
		['the company’s own phone', 'auto-detected', null],
	])('of %s is the same in the list, the conversation and a refusal', async (_, id, name) => {
		await ownedBy(id);
		expect([(await listed())?.human_attendant_name, (await status()).human_attendant_name]).toEqual([name, name]);
		if (id === 'auto-detected') return;
		const { data } = (await take(who.bia.key)).body;
		expect([data?.owner, data?.owner_name ?? null]).toEqual([id, name]);
	});

	it.each([['opt_out'], ['system']])('of a pause by %s is left to whoever shows it', async (by) => {
		await sql(`update sessions set mode = 'paused', paused_by = $2 where phone = $1`, [place.phone, by]);
		expect([(await listed())?.paused_by_name, (await status()).paused_by_name]).toEqual([null, null]);
	});
});
