import { PHONE_NUMBER_ID } from '../sandbox/graphWebhooks';
import type { Sandbox } from '../sandbox/sandbox';
import { INSTANCE_ID } from '../sandbox/zapiPayloads';
import { rows } from './sandboxForTests';

/**
 * Why somebody may not be written to, by the test's own list and not by the database's: `shut` never wrote, `out` asked for no messages, `human` is with a person, `objected` to
 * the use of their data; `leaves` and `handed` ask for no messages, or get a person, while the campaign is under way.
 */
export type Kind = 'open' | 'shut' | 'out' | 'human' | 'objected' | 'leaves' | 'handed';
const SHARES: Array<[Kind, number]> = [
	['shut', 0.05],
	['out', 0.03],
	['human', 0.03],
	['objected', 0.01],
	['leaves', 0.02],
	['handed', 0.02],
];
/** Who may not be written to from the beginning; where there are windows, nor whose window is shut. */
export const never = (hasWindows: boolean): Kind[] => [...(hasWindows ? (['shut'] as const) : []), 'out', 'human', 'objected'];
export const NO_LONGER: Kind[] = ['leaves', 'handed'];

export interface CampaignList {
	people: Map<string, Kind>;
	/** Lines of the file, its first one left out; and of these second ones of a person, and such without a number. */
	lines: number;
	twins: number;
	broken: number;
	csv: Buffer;
}

/** The one key of a Brazilian mobile, however it was written: with its ninth digit. */
export const keyOf = (phone: string): string => phone.replace(/\D/g, '').replace(/^(55\d\d)([6-9]\d{7})$/, '$19$2');

/** A list as people have them, in any order: numbers with and without the ninth digit and the country, people who stand there twice, lines without a number. */
export function campaignList(people: number, random: () => number): CampaignList {
	const kinds = new Map<string, Kind>();
	const rowsOf: string[] = [];
	for (let n = 0; n < people; n++) {
		const phone = `551199${String(1_000_000 + n).padStart(7, '0')}`;
		const dice = random();
		let from = 0;
		kinds.set(phone, SHARES.find(([, share]) => dice < (from += share))?.[0] ?? 'open');
		const written = () => {
			const local = phone.slice(2);
			const short = random() < 0.3 ? `${local.slice(0, 2)}${local.slice(3)}` : local;
			return random() < 0.5 ? `(${short.slice(0, 2)}) ${short.slice(2)}` : `55${short}`;
		};
		for (let times = random() < 0.1 ? 2 : 1; times > 0; times--) rowsOf.push(`${written()};Pessoa ${n}`);
	}
	const broken = ['12345;Curto', ';Sem número', 'grupo;Ninguém'];
	const all = [...rowsOf, ...broken]
		.map((row) => ({ row, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ row }) => row);
	return {
		people: kinds,
		lines: all.length,
		twins: rowsOf.length - people,
		broken: broken.length,
		csv: Buffer.from(`Telefone;Nome\r\n${all.join('\r\n')}\r\n`, 'latin1'),
	};
}

const HOUR_MS = 3_600_000;

/** What the house knows of them before the campaign. Whoever wrote did so thirteen hours ago, and was answered. */
export async function knowThem(sandbox: Sandbox, people: Map<string, Kind>, provider: 'zapi' | 'whatsapp_cloud'): Promise<void> {
	const channel = provider === 'zapi' ? INSTANCE_ID : PHONE_NUMBER_ID;
	const of = (...kinds: Kind[]) => [...people].filter(([, kind]) => kinds.includes(kind)).map(([phone]) => phone);
	const ask = async (sql: string, ...values: unknown[]) => await rows(sandbox, sql, values);
	// One moment for all that tells of it: what Z-API has of a chat is compared with what we have, to the second.
	const wroteAt = Date.now() - 13 * HOUR_MS;
	const at = new Date(wroteAt).toISOString();
	const wrote = [...people].filter(([, kind]) => kind !== 'shut').map(([phone]) => phone);
	await ask(
		`insert into inbox (provider, channel, message_id, phone, send_to, kind, speaker, sent_at, received_at, status)
		select $1, $2, p, p, p, 'text', 'customer', $4::timestamptz, $4::timestamptz, 'done' from unnest($3::text[]) p`,
		provider,
		channel,
		wrote,
		at,
	);
	await ask(
		`insert into sessions (channel, phone, mode, last_customer_message, last_agent_message)
		select $1, p, case when p = any ($3) then 'human' else 'agent' end, $4::timestamptz, $4::timestamptz from unnest($2::text[]) p`,
		channel,
		wrote,
		of('human'),
		at,
	);
	// So does Z-API, which tells by it what came since.
	if (provider === 'zapi') for (const phone of wrote) sandbox.zapi.noteMessage(phone, wroteAt);
	await ask(`select register_opt_out(p, 'sair', now()) from unnest($1::text[]) p`, of('out'));
	await ask(
		`insert into lgpd_requests (protocol, phone, kind, due_at) select 'S-' || p, p, 'objection', now() from unnest($1::text[]) p`,
		of('objected'),
	);
}

/** While it is under way some ask for no messages, and some get a person. */
export async function leaveIt(sandbox: Sandbox, people: Map<string, Kind>): Promise<void> {
	const of = (wanted: Kind) => [...people].filter(([, kind]) => kind === wanted).map(([phone]) => phone);
	await rows(sandbox, `select register_opt_out(p, 'sair', now()) from unnest($1::text[]) p`, [of('leaves')]);
	await rows(sandbox, `update sessions set mode = 'human', mode_epoch = mode_epoch + 1, updated_at = now() where phone = any ($1)`, [
		of('handed'),
	]);
}
