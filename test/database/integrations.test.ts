import { INTEGRATIONS } from '../../nodes/shared/core/handoff/integrationTexts';
import type { NoticeFacts } from '../../nodes/shared/core/handoff/notice';
import { noticeText } from '../../nodes/shared/core/handoff/noticeTexts';
import { closeSql, sql } from '../setup/supabase';
import { at, customer, rpc } from './client';
import { MINUTE, newChannel, note, notices, told } from './integrationsForTests';

afterAll(closeSql);

describe('one notice when it begins, one when it is over', () => {
	it.each([...INTEGRATIONS, 'another-provider'])('%s: refused for good', async (name) => {
		const channel = newChannel();
		for (let minute = 0; minute < 20; minute++) {
			await note(channel, minute, false, 'operator', name);
			await told(channel, minute);
		}
		await note(channel, 20, true, 'operator', name);
		await note(channel, 21, true, 'operator', name);
		expect(await notices(channel)).toEqual([
			['integration_down', name, 0],
			['integration_up', name, 20],
		]);
	});

	it('what may pass is told once it failed three times over five minutes', async () => {
		const channel = newChannel();
		for (const minute of [0, 1, 2, 4]) await note(channel, minute, false, 'passing');
		expect(await notices(channel)).toEqual([]);
		await note(channel, 5, false, 'passing');
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 5]]);
	});

	it.each<[string, Array<[number, boolean]>]>([
		[
			'a success between',
			[
				[0, false],
				[2, false],
				[3, true],
				[4, false],
				[6, false],
				[8, true],
			],
		],
		[
			'two failures an hour apart',
			[
				[0, false],
				[60, false],
				[61, true],
			],
		],
	])('a failure that passed is never told, neither is its end: %s', async (_, calls) => {
		const channel = newChannel();
		for (const [minute, ok] of calls) await note(channel, minute, ok, 'passing');
		expect(await notices(channel)).toEqual([]);
	});

	it('a fault that changes its kind on the way is one episode, and its end is told', async () => {
		const channel = newChannel();
		for (const minute of [0, 3, 6]) await note(channel, minute, false, 'passing');
		await told(channel, 6);
		await note(channel, 7, false, 'operator');
		await note(channel, 8, false, 'passing');
		await note(channel, 40, true);
		expect((await notices(channel)).map(([kind]) => kind)).toEqual(['integration_down', 'integration_up']);
	});

	it('two companies are apart', async () => {
		const [one, other] = [newChannel(), newChannel()];
		await note(one, 0, false);
		await note(other, 0, true);
		expect([await notices(one), await notices(other)]).toEqual([[['integration_down', 'zapi', 0]], []]);
		expect(await rpc('down_integrations', { p_channel: other })).toEqual([]);
	});

	it('a clock that is set back an hour keeps nothing from being told', async () => {
		const channel = newChannel();
		await note(channel, 60, false);
		await told(channel, 60);
		await note(channel, 1, false);
		await note(channel, 2, true);
		expect(await notices(channel)).toEqual([
			['integration_up', 'zapi', 17],
			['integration_down', 'zapi', 60],
		]);
		const late = newChannel();
		for (const minute of [60, 1, 4, 6]) await note(late, minute, false, 'passing');
		expect((await notices(late)).map(([kind]) => kind)).toEqual(['integration_down']);
	});
});

describe('flapping', () => {
	it('gives one pair, a quarter of an hour apart, and its last word is the truth', async () => {
		const channel = newChannel();
		for (let minute = 0; minute < 14; minute++) {
			await note(channel, minute, minute % 2 === 1);
			await told(channel, minute);
		}
		await told(channel, 30);
		expect(await notices(channel)).toEqual([
			['integration_down', 'zapi', 0],
			['integration_up', 'zapi', 15],
		]);
	});

	it('without end tells at most every quarter of an hour', async () => {
		const channel = newChannel();
		for (let minute = 0; minute < 180; minute++) {
			await note(channel, minute, minute % 2 === 1);
			await told(channel, minute);
		}
		await told(channel, 300);
		const all = await notices(channel);
		expect(all.map(([kind]) => kind)).toEqual(all.map((_, n) => (n % 2 === 0 ? 'integration_down' : 'integration_up')));
		expect(Math.min(...all.slice(1).map(([, , minute], n) => minute - all[n][2]))).toBeGreaterThanOrEqual(15);
		expect(all.at(-1)?.[0]).toBe('integration_up');
	});

	it('a fresh fault soon after the end is told, a quarter of an hour after it: nothing is swallowed', async () => {
		const channel = newChannel();
		await note(channel, 0, false);
		await told(channel, 0);
		await note(channel, 30, true);
		await told(channel, 30);
		await note(channel, 32, false);
		expect(await notices(channel)).toEqual([
			['integration_down', 'zapi', 0],
			['integration_up', 'zapi', 30],
			['integration_down', 'zapi', 45],
		]);
		expect(await rpc('down_integrations', { p_channel: channel })).toMatchObject([{ integration: 'zapi', since: expect.anything() }]);
	});

	it('200 who note it at once: one notice', async () => {
		const channel = newChannel();
		await Promise.all(Array.from({ length: 200 }, async () => await note(channel, 0, false)));
		expect(await notices(channel)).toEqual([['integration_down', 'zapi', 0]]);
	});
});

describe('the way to the team', () => {
	const untold = async (channel: string, minute: number, ways: string[]) =>
		await rpc<unknown[]>('untold_integrations', { p_ways: ways, p_channel: channel, p_now: at(minute * MINUTE) });

	it.each<[string, string[], number]>([
		['none but the one that is down', ['whatsapp'], 0],
		['another one that takes nothing either', ['whatsapp', 'slack'], 6],
		['not known, and nothing was taken', [], 6],
	])('%s: told to the execution, once an episode', async (_, ways, minute) => {
		const channel = newChannel();
		await note(channel, 0, false);
		if (minute > 0) await untold(channel, 1, ways);
		expect(await untold(channel, minute, ways)).toMatchObject([{ channel, integration: 'zapi' }]);
		expect(await untold(channel, minute + 30, ways)).toEqual([]);
		await note(channel, 40, true);
		await note(channel, 90, false);
		expect(await untold(channel, 96, ways)).toHaveLength(1);
	});

	it('of the official WhatsApp is WhatsApp, too: told to the execution at once where it is the only one', async () => {
		const channel = newChannel();
		await note(channel, 0, false, 'operator', 'whatsapp_cloud');
		expect(await untold(channel, 0, ['whatsapp'])).toMatchObject([{ channel, integration: 'whatsapp_cloud' }]);
	});

	it.each<[string, string, string[]]>([
		['another way took it', 'zapi', ['whatsapp', 'slack']],
		['its only way is not the one that is down', 'chatwoot', ['whatsapp']],
	])('%s: the team knows', async (_, name, ways) => {
		const channel = newChannel();
		await note(channel, 0, false, 'operator', name);
		await sql(`update outbox set status = case when $2 then 'pending' else 'sent' end where channel = $1 and kind = 'notice'`, [
			channel,
			ways.length > 1,
		]);
		if (ways.length > 1) {
			await rpc('copy_notices', { p_kinds: ['notice_slack'], p_channel: channel, p_now: at(1) });
			await sql(`update outbox set status = 'sent' where channel = $1 and kind = 'notice_slack'`, [channel]);
		}
		expect(await untold(channel, 60, ways)).toEqual([]);
	});

	it('a notice that is not due yet has no copies, holds nobody up, and is taken back with them', async () => {
		const marina = customer();
		await note(marina.channel, 0, false);
		await told(marina.channel, 0);
		await note(marina.channel, 1, true);
		await rpc('enqueue_outbox', {
			p_rows: [
				{ key: `later-${marina.phone}`, kind: 'notice', channel: marina.channel, phone: '5511900000001', payload: { kind: 'hot_lead' } },
			],
			p_now: at(2 * MINUTE),
		});
		expect(await rpc('copy_notices', { p_kinds: ['notice_slack'], p_channel: marina.channel, p_now: at(2 * MINUTE) })).toBe(2);
		const claimed = await rpc<Array<{ idempotency_key: string }>>('claim_outbox', {
			p_kinds: ['notice'],
			p_limit: 9,
			p_lease_seconds: 60,
			p_channel: marina.channel,
			p_now: at(2 * MINUTE),
		});
		expect(claimed.map(({ idempotency_key }) => idempotency_key)).toEqual([`later-${marina.phone}`]);
	});
});

it.each<[NoticeFacts['kind'], Partial<NoticeFacts>, RegExp]>([
	[
		'integration_down',
		{ integration: 'zapi', reason: 'disconnected' },
		/^🔧 A Z-API não está funcionando desde as 09:00 de 10\/09 \(o número está desconectado do WhatsApp\)\.\n.*QR Code[\s\S]*respostas esperam/,
	],
	[
		'integration_down',
		{ integration: 'model', reason: 'no_credit', error: 'A conta está sem crédito.' },
		/O serviço de IA .*: A conta está sem crédito\.\nAs mensagens dos clientes esperam e serão respondidas/,
	],
	['integration_down', { integration: 'piperun', reason: 'unauthorized', error: 'x' }, /O PipeRun [\s\S]*"Token"[\s\S]*Os leads esperam/],
	['integration_down', { integration: 'chatwoot', reason: 'unavailable' }, /O Chatwoot .*fora do ar[\s\S]*página de status/],
	[
		'integration_down',
		{ integration: 'whatsapp_cloud', reason: 'disconnected', error: 'ACCOUNT_OFFBOARDED' },
		/^🔧 A API oficial do WhatsApp (?![\s\S]*Z-API)[\s\S]*Gerenciador do WhatsApp da Meta[\s\S]*respostas esperam/,
	],
	['integration_down', { integration: 'piperun', reason: 'rateLimited' }, /O PipeRun [\s\S]*chamadas demais[\s\S]*Os leads esperam/],
	['integration_down', { integration: 'other', reason: 'disconnected' }, /^🔧 Other (?![\s\S]*Z-API)[\s\S]*Confira a conexão/],
	['integration_down', { integration: 'other' }, /^🔧 Other não está funcionando/],
	[
		'integration_up',
		{ integration: 'zapi', until: '2026-09-10T13:30:00Z' },
		/^✅ A Z-API voltou a funcionar \(fora desde as 09:00 de 10\/09 até as 10:30 de 10\/09\)\.$/,
	],
])('%s in words: %j', (kind, facts, words) => {
	expect(noticeText({ kind, phone: '1', since: '2026-09-10T12:00:00Z', ...facts })).toMatch(words);
});
