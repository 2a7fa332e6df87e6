import { INTEGRATIONS } from '../../nodes/shared/core/handoff/integrationTexts';
import type { Credentials } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';
import { look, openBench, type Bench } from './bench';

let bench: Bench;
beforeEach(async () => {
	bench = await openBench();
	await sql(`delete from health_checks where name = 'model'`);
});
afterEach(async () => await bench.stop());
afterAll(closeSql);

/** Breaks one thing; gives the credentials with which it is broken, and how it is mended. */
type Breaks = (bench: Bench) => { credentials?: Record<string, object>; mend?: () => void };

const wrong =
	(type: string, fields: object): Breaks =>
	() => ({ credentials: { [type]: fields } });

/** Each thing that a look can find broken while the database is there, in the way that an operator breaks it. */
const BROKEN: Record<string, Breaks> = {
	model: wrong('openAiApi', { apiKey: 'sk-nope-nope-nope-nope' }),
	zapi: wrong('atendeAquiZApi', { instanceToken: 'F0BAD0F0BAD0F0BAD0F0BAD0' }),
	whatsapp_cloud: wrong('atendeAquiWhatsAppCloudApi', { accessToken: 'EAAGnope000000000000000000000000' }),
	chatwoot: wrong('atendeAquiChatwootApi', { apiAccessToken: 'nope' }),
	piperun: wrong('atendeAquiPipeRunApi', { token: 'nope' }),
	atendeaqui: wrong('atendeAquiApi', { apiToken: 'nope' }),
	zapi_url: ({ zapi }) => {
		const { receivedCallbackUrl } = zapi.callbackUrls;
		zapi.callbackUrls.receivedCallbackUrl = '';
		return { mend: () => (zapi.callbackUrls.receivedCallbackUrl = receivedCallbackUrl || 'https://nowhere.invalid/webhook/x') };
	},
};
/** What a look cannot find broken here, and where its notices are tested. */
const ELSEWHERE: Record<string, string> = {
	model_partly: 'vendorOutages.test.ts: what a call of the product met',
	transcription: 'vendorOutages.test.ts',
	replies_slow: 'rates.test.ts',
	replies_failing: 'rates.test.ts',
	team_window: 'teamWindow.test.ts',
	supabase: 'without the database nothing is kept: health.test.ts, the node says so itself',
	schema: 'setup of the database: verificar.test.ts',
	setup: 'brokenField.test.ts',
	team_phone: 'health.test.ts; it has the number in its name',
	whatsapp_cloud_url: 'deliveries.test.ts',
	outbox_whatsapp_text: 'unclaimed.test.ts',
	outbox_notice: 'unclaimed.test.ts',
	outbox_turn: 'unclaimed.test.ts',
	outbox_crm_sync: 'unclaimed.test.ts',
	outbox_chatwoot_message: 'unclaimed.test.ts',
};

it('nothing that may be down is forgotten here', () => {
	expect([...Object.keys(BROKEN), ...Object.keys(ELSEWHERE)].sort()).toEqual([...INTEGRATIONS].sort());
});

describe('broken and mended: one notice each way, and whoever asks for the health sees it at the next look', () => {
	it.each(Object.entries(BROKEN))('%s', async (integration, breaks) => {
		const right = bench.credentials;
		const told = async () =>
			await sql<{ kind: string }>(
				`select payload ->> 'kind' as kind from outbox where channel = $1 and kind = 'notice' and payload ->> 'integration' = $2 order by id`,
				[bench.instanceId, integration],
			);
		const seen = async () =>
			await sql<{ outcome: string; down: boolean }>(
				`select h.outcome, exists (select from jsonb_array_elements(down_integrations(h.channel)) d where d ->> 'integration' = h.name) as down
				from health_checks h where h.channel = $1 and h.name = $2`,
				[bench.instanceId, integration],
			);
		const looks = async (credentials: Credentials) => {
			for (let times = 0; times < 3; times++) await look(credentials, { tell: true });
		};

		const { credentials = {}, mend } = breaks(bench);
		await looks(Object.fromEntries(Object.entries(right).map(([type, data]) => [type, { ...data, ...credentials[type] }])));
		expect(await told()).toEqual([{ kind: 'integration_down' }]);
		expect(await seen()).toEqual([{ outcome: 'error', down: true }]);
		// The team has read it: else its end would only take it back.
		await sql(`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice'`, [bench.instanceId]);
		mend?.();
		await looks(right);
		expect(await told()).toEqual([{ kind: 'integration_down' }, { kind: 'integration_up' }]);
		expect(await seen()).toEqual([{ outcome: 'ok', down: false }]);
	});
});
