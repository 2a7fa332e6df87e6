import type { Sandbox } from '../sandbox/sandbox';
import type { Kill } from './chaos';
import { rows } from './sandboxForTests';

/** Every state that a turn or a text was in, which their rows forget: noted in the database of this run alone. */
const NOTES = `
	create table chaos_steps (at timestamptz not null default clock_timestamp(), phone text not null, step text not null);
	create function note_chaos() returns trigger language plpgsql as $$ begin
		insert into chaos_steps (phone, step) values (new.phone, case tg_table_name when 'turns' then 'turn ' || new.status
			else 'text ' || new.status || ', try ' || (to_jsonb(new) ->> 'attempts') end);
		return null;
	end $$;
	create trigger note_turns after insert or update of status on turns for each row execute function note_chaos();
	create trigger note_texts after insert or update of status on outbox for each row when (new.kind like 'whatsapp%') execute function note_chaos();
	grant all on chaos_steps to public;`;

/** From now on, what becomes of turns and texts is noted. */
export const noteSteps = async ({ supabase }: Sandbox): Promise<void> => void (await supabase.pool.query(NOTES));

/** A message and its answer, epoch milliseconds. */
export interface Wait {
	phone: string;
	text: string;
	takenAt: number;
	answeredAt: number;
}

/** Messages that were stored before a kill and answered after it, the one that waited longest after that start first. */
export const waitsAfterStart = (kills: Kill[], waits: Wait[]): Array<Wait & { kill: Kill; afterStartMs: number }> =>
	waits
		.flatMap((wait) => {
			const kill = kills.findLast(({ at }) => at > wait.takenAt && at < wait.answeredAt);
			return kill ? [{ ...wait, kill, afterStartMs: wait.answeredAt - kill.backAt }] : [];
		})
		.sort((a, b) => b.afterStartMs - a.afterStartMs);

const seconds = (ms: number): string => `${ms < 0 ? '−' : '+'}${Math.abs(ms / 1000).toFixed(1)}`;
const WORST = 5;

/**
 * Where the time of the worst ones went, for whoever reads the run: one line each, in seconds from the start after the last kill before the answer.
 * @param kills in the order of time
 */
export async function toldOfWorst(sandbox: Sandbox, kills: Kill[], waits: Wait[]): Promise<string[]> {
	const steps = await rows<{ at: Date; phone: string; step: string }>(sandbox, 'select * from chaos_steps order by at');
	const ran = kills.flatMap(({ victim, at, backAt }) => [
		{ at, step: `KILLED ${victim}` },
		{ at: backAt, step: 'READY' },
	]);
	const waited = waitsAfterStart(kills, waits);
	const claims = kills.map(({ backAt }, n) => {
		const before = kills[n + 1]?.at ?? Infinity;
		const first = steps.find(({ at, step }) => step === 'turn open' && at.getTime() > kills[n].at && at.getTime() < before);
		return first ? seconds(first.at.getTime() - backAt) : 'none';
	});
	return [
		`kills to ready: ${kills.map(({ at, backAt }) => seconds(backAt - at)).join(', ')}; first claim after ready: ${claims.join(', ')}`,
		`after the start: ${waited.map(({ afterStartMs }) => (afterStartMs / 1000).toFixed(0)).join(' ')}`,
		...waited.slice(0, WORST).map(({ phone, text, takenAt, answeredAt, kill }) => {
			const own = steps.filter((one) => one.phone === phone).map(({ at, step }) => ({ at: at.getTime(), step }));
			const line = [...own, ...ran, { at: takenAt, step: 'STORED' }, { at: answeredAt, step: 'SENT' }]
				.filter(({ at }) => at >= takenAt && at <= answeredAt + 1000)
				.sort((a, b) => a.at - b.at);
			return `${text}: ${line.map(({ at, step }) => `${seconds(at - kill.backAt)} ${step}`).join(' · ')}`;
		}),
	];
}
