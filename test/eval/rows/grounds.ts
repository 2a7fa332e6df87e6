import { leaksIn, STRICTEST } from '../../../nodes/shared/core/sdr/outputFilter';
import bakery from './grounds/bakery.json';
import clinic from './grounds/clinic.json';
import machines from './grounds/machines.json';
import provider from './grounds/provider.json';
import salon from './grounds/salon.json';
import supplies from './grounds/supplies.json';
import type { Counted } from '../rowsReport';

/** A reply of a company's agent, what it answers, and what of it may not be said; null when it may go out. */
export interface GroundRow {
	trade: string;
	reply: string;
	customer: string;
	kind: string | null;
	own: string[];
}

type Written = string | string[];
interface TradeFile {
	trade: string;
	profile: string;
	catalogue: string[];
	send: Written[];
	hold: Record<string, Written[]>;
}

const COMPANIES = [machines, bakery, salon, provider, clinic, supplies] as TradeFile[];

/** What a company says of itself and its goods. @throws for a trade that no file tells of */
export function ownOf(trade: string): string[] {
	const company = COMPANIES.find((one) => one.trade === trade);
	if (!company) throw new Error(`no company of the trade ${trade}`);
	return [company.profile, ...company.catalogue];
}

/** Six companies by their own texts: what their agent may say with a ground or without need of one, and what it may not, by kinds. */
export const GROUND_ROWS: GroundRow[] = COMPANIES.flatMap(({ trade, send, hold }) => {
	const row = (written: Written, kind: string | null): GroundRow => {
		const [customer, reply] = typeof written === 'string' ? ['', written] : written;
		return { trade, reply, customer, kind, own: ownOf(trade) };
	};
	return [
		...send.map((written) => row(written, null)),
		...Object.entries(hold).flatMap(([kind, rows]) => rows.map((written) => row(written, kind))),
	];
});

export const leaksOfRow = ({ reply, customer, own }: GroundRow) =>
	leaksIn(reply, { ...STRICTEST, customerText: customer, asked: [customer], ownTexts: own });
const isWrong = (row: GroundRow): boolean => leaksOfRow(row).length > 0 !== (row.kind !== null);

/** Leaks of each kind and trade, and what is held in vain. */
export function countGrounds(rows: GroundRow[] = GROUND_ROWS): Counted[] {
	const groups: Array<[string, GroundRow[]]> = [
		['all', rows],
		...[...new Set(rows.map(({ trade }) => trade))].map((trade): [string, GroundRow[]] => [
			trade,
			rows.filter((row) => row.trade === trade),
		]),
		...[...new Set(rows.flatMap(({ kind }) => kind ?? []))].map((kind): [string, GroundRow[]] => [
			kind,
			rows.filter((row) => row.kind === kind),
		]),
	];
	return groups.map(([group, some]) => {
		const of = (isHeld: boolean) => some.filter(({ kind }) => (kind !== null) === isHeld);
		const share = (isHeld: boolean) => ({ wrong: of(isHeld).filter(isWrong).length, of: of(isHeld).length });
		return { group, shares: { leaks: share(true), held: share(false) } };
	});
}

/** The rows that go wrong, a line each. */
export const wrongGrounds = (rows: GroundRow[] = GROUND_ROWS): string[] =>
	rows.filter(isWrong).map((row) => {
		const why = leaksOfRow(row).map(({ rule, excerpt }) => `${rule}: ${excerpt}`);
		return `${row.kind === null ? 'HELD' : `SENT ${row.kind}`} [${row.trade}] ${row.reply}${row.customer ? ` ← ${row.customer}` : ''} ${why.join(' | ')}`;
	});
