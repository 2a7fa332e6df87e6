import { randomUUID } from 'node:crypto';

import type { WorkflowJson } from '../setup/engine';
import type * as House from '../setup/house';
import { ownDatabase } from '../setup/ownDatabase';
import type * as Publishing from '../setup/published';
import type * as Database from '../setup/supabase';

// What waits in the outbox concerns all conversations.
let stop: () => Promise<void>;
let house: typeof House;
let database: typeof Database;
let publishing: typeof Publishing;
beforeAll(async () => {
	stop = await ownDatabase();
	house = await import('../setup/house');
	publishing = await import('../setup/published');
	database = await import('../setup/supabase');
}, 60_000);
beforeEach(async () => {
	await database.sql('truncate outbox, outbox_claims, integrations cascade');
});
afterAll(async () => {
	await database.closeSql();
	await stop();
});

/** Somebody has looked for an hour, for the last time a minute ago. */
const watched = async () =>
	await database.sql(
		`insert into settings (key, value, updated_at) values ('outbox_looked', jsonb_build_object('since', now() - interval '1 hour'), now() - interval '1 minute')
		on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
	);
const waits = async (kind: string) => {
	await watched();
	await database.sql(
		`insert into outbox (idempotency_key, kind, channel, phone, payload, next_attempt_at) values ($1, $2, 'A', '5511900000001', '{"text": "oi"}', now() - interval '20 minutes')`,
		[randomUUID(), kind],
	);
};
const SENTENCES: Record<string, RegExp> = {
	whatsapp_text: /^1 texts? to customers .* publish "\[Atendimento\] Bastidores" \(bastidores\)$/,
	notice: /^1 notices? to the team .* publish "\[Atendimento\] Bastidores" \(bastidores\)$/,
};

describe.each(['sweep', 'monitor'])('the schedule of %s', (operation) => {
	it.each(Object.entries(SENTENCES))('tells once of %s that nobody takes, and works on after it', async (kind, sentence) => {
		await waits(kind);
		const first = await house.operate(operation);
		expect(first.error).toMatchObject({
			message: expect.stringMatching(sentence),
			description: expect.stringContaining('failed executions'),
		});
		await watched();
		expect((await house.operate(operation)).error).toBeUndefined();
	});

	it('tells once of customers whom no trigger claims', async () => {
		await watched();
		await database.sql('truncate inbox, turns, sessions cascade');
		await database.sql(`insert into outbox_claims (kind, claimed_at) values ('turn', now() - interval '30 minutes')`);
		await database.sql(`insert into sessions (channel, phone) values ('A', '5511900000001')`);
		await database.sql(
			`insert into inbox (provider, channel, phone, message_id, send_to, kind, text, speaker, sent_at, received_at) values ('zapi', 'A', '5511900000001', $1, '5511900000001', 'text', 'oi', 'customer', now() - interval '20 minutes', now() - interval '20 minutes')`,
			[randomUUID()],
		);
		const first = await house.operate(operation);
		expect(first.error?.message).toMatch(
			/^1 customers? wait for an answer, the oldest since .* publish "\[WhatsApp\] SDR que responde e qualifica" \(sdr-agent\)$/,
		);
		await database.sql('truncate inbox, turns, sessions cascade');
	});

	it('says nothing where a workflow takes it, and where nothing waits', async () => {
		await watched();
		expect((await house.operate(operation)).error).toBeUndefined();
		await waits('whatsapp_text');
		await database.sql(`insert into outbox_claims (kind, claimed_at) values ('whatsapp_text', now())`);
		expect((await house.operate(operation)).error).toBeUndefined();
	});
});

describe('the Conversation Trigger', () => {
	const workflow: WorkflowJson = {
		name: 'w',
		nodes: [
			{
				id: randomUUID(),
				name: 'Trigger',
				type: 'n8n-nodes-atendeaqui.conversationTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
		],
		connections: {},
	};
	let ahead = 0;
	let clock: jest.SpyInstance;
	beforeEach(() => {
		ahead = 0;
		const real = Date.now;
		clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	});
	afterEach(() => clock.mockRestore());
	const minute = async () => {
		await watched();
		ahead += 60_000;
		await new Promise((resolve) => setTimeout(resolve, 2500));
	};

	it('makes one failed execution of it, and starts none; when the worker is back, the next one is told again', async () => {
		const published = await publishing.publish(workflow, { node: 'Trigger', credentials: house.credentials });
		try {
			await minute();
			expect(published.failures).toEqual([]);
			await waits('whatsapp_text');
			await minute();
			await minute();
			expect(published.failures.map(({ message }) => message)).toEqual([expect.stringMatching(SENTENCES.whatsapp_text)]);
			expect(published.emissions).toEqual([]);
			expect((await house.operate('claimOutbox', { kinds: ['whatsapp_text'] })).out()).toHaveLength(1);
			await minute();
			await database.sql('truncate outbox, outbox_claims cascade');
			await waits('whatsapp_text');
			await minute();
			expect(published.failures).toHaveLength(2);
		} finally {
			await published.close();
		}
	}, 60_000);
});
