import { claimsIn, groundsOf, type Claim } from '../../../nodes/shared/core/claims/claims';
import { SAMPLE_CATALOGUE } from '../../../nodes/shared/core/sdr/sampleCatalogue';
import harder from './harder.json';
import { MUTATIONS, mutated, type Mutation } from './mutateReply';
import written from './replies.json';
import { TRADES } from './trades';

/** A reply that a model may write, and whether it may go out. */
export interface ReplyRow {
	reply: string;
	want: 'send' | 'hold';
	/** What the customer had asked. */
	customer: string;
	/** What the operator's texts say. */
	own: string[];
	productNames: string[];
	/** Ordinary language, not made to be hard. */
	plain: boolean;
	source: string;
	mutation: Mutation;
}

const SAMPLE = SAMPLE_CATALOGUE.map(({ name, facts }) => `${name}: ${facts.join('; ')}`);
const NAMES = SAMPLE_CATALOGUE.map(({ name }) => name);

const fromList: ReplyRow[] = (
	[...written, ...harder] as Array<
		Partial<Record<'customer' | 'profile' | 'catalogue' | 'reply', string>> & { want: string; plain?: boolean }
	>
).map((row) => ({
	reply: row.reply ?? '',
	want: row.want === 'send' ? 'send' : 'hold',
	customer: row.customer ?? '',
	own: [row.profile ?? '', row.catalogue ?? '', ...SAMPLE],
	productNames: NAMES,
	plain: row.plain === true,
	source: 'list',
	mutation: 'as written',
}));

const fromTrades: ReplyRow[] = TRADES.flatMap(({ trade, profile, catalogue, send, hold }) => {
	const rows = (want: 'send' | 'hold', replies: typeof send): ReplyRow[] =>
		replies.map((one) => ({
			...(typeof one === 'string' ? { customer: '', reply: one } : one),
			want,
			own: [profile, ...catalogue],
			productNames: [],
			plain: true,
			source: trade,
			mutation: 'as written',
		}));
	return [...rows('send', send), ...rows('hold', hold)];
});

/** Every row as written and in each way of writing that changes it. */
export const REPLY_ROWS: ReplyRow[] = [...fromList, ...fromTrades].flatMap((row) =>
	MUTATIONS.flatMap((mutation) => {
		const reply = mutated(row.reply, mutation);
		return reply === null ? [] : [{ ...row, reply, mutation }];
	}),
);

const known = new Map<string, ReturnType<typeof groundsOf>>();
const grounds = (texts: string[]) => {
	const key = texts.join('\n');
	return known.get(key) ?? known.set(key, groundsOf(texts)).get(key)!;
};

/** What the guard makes of a row's reply. */
export const claimsOfRow = ({ reply, customer, own, productNames }: ReplyRow): Claim[] =>
	claimsIn(reply, {
		own: grounds(own),
		theirs: groundsOf([customer]),
		told: groundsOf([]),
		customer,
		asked: [customer],
		labels: [],
		allowed: [],
		hosts: [],
		productNames,
		internalNotes: [],
		secretTexts: [],
	});
export const isHeld = (row: ReplyRow): boolean => claimsOfRow(row).some(({ standing }) => standing === 'held');
