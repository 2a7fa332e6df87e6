import { ownDatabase } from '../setup/ownDatabase';

// The switch is for all conversations, also for those of the tests that run beside this one.
let stopDatabase: () => Promise<void>;
let setup: typeof import('../setup/supabase');
let client: typeof import('./client');

beforeAll(async () => {
	stopDatabase = await ownDatabase();
	setup = await import('../setup/supabase');
	client = await import('./client');
}, 60_000);
afterAll(async () => {
	await setup.closeSql();
	await stopDatabase();
});

const flip = async (p_enabled: boolean) => await client.rpc('switch_agent', { p_enabled, p_actor: 'ana' });
const offAndOn = async () => [await flip(false), await flip(true)];
async function claimed() {
	const marina = client.customer();
	const { sequence } = await marina.writes(0);
	return { marina, turn: await marina.claim(7, sequence) };
}

describe('the switch for all conversations', () => {
	it('off and on again while the agent thinks: what it thought out is not said, and stands in the history', async () => {
		const { marina, turn } = await claimed();
		await offAndOn();
		expect(await marina.confirm(8, turn)).toMatchObject({ confirmed: false, reason: 'globally_disabled' });
		expect(await setup.sql('select status from conversations where turn_id = $1', [turn.turn_id])).toEqual([{ status: 'discarded' }]);
	});

	it('off and on again between two parts: the rest is not said', async () => {
		const { marina, turn } = await claimed();
		const { parts } = await marina.confirm(8, turn, { p_parts: ['a', 'b'] });
		await client.rpc('record_part', { p_outbox_id: parts[0].outbox_id, p_status: 'sent', p_now: client.at(9) });
		await offAndOn();
		expect(await client.rpc('next_part', { p_outbox_id: parts[0].outbox_id, p_now: client.at(10) })).toEqual({
			next: false,
			reason: 'globally_disabled',
		});
	});

	it('off and on again before the message is claimed, or only on: the reply goes out', async () => {
		const marina = client.customer();
		const { sequence } = await marina.writes(0);
		await offAndOn();
		const turn = await marina.claim(7, sequence);
		await flip(true);
		expect(await marina.confirm(8, turn)).toMatchObject({ confirmed: true });
	});

	it('holds for a turn that a version before this one claimed, by what the switch says now', async () => {
		const { marina, turn } = await claimed();
		await setup.sql('update turns set switched_off = null where id = $1', [turn.turn_id]);
		await offAndOn();
		expect(await marina.confirm(8, turn)).toMatchObject({ confirmed: true });
	});
});
