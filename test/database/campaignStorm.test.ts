import { randomInt } from 'node:crypto';

import { lineOf, type Line, type Writing } from '../../nodes/shared/core/campaign/list';
import { closeSql, sql } from '../setup/supabase';
import { campaign, sum, type Campaign } from './campaignForTests';
import { after } from './gateForTests';

afterAll(closeSql);

/** `npm run test:campaign` plays ten thousand. */
const PEOPLE = Number(process.env.CAMPAIGN_PEOPLE ?? 300);
const SEED = Number(process.env.CAMPAIGN_SEED ?? Date.now() % 1e6);
const FAULTS = 0.1;
const A_MINUTE = PEOPLE > 1000 ? 120 : 30;
const MINUTE = 1 / 60;

/** Mulberry32: the same seed plays the same storm again. */
function randomFrom(start: number): () => number {
	let state = start;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
/** The same mobile as a list of before the ninth digit has it. */
const twinOf = (phone: string): string => phone.replace(/^(55\d\d)9/, '$1');

/** Why somebody gets nothing: by the test's own list, not by the database's. */
type Kind = 'open' | 'shut' | 'out' | 'human' | 'objected' | 'leaves' | 'handed';
const KINDS: Array<[Kind, number]> = [
	['shut', 0.05],
	['out', 0.03],
	['human', 0.03],
	['objected', 0.01],
	['leaves', 0.02],
	['handed', 0.02],
];
function kindFrom(dice: number): Kind {
	let from = 0;
	for (const [kind, share] of KINDS) if (dice < (from += share)) return kind;
	return 'open';
}

const WRITING: Writing = {
	campaignId: 'storm',
	phoneColumn: 'telefone',
	nameColumn: 'nome',
	consentColumn: '',
	consent: 'cliente',
	text: 'Oi, {primeiro_nome}!',
	template: null,
	gaps: ['primeiro_nome'],
	areKeys: false,
};

/** On the official API, by text: whoever wrote thirteen hours ago may be written to, whoever never wrote may not. */
async function prepare(c: Campaign, people: Map<string, Kind>): Promise<void> {
	const of = (...kinds: Kind[]) => [...people].filter(([, kind]) => kinds.includes(kind)).map(([phone]) => phone);
	const wrote = [...people].filter(([, kind]) => kind !== 'shut').map(([phone]) => phone);
	await sql(
		`insert into inbox (provider, channel, message_id, phone, send_to, kind, speaker, sent_at, received_at, status)
		select 'whatsapp_cloud', $1, p, p, p, 'text', 'customer', $3, $3, 'done' from unnest($2::text[]) p`,
		[c.channel, wrote, after(-13)],
	);
	for (const phone of of('out')) await sql(`select register_opt_out($1, 'sair', $2)`, [phone, after(-1)]);
	await sql(`insert into sessions (channel, phone, mode) select $1, p, 'human' from unnest($2::text[]) p`, [c.channel, of('human')]);
	await sql(`insert into lgpd_requests (protocol, phone, kind, due_at) select 'S-' || p, p, 'objection', now() from unnest($1::text[]) p`, [
		of('objected'),
	]);
}

it(`${PEOPLE.toLocaleString('en')} people with twins, three kills and a tenth of all sends refused: nobody twice, nobody who may not, and the sums add up (seed ${SEED})`, async () => {
	const random = randomFrom(SEED);
	const c = await campaign({ a_minute: A_MINUTE, refused_share: 1, after_talk_hours: 12 });
	const base = randomInt(0, 8_000_000);
	const people = new Map(
		Array.from({ length: PEOPLE }, (_, n) => [`551199${String(base + n).padStart(7, '0')}`, kindFrom(random())] as [string, Kind]),
	);
	const phones = [...people.keys()];
	await prepare(c, people);
	const rows = phones.flatMap((phone) => {
		const [one, dice] = [random() < 0.3 ? twinOf(phone) : phone, random()];
		return [one, ...(dice < 0.05 ? [phone] : dice < 0.1 ? [twinOf(phone)] : [])].map((telefone) => ({ telefone, nome: 'Ana' }));
	});
	const lines: Line[] = [...rows, { telefone: '12', nome: 'x' }, { telefone: '', nome: 'y' }].map((row, n) => lineOf(row, n + 1, WRITING));
	for (let at = 0; at < lines.length; at += 2000) await c.plan(lines.slice(at, at + 2000), { stop_share: 1 });
	await c.order('start');

	const got = new Map<string, number>();
	const begun: number[] = [];
	const first = new Set<string>();
	const forbidden: string[] = [];
	/** Whose text was claimed by a process that died before it sent. */
	const lost = new Set<string>();
	/** In which minute the process dies: while it lets out, once it claimed, once it sent and before it could say so. */
	const dies = { release: 2, claimed: 4, sent: 6 };
	let minute = 0;
	for (; minute < 600; minute++) {
		const hour = minute * MINUTE;
		if (minute === dies.release)
			await sql(`do $$ begin perform release_campaigns('${c.channel}', 200, '${after(hour)}'); raise exception 'killed'; end $$`).catch(
				() => undefined,
			);
		await c.release(hour, 1000);
		if (minute === 3) {
			// Some leave, and some are taken over, while theirs may be on its way.
			for (const [phone, kind] of people)
				if (kind === 'leaves') await sql(`select register_opt_out($1, 'sair', $2)`, [phone, after(hour)]);
				else if (kind === 'handed') await c.mode(phone, 'human');
		}
		const claimed = await c.claim(hour);
		for (const effect of claimed) {
			const { phone } = effect;
			if (minute === dies.claimed) {
				lost.add(phone);
				continue;
			}
			const kind = people.get(phone);
			if (kind === undefined || ['shut', 'out', 'human', 'objected'].includes(kind) || (['leaves', 'handed'].includes(kind) && minute >= 3))
				forbidden.push(phone);
			if (!first.has(phone)) begun.push(minute);
			first.add(phone);
			const dice = random();
			if (dice < FAULTS / 2) await c.finish(effect, hour + MINUTE, 'failed', { p_error: '503', p_failure: 'unavailable' });
			else {
				// A provider that took it and whose answer was lost has sent it all the same.
				got.set(phone, (got.get(phone) ?? 0) + 1);
				if (minute === dies.sent) continue;
				if (dice < FAULTS) await c.finish(effect, hour + MINUTE, 'uncertain', { p_error: 'timed out' });
				else await c.finish(effect, hour + MINUTE);
			}
		}
		if (minute % 5 === 0 && minute > 10 && (await c.progress(hour)).status === 'done') break;
	}
	const progress = await c.progress(minute * MINUTE);
	expect(progress).toMatchObject({ status: 'done', total: lines.length, waiting: 0, queued: 0 });
	expect([sum(progress), progress.sent + progress.failed + progress.skipped]).toEqual([lines.length, lines.length]);
	expect([...got.values()].filter((times) => times !== 1)).toEqual([]);
	expect(forbidden).toEqual([]);
	expect(progress.skipped_because).toMatchObject({ duplicate: rows.length - PEOPLE, invalid_phone: 1, no_phone: 1 });
	// What was claimed by a process that died before it sent stays unknown and is not sent again: all others who may have it have it.
	const open = phones.filter((phone) => people.get(phone) === 'open');
	expect([...lost].filter((phone) => got.has(phone))).toEqual([]);
	expect(open.filter((phone) => !got.has(phone) && !lost.has(phone)).length).toBeLessThanOrEqual(Math.ceil(open.length * 0.01));
	const most = Math.max(...[...new Set(begun)].map((at) => begun.filter((other) => other === at).length));
	// After a minute in which the process died what had waited goes with the next.
	expect(most).toBeLessThanOrEqual(2 * A_MINUTE + 1);
	if (process.env.CAMPAIGN_PEOPLE)
		process.stdout.write(`${lines.length} lines, ${got.size} received in ${minute} minutes, at most ${most} a minute\n`);
}, 550_000);
