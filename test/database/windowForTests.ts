import { sql } from '../setup/supabase';
import { at, customer, rpc, type Claim } from './client';

export type Someone = ReturnType<typeof customer>;
export const HOUR = 3600;
export const CLOUD = { provider: 'whatsapp_cloud' };
export const RETORNO = { name: 'retorno', language: 'pt_BR', values: ['{primeiro_nome}', '{texto}'] };

export interface Effect {
	outbox_id: number;
	idempotency_key: string;
	lease_token: string;
	kind: string;
	phone: string;
	send_to: string;
	attempts: number;
	payload: Record<string, unknown> & { text: string; template?: typeof RETORNO };
}

/** Claims as the workflow does that sends what is left; it says the templates each time. */
export const claims = async ({ channel }: { channel: string }, seconds: number, given: Record<string, unknown> = {}) =>
	await rpc<Effect[]>('claim_outbox', {
		p_kinds: ['whatsapp_text'],
		p_limit: 100,
		p_lease_seconds: 60,
		p_channel: channel,
		p_templates: {},
		p_now: at(seconds),
		...given,
	});
export const withTemplates = (...purposes: string[]) => ({
	p_templates: Object.fromEntries(purposes.map((purpose) => [purpose, RETORNO])),
});
export const finishes = async (
	{ outbox_id, lease_token }: Effect,
	seconds: number,
	given: Record<string, unknown> = { p_status: 'sent', p_provider_message_id: `wamid.${outbox_id}` },
) => await rpc('finish_outbox', { p_outbox_id: outbox_id, p_lease_token: lease_token, p_now: at(seconds), ...given });

export const enqueues = async (
	{ channel, phone }: Pick<Someone, 'channel' | 'phone'>,
	seconds: number,
	payload: object,
	kind = 'whatsapp_text',
) =>
	await rpc<string[]>('enqueue_outbox', {
		p_rows: [{ key: `${channel}:${phone}:${kind}:${JSON.stringify(payload)}`, kind, channel, phone, payload }],
		p_now: at(seconds),
	});

/** Somebody of whom the last message came so many seconds after T0. */
export async function wrote(seconds = 0, given: Record<string, unknown> = CLOUD): Promise<Someone & { sequence: number }> {
	let someone = customer();
	// A number that there was before the ninth digit came: those have two forms.
	while (!/^55119[6-9]/.test(someone.phone)) someone = customer();
	return { ...someone, sequence: (await someone.writes(seconds, given)).sequence };
}

/** A turn on what somebody wrote at T0, decided on at once and confirmed so late. */
export async function answersLate(seconds: number, parts: string[], given: Record<string, unknown> = CLOUD) {
	const someone = await wrote(0, given);
	const turn = await someone.claim(7, someone.sequence, { p_lease_seconds: 90 * HOUR });
	const confirmed = await someone.confirm(seconds, turn, { p_parts: parts });
	return { someone, turn, confirmed };
}

export const rows = async ({ channel }: { channel: string }) =>
	await sql<{ kind: string; status: string; error: string | null; refusal: string | null; text: string; attempts: number }>(
		`select kind, status, error, refusal, payload ->> 'text' as text, attempts from outbox where channel = $1 and kind = 'whatsapp_text' order by id`,
		[channel],
	);
export const said = async ({ channel }: { channel: string }) =>
	await sql<{ role: string; content: string; status: string }>(
		`select role, content, status from conversations where channel = $1 and role <> 'user' order by id`,
		[channel],
	);
export const told = async ({ channel }: { channel: string }) =>
	(
		await sql<{ payload: Record<string, unknown> }>(`select payload from outbox where channel = $1 and kind = 'notice' order by id`, [
			channel,
		])
	).map(({ payload }) => payload);
export const until = async ({ channel, phone }: Someone) =>
	(await sql<{ until: string | null }>(`select to_json(window_until($1, $2))::jsonb #>> '{}' as until`, [channel, phone]))[0].until;
export type { Claim };
