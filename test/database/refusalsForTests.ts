import { sendOutcome } from '../../nodes/Conversation/sendOutcome';
import { actionFor } from '../../nodes/WhatsAppCloud/errors';
import { sql } from '../setup/supabase';
import { at, rpc } from './client';
import { claims, enqueues, finishes, HOUR, told, until, wrote, type Effect, type Someone } from './windowForTests';

/** What becomes of the row, after how many seconds it is due again, what is known of the person or the number from then on, and what the team reads. */
export interface Course {
	status: string;
	due?: number;
	person?: 'window closed' | 'opted out' | 'other form';
	down?: boolean;
	told?: string[];
}
/** A text that is with its worker, of somebody who wrote an hour ago. */
export async function begun(payload: object = { text: 'Olá' }): Promise<{ marina: Someone; effect: Effect }> {
	const marina = await wrote(0);
	await enqueues(marina, HOUR, payload);
	const [effect] = await claims(marina, HOUR);
	return { marina, effect };
}

/** As the send node hands a refusal on, and the Conversation node notes it. */
export async function isRefused(effect: Effect, code: number, seconds = HOUR): Promise<void> {
	const { action, kind, isFinal } = actionFor(code);
	const details = { code, action, kind, isFinal: isFinal === true, mayHaveActed: kind === 'unavailable' };
	const { status, error, failure, action: p_action, final } = sendOutcome('failed', { error: `${code}: …`, details });
	await finishes(effect, seconds, { p_status: status, p_error: error, p_failure: failure, p_action, p_final: final === true });
}

/** As Meta tells it later: the send itself had been taken. */
export async function isUndelivered(
	marina: Someone,
	effect: Effect,
	code: number,
	seconds = HOUR + 1,
	id = `wamid.${effect.outbox_id}`,
): Promise<void> {
	const status = {
		channel: marina.channel,
		phone: marina.phone,
		message_id: id,
		key: effect.idempotency_key,
		status: 'failed',
		at: at(seconds),
	};
	await rpc('settle_status', { p_status: { ...status, error: `${code}: …`, action: actionFor(code).action }, p_now: at(seconds) });
}

export async function courseOf({ channel, phone }: Someone, effect: Effect, now: number): Promise<Course> {
	const [row] = await sql<{ status: string; due: number; to: string | null }>(
		`select status, extract(epoch from next_attempt_at - $2::timestamptz)::int as due, payload ->> 'to' as to from outbox where id = $1`,
		[effect.outbox_id, at(now)],
	);
	const [{ out }] = await sql<{ out: boolean }>('select has_opted_out($1) as out', [phone]);
	const down = await sql('select from integrations where channel = $1 and down_since is not null', [channel]);
	const shut = (await until({ channel, phone } as Someone)) === '-infinity';
	const person = row.to ? 'other form' : shut ? 'window closed' : out ? 'opted out' : undefined;
	const notices = (await told({ channel })).map(({ kind }) => String(kind));
	return {
		status: row.status,
		...(row.status === 'pending' && { due: row.due }),
		...(person && { person }),
		...(down.length > 0 && { down: true }),
		...(notices.length > 0 && { told: notices }),
	};
}
