import { closeSql } from '../setup/supabase';
import { at, rpc } from './client';
import { MINUTE, newChannel, note, notices, told } from './integrationsForTests';

afterAll(closeSql);

interface Check {
	name: string;
	outcome: string;
	fault?: string | null;
	reason?: string;
	sentence?: string;
	ms?: number;
}
const WELL: Check = { name: 'zapi', outcome: 'ok', ms: 12 };
const REFUSED: Check = { name: 'zapi', outcome: 'error', fault: 'operator', reason: 'unauthorized' };
const GONE: Check = { name: 'zapi', outcome: 'error', fault: 'connection', reason: 'disconnected' };

const looks = async (channel: string, minute: number, checks: Check[], tell = true) =>
	await rpc<string[]>('note_health', { p_channel: channel, p_checks: checks, p_tell: tell, p_now: at(minute * MINUTE) });

it('tells on change alone: once when it breaks, once when it is mended', async () => {
	const channel = newChannel();
	const changes: string[][] = [];
	for (let minute = 0; minute < 40; minute++) {
		changes.push(await looks(channel, minute, [minute >= 5 && minute < 30 ? REFUSED : WELL]));
		await told(channel, minute);
	}
	expect(changes.flatMap((changed, minute) => changed.map((name) => [minute, name]))).toEqual([
		[0, 'zapi'],
		[5, 'zapi'],
		[30, 'zapi'],
	]);
	expect(await notices(channel)).toEqual([
		['integration_down', 'zapi', 5],
		['integration_up', 'zapi', 30],
	]);
});

it('what passes is told once it lasted five minutes, and a single failed look never', async () => {
	const channel = newChannel();
	const slow: Check = { name: 'chatwoot', outcome: 'timeout', fault: 'passing', reason: 'timedOut' };
	await looks(channel, 0, [slow]);
	await looks(channel, 1, [{ ...slow, outcome: 'ok', fault: null }]);
	for (let minute = 10; minute < 17; minute++) await looks(channel, minute, [slow]);
	expect(await notices(channel)).toEqual([['integration_down', 'chatwoot', 15]]);
});

it('tells nobody where the operator does not want it, or nobody can do anything', async () => {
	const channel = newChannel();
	await looks(channel, 0, [REFUSED], false);
	await looks(channel, 1, [{ name: 'outbox_turn', outcome: 'degraded', fault: null }]);
	expect(await notices(channel)).toEqual([]);
});

it('a look that finds it well does not end what the product’s own calls meet', async () => {
	const channel = newChannel();
	await note(channel, 0, false, 'operator', 'model');
	await told(channel, 0);
	for (const minute of [1, 2, 3]) await looks(channel, minute, [{ name: 'model', outcome: 'ok' }]);
	expect(await notices(channel)).toEqual([['integration_down', 'model', 0]]);
	await note(channel, 20, true, 'operator', 'model');
	expect(await notices(channel)).toEqual([
		['integration_down', 'model', 0],
		['integration_up', 'model', 20],
	]);
});

it('a number of which the provider says that it is connected is connected, whoever noted that it was not', async () => {
	const channel = newChannel();
	await rpc('note_connection', { p_channel: channel, p_provider: 'zapi', p_connected: false, p_reason: 'phone off', p_now: at(0) });
	await told(channel, 3);
	await looks(channel, 20, [WELL]);
	expect(await notices(channel)).toEqual([
		['integration_down', 'zapi', 2],
		['integration_up', 'zapi', 20],
	]);
});

it('the event of the provider ends what a look began', async () => {
	const channel = newChannel();
	await looks(channel, 0, [GONE]);
	await told(channel, 3);
	await rpc('note_connection', { p_channel: channel, p_provider: 'zapi', p_connected: true, p_now: at(20 * MINUTE) });
	await told(channel, 21);
	await looks(channel, 21, [WELL]);
	await looks(channel, 22, [GONE]);
	expect((await notices(channel)).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up', 'integration_down']);
});

it('what is looked at for trying out is told nobody', async () => {
	const channel = `teste:${newChannel()}`;
	await looks(channel, 0, [REFUSED]);
	expect(await notices(channel)).toEqual([]);
});

describe('the report', () => {
	const reported = async (minute: number) =>
		await rpc<{ status: string; checked_at: string; checks: Array<{ name: string; outcome: string; since: string }> }>('health_report', {
			p_now: at(minute * MINUTE),
		});
	const own = async (minute: number, name: string) => (await reported(minute)).checks.filter((check) => check.name === name);

	it('has the newest of each, since when it is so, and nothing that nobody looked at lately', async () => {
		const [channel, name] = [newChannel(), newChannel()];
		const far = 60 * 24 * 400;
		await looks(channel, far, [{ ...REFUSED, name }], false);
		await looks(channel, far + 3, [{ ...REFUSED, name }], false);
		expect(await own(far + 4, name)).toMatchObject([
			{ outcome: 'error', since: expect.stringContaining(at(far * MINUTE).slice(0, 16)) as string },
		]);
		expect((await reported(far + 4)).status).toBe('unhealthy');
		expect(await own(far + 14, name)).toEqual([]);
		await looks(channel, far + 15, [{ ...WELL, name }], false);
		expect(await own(far + 16, name)).toMatchObject([
			{ outcome: 'ok', since: expect.stringContaining(at((far + 15) * MINUTE).slice(0, 16)) as string },
		]);
	});
});
