import { sql } from '../setup/supabase';
import { at, customer, rpc } from './client';

export const MINUTE = 60;
export const NO_CREDIT = {
	ok: false,
	name: 'm',
	tries: 1,
	failure: { kind: 'operator', reason: 'no_credit', status: 429, sentence: 'A conta no serviço de IA está sem crédito.' },
};
export const OUT = {
	ok: false,
	name: 'm',
	tries: 3,
	failure: { kind: 'passing', reason: 'unavailable', status: 503, sentence: 'Fora do ar.' },
};
export const FINE = { ok: true, name: 'm', tries: 1 };

/** Notices of a channel that are still meant to be read, with the minute at which they are due. */
export const notices = async (channel: string): Promise<Array<[kind: string, integration: string, minute: number]>> =>
	(
		await sql<{ kind: string; integration: string; due: Date }>(
			`select payload ->> 'kind' as kind, payload ->> 'integration' as integration, next_attempt_at as due
			from outbox where channel = $1 and kind = 'notice' and status <> 'discarded' order by next_attempt_at, id`,
			[channel],
		)
	).map(({ kind, integration, due }) => [kind, integration, Math.round((due.getTime() - Date.parse(at(0))) / 60_000)]);

/** One call to an integration, so many minutes after T0. */
export const note = async (channel: string, minute: number, ok: boolean, kind = 'operator', name = 'zapi') =>
	await rpc('note_integration', {
		p_channel: channel,
		p_name: name,
		p_ok: ok,
		...(!ok && { p_kind: kind, p_reason: 'unauthorized', p_sentence: 'refused' }),
		p_phone: '5511900000001',
		p_now: at(minute * MINUTE),
	});

/** What is due by then is told, as the monitor does every minute. */
export const told = async (channel: string, minute: number) =>
	await sql(
		`update outbox set status = 'sent', attempts = 1 where channel = $1 and kind = 'notice' and status = 'pending' and next_attempt_at <= $2`,
		[channel, at(minute * MINUTE)],
	);
export const newChannel = (): string => customer().channel;
