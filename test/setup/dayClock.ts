import { sql } from './supabase';

/** What Postgres tells the time by. */
const CLOCKS = String.raw`\y(now\(\)|clock_timestamp\(\)|current_timestamp\y|localtimestamp\y)`;
const OURS = /\b(?:now\(\)|clock_timestamp\(\)|current_timestamp\b|localtimestamp\b)/gi;

/**
 * Puts the database of a test file of its own (`ownDatabase`) under a clock that stands until the test turns it: its functions, and the columns that are filled by
 * themselves, read that one in place of the machine's. Whoever calls over HTTP then lives through a day in seconds, and every figure is exact.
 * @param begins what it shows at first
 * @returns turns it: whoever listens at a socket is taken for having listened meanwhile
 */
export async function dayClock(begins: Date): Promise<(at: Date) => Promise<void>> {
	await sql('create table day_clock (at timestamptz not null)');
	await sql('insert into day_clock values ($1)', [begins]);
	await sql('grant select on day_clock to public');
	await sql(`create function day_now() returns timestamptz language sql stable set search_path = public as 'select at from day_clock'`);
	const functions = await sql<{ text: string }>(
		`select pg_get_functiondef(p.oid) as text from pg_proc p join pg_language l on l.oid = p.prolang
		where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and l.lanname in ('sql', 'plpgsql') and pg_get_functiondef(p.oid) ~* $1`,
		[CLOCKS],
	);
	for (const { text } of functions) await sql(text.replace(OURS, 'day_now()'));
	const columns = await sql<{ place: string; column: string; text: string }>(
		`select d.adrelid::regclass::text as place, quote_ident(a.attname) as column, pg_get_expr(d.adbin, d.adrelid) as text
		from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum join pg_class c on c.oid = d.adrelid
		where c.relnamespace = 'public'::regnamespace and pg_get_expr(d.adbin, d.adrelid) ~* $1`,
		[CLOCKS],
	);
	for (const { place, column, text } of columns)
		await sql(`alter table ${place} alter column ${column} set default ${text.replace(OURS, 'day_now()')}`);
	return async (at) =>
		void (await sql(
			`with turned as (update day_clock set at = $1 returning at) update settings set updated_at = turned.at from turned where key = 'attendance_listened'`,
			[at],
		));
}
