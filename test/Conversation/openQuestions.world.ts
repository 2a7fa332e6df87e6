import { randomUUID } from 'node:crypto';

import { createClient } from '@supabase/supabase-js';

import { change, type At, type Circumstances } from '../../nodes/Conversation/change';
import { customerMessage } from '../../nodes/Conversation/decided';
import { decideOnOperator } from '../../nodes/Conversation/operations/decideMessage';
import { readRules } from '../../nodes/Conversation/rules';
import { readOperatorText } from '../../nodes/shared/core/handoff/commands';
import type { SessionEvent } from '../../nodes/shared/core/session/event';
import { storeFailure } from '../../nodes/shared/store/failure';
import { virtualSession } from '../../nodes/shared/store/session';
import type { Store } from '../../nodes/shared/store/store';
import { confirmSend, recordPart } from '../../nodes/shared/store/replies';
import { finishTurn, type ClaimedTurn } from '../../nodes/shared/store/turns';
import { sandboxSupabase, sql } from '../setup/supabase';

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
const iso = (seconds: number) => new Date(T0 + seconds * 1000).toISOString();

/** A database whose clock is the story's. */
const storeAt = (seconds: () => number): Store => ({
	rpc: async <T>(name: string, args: Record<string, unknown>) => {
		const given = { ...args, ...(name !== 'read_session' && { p_now: iso(seconds()) }) };
		const names = Object.keys(given).map((key, n) => `${key} => $${n + 1}`);
		const values = Object.values(given).map((value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value));
		return (await sql<{ given: T }>(`select ${name}(${names.join(', ')}) as given`, values))[0].given;
	},
	schema: 'public',
	address: sandboxSupabase().url,
	failure: async (status, error) => await Promise.resolve(storeFailure(status, error)),
	client: createClient(sandboxSupabase().url, sandboxSupabase().serviceRoleKey, { auth: { persistSession: false } }),
});

interface Asked {
	id: string;
	at: number;
	/** How often a reply that was sent was made from it. */
	answers: number;
}

/** One customer, the real machine and the real database, with a clock that the story moves. */
export function world() {
	const place = { channel: `open-${randomUUID()}`, phone: `55119${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}` };
	let clock = 0;
	const store = storeAt(() => clock);
	const asked: Asked[] = [];
	/** When a person's words last went out, and when a reply was. */
	let personSpoke = -1;
	const replies: Array<{ at: number; upTo: number }> = [];
	const rules = () => readRules((_, fallback) => fallback, iso(clock), true);
	const circumstances = (): Circumstances => ({ now: iso(clock), rules: rules(), emptyBuffer: true });
	const at = async (): Promise<At> =>
		(await sql<{ s: At }>('select to_jsonb(s) as s from sessions s where channel = $1 and phone = $2', [place.channel, place.phone]))[0]
			?.s ?? virtualSession(place.channel, place.phone);
	const happens = async (event: SessionEvent) => await change(store, await at(), event, circumstances());
	const receive = async (id: string, speaker: 'customer' | 'human', text: string) =>
		await store.rpc(
			'receive_message',
			{
				p_message: { provider: 'zapi', ...place, message_id: id, send_to: place.phone, kind: 'text', text, speaker, sent_at: iso(clock) },
			},
			false,
		);

	return {
		place,
		store,
		asked,
		at,
		replies,
		personSpokeAt: () => personSpoke,
		pass: (seconds: number) => {
			clock += seconds;
		},
		asks: async (text = 'tem formadora?') => {
			const id = randomUUID();
			await receive(id, 'customer', text);
			asked.push({ id, at: clock, answers: 0 });
		},
		/** On the page, in Slack, in Chatwoot. */
		order: async (event: SessionEvent) => await happens(event),
		/** On the business phone: words to the customer, or a command. */
		types: async (text: string) => {
			await receive(randomUUID(), 'human', text);
			const said = readOperatorText(text, rules().commands);
			await decideOnOperator(store, await at(), said, iso(clock), { id: null, role: 'attendant', mayRelease: true }, circumstances());
			if (said.kind === 'plain') personSpoke = clock;
		},
		optsOutAndBack: async () => {
			await sql('select register_opt_out($1, $2, $3)', [place.phone, 'pare', iso(clock)]);
			await sql('select revoke_opt_out($1, $2)', [place.phone, iso(clock)]);
		},
		isSwitched: async (enabled: boolean) => await sql('select switch_agent($1, null, $2)', [enabled, iso(clock)]),
		/** A worker claims what waits, decides, and answers; it may die on its way, or be interrupted while the model thinks. */
		works: async ({ dies = 'never', meanwhile }: { dies?: 'never' | 'claimed' | 'decided'; meanwhile?: () => Promise<unknown> } = {}) => {
			const claimed = await claim(store, place);
			if (claimed === null || dies === 'claimed') return;
			const enabled = (await sql<{ on: boolean }>(`select value <> 'false' as on from settings where key = 'agent_enabled'`))[0].on;
			const event = customerMessage('oi', claimed.messages.at(-1)!.sent_at, rules());
			const decided = await change(store, { ...claimed.session, ...place }, event, {
				now: claimed.claimed_at,
				rules: { ...rules(), session: { ...rules().session, globallyEnabled: enabled } },
			});
			if (dies === 'decided') return;
			await meanwhile?.();
			if (!decided.transition.shouldRespond)
				return void (await finishTurn(store, claimed, { reason: decided.transition.reason, mode: decided.at.mode, execution_id: '1' }));
			const fence = { mode_epoch: decided.transition.session.modeEpoch, canned: false, send_to: place.phone };
			const confirmed = await confirmSend(store, { ...claimed, ...fence }, ['Temos sim!'], { lead: {}, findings: null });
			if (!confirmed.confirmed) return;
			const ids = claimed.messages.map(({ message_id }) => message_id);
			for (const one of asked) if (ids.includes(one.id)) one.answers++;
			replies.push({ at: clock, upTo: Math.max(...asked.map(({ id, at: when }) => (ids.includes(id) ? when : -1))) });
			await recordPart(store, { outboxId: confirmed.parts[0].outbox_id, status: 'sent', providerMessageId: randomUUID() });
		},
		ends: async () => await sql('select delete_conversation($1, $2)', [place.channel, place.phone]),
		told: async () =>
			(
				await sql<{ id: string }>(
					`select i.message_id as id from outbox o join inbox i on o.idempotency_key = 'unanswered:' || i.id where o.channel = $1`,
					[place.channel],
				)
			).map(({ id }) => id),
	};
}

/** What waits, however new it is. */
async function claim(store: Store, place: { channel: string; phone: string }): Promise<ClaimedTurn | null> {
	const [{ newest }] = await sql<{ newest: string | null }>(
		`select max(id) as newest from inbox where channel = $1 and phone = $2 and (status = 'waiting' or status = 'claimed')`,
		[place.channel, place.phone],
	);
	if (newest === null) return null;
	const ask = async (sequence: string) =>
		await store.rpc<ClaimedTurn | { claimed: false }>(
			'claim_turn',
			{
				p_channel: place.channel,
				p_phone: place.phone,
				p_sequence: Number(sequence),
				p_quiet_seconds: 0,
				p_max_wait_seconds: 0,
				p_lease_seconds: 90,
				p_history_limit: 20,
			},
			false,
		);
	const claimed = await ask(newest);
	return claimed.claimed ? claimed : null;
}
