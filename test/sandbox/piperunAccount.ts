import { wallClock } from '../../nodes/shared/core/brazil/wallClock';
import type { Endpoint } from '../contracts/piperunContract';

export type Row = Record<string, unknown> & { id: number };
type Body = Record<string, unknown>;

/** Where PipeRun's own behaviour is not settled: each setting is one of the things that clients have seen. */
export interface Habits {
	/** Forms of phones and e-mails that are stored; another form is answered with success and ignored. */
	contacts: 'texts' | 'objects' | 'both' | 'none';
	/** Whether the undocumented filters by phone and e-mail do anything. An ignored filter gives the first page of everything. */
	contactFilters: boolean;
	/** Whether a person keeps the external code that it is created with. */
	keepsExternalCode: boolean;
}

/** What a PipeRun account holds, by collection (`deals`, `persons` …). */
export interface Account {
	habits: Habits;
	all(collection: string): Row[];
	/** Puts a record there, as if a person had typed it in. */
	add(collection: string, fields: Body): Row;
	/** Does one request that is known to be right. */
	perform(endpoint: Endpoint, path: string, query: URLSearchParams, body: Body): { status: number; body?: unknown };
}

const NOT_FOUND = { status: 404, body: { success: false, message: 'Not Found' } };
const CONTACTS = { contactPhones: 'phone', contactEmails: 'email' } as const;
/** Keys that hold the id of another record. */
const REFERENCES: Record<string, string> = {
	pipeline_id: 'pipelines',
	stage_id: 'stages',
	origin_id: 'origins',
	person_id: 'persons',
	company_id: 'companies',
	deal_id: 'deals',
	city_id: 'cities',
	lost_reason_id: 'lostReasons',
};

/** An account with nothing in it. `now` is in epoch milliseconds. */
export function newAccount(now: () => number): Account {
	const collections = new Map<string, Map<number, Row>>();
	const habits: Habits = { contacts: 'texts', contactFilters: false, keepsExternalCode: true };
	let lastId = 1000;
	const of = (name: string) => collections.get(name) ?? collections.set(name, new Map<number, Row>()).get(name)!;
	const clock = () => wallClock(now(), 'America/Sao_Paulo');
	const add = (name: string, fields: Body): Row => {
		const row = {
			id: ++lastId,
			account_id: 1,
			...DEFAULTS[name],
			created_at: clock(),
			updated_at: clock(),
			...stored(name, fields, habits),
		};
		of(name).set(row.id, row);
		if (name === 'deals') entersStage(row);
		return row;
	};
	const entersStage = (deal: Row): void => {
		const history = { id: ++lastId, deal_id: deal.id, in_stage_id: deal.stage_id, in_date: clock(), out_date: null };
		of('stageHistories').set(history.id, history);
		deal.stage_changed_at = history.in_date;
	};
	const unknownReference = (body: Body): string | undefined =>
		Object.entries(REFERENCES).find(([key, name]) => body[key] !== undefined && !of(name).has(Number(body[key])))?.[0];

	return {
		habits,
		all: (name) => [...of(name).values()],
		add,
		perform: ({ method, path: template, status }, path, query, body) => {
			const [, name, id] = path.split('/');
			const isCollection = template === `/${name}`;
			const isRecord = /^\/\w+\/\{\w+\}$/.test(template);
			// Sub-routes are checked against the contract and answered emptily.
			if (!isCollection && !isRecord) return { status, body: status === 204 ? undefined : envelope(method === 'GET' ? [] : {}) };
			const missing = unknownReference(body);
			if (missing) return refused(missing, 'não existe.');
			if (isCollection && method === 'POST') return { status, body: envelope(shown(name, add(name, body), []), 'Created') };
			if (isCollection) return { status, body: listed(name, [...of(name).values()], query, habits) };
			const row = of(name).get(Number(id));
			if (!row) return NOT_FOUND;
			if (method === 'DELETE') of(name).delete(row.id);
			if (method === 'PUT') {
				const moves = name === 'deals' && body.stage_id !== undefined && body.stage_id !== row.stage_id;
				Object.assign(row, stored(name, body, habits), closing(name, body, clock()), { updated_at: clock() });
				if (moves) entersStage(row);
			}
			if (status === 204) return { status };
			const whole = withRelations(name, shown(name, row, related(query)), related(query), of);
			// The document shows a single activity as a list of one.
			return { status, body: envelope(name === 'activities' && method === 'GET' ? [whole] : whole) };
		},
	};
}

/** What a new record has, in the types that PipeRun gives. */
const DEFAULTS: Record<string, Body> = {
	deals: { status: 0, deleted: 0, freezed: 0, value: '0.00', value_mrr: 0, closed_at: null, company_id: null, person_id: null },
	persons: { external_code: null, company_id: null, city_id: null, status: 1 },
	companies: { external_code: null, cnpj: null, city_id: null, status: true },
	notes: { deal_id: null, company_id: null, person_id: null },
};

export const refused = (field: string, said: string) => ({
	status: 422,
	body: { success: false, message: 'Unprocessable Entity', data: { [field]: `O campo ${field} ${said}` } },
});

const envelope = (data: unknown, message = 'OK') => ({ success: true, message, data });

const related = (query: URLSearchParams): string[] => (query.get('with') ?? '').split(',');

/** A body as it is kept: flags as 0 and 1, the CNPJ with its mask, contacts as records of their own. */
function stored(name: string, body: Body, habits: Habits): Body {
	const kept = { ...body };
	// Told as records when an activity is created, and as ids when it is changed (contract).
	for (const key of name === 'activities' ? INVOLVED : [])
		if (Array.isArray(kept[key])) kept[key] = kept[key].map((one) => (typeof one === 'number' ? { id: one } : (one as Body)));
	if (name === 'deals' && typeof kept.deleted === 'boolean') kept.deleted = kept.deleted ? 1 : 0;
	if (typeof kept.cnpj === 'string')
		kept.cnpj = kept.cnpj.replace(/\D/g, '').replace(/^(\d{2})(\d{3})(\d{3})(\d{4})(\d{2})$/, '$1.$2.$3/$4-$5');
	if (name === 'persons' && !habits.keepsExternalCode) delete kept.external_code;
	for (const [key, inner] of Object.entries(CONTACTS)) {
		if (!Array.isArray(kept[key])) continue;
		const given = kept[key] as unknown[];
		const accepted = given.filter(
			(one) => habits.contacts === 'both' || habits.contacts === (typeof one === 'string' ? 'texts' : 'objects'),
		);
		if (accepted.length === 0 && given.length > 0) delete kept[key];
		else
			kept[key] = accepted.map((one, n) => ({
				id: n + 1,
				type: 'Comercial',
				is_main: n === 0 ? 1 : 0,
				[inner]: typeof one === 'string' ? one : (one as Body)[inner],
			}));
	}
	return kept;
}

function closing(name: string, body: Body, at: string): Body {
	if (name !== 'deals' || body.status === undefined) return {};
	return { closed_at: body.status === 0 ? null : (body.closed_at ?? at) };
}

const HIDDEN = ['contactPhones', 'contactEmails', 'tags', 'customFields', 'custom_fields'];
/** Who takes part in an activity: told of a single one alone. */
const INVOLVED = ['persons', 'companies'];

/** What a single record tells beside its own fields: those who take part in an activity, and a company's activities where they are asked for. */
function withRelations(name: string, record: Body, wanted: string[], of: (name: string) => Map<number, Row>): Body {
	const involved = ({ id }: Body, key: string) => (of('activities').get(Number(id))?.[key] ?? []) as Row[];
	if (name === 'activities')
		return {
			...record,
			...Object.fromEntries(INVOLVED.map((key) => [key, involved(record, key).map(({ id }) => of(key).get(id) ?? { id })])),
		};
	if (name !== 'companies' || !wanted.includes('activities')) return record;
	const theirs = [...of('activities').values()].filter((activity) => involved(activity, 'companies').some(({ id }) => id === record.id));
	return { ...record, activities: theirs.map((activity) => shown('activities', activity, [])) };
}

/** Contacts, tags and custom fields are only shown when they are asked for. */
function shown(name: string, row: Row, wanted: string[]): Body {
	const hidden = [...HIDDEN, ...(name === 'activities' ? INVOLVED : [])].filter((key) => !wanted.includes(key));
	const visible = Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key)));
	const empty = name === 'persons' || name === 'companies' ? Object.keys(CONTACTS).filter((key) => wanted.includes(key)) : [];
	return { ...Object.fromEntries(empty.map((key) => [key, []])), ...visible };
}

function listed(name: string, rows: Row[], query: URLSearchParams, habits: Habits): unknown {
	const size = Number(query.get('show') ?? 15);
	const tests = [...query].filter(([key]) => !NOT_FILTERS.has(key)).map(([key, word]) => filter(key, word, habits));
	const found = rows.filter((row) => tests.every((fits) => fits(row)));
	if (query.get('desc') === 'true') found.reverse();
	const from = Number(Buffer.from(query.get('cursor') ?? '', 'base64').toString() || 0);
	const rest = found.length > from + size;
	const next = rest ? Buffer.from(String(from + size)).toString('base64') : null;
	return {
		...envelope(found.slice(from, from + size).map((row) => shown(name, row, related(query)))),
		meta: { cursor: { current: query.get('cursor'), prev: null, next, count: null } },
	};
}

const NOT_FILTERS = new Set(['show', 'cursor', 'hash', 'with', 'sort', 'desc', 'page']);
/** Each search compares with all records: the same texts over and over. */
const plainOf = new Map<string, string>();
function plain(text: unknown): string {
	const given = String(text ?? '');
	let known = plainOf.get(given);
	if (known === undefined) plainOf.set(given, (known = given.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()));
	return known;
}
const digits = (text: unknown): string => String(text ?? '').replace(/\D/g, '');

/** What a filter of a list lets through. */
function filter(key: string, word: string, habits: Habits): (row: Row) => boolean {
	const contact = /^(phones|emails)\[(phone|email)\]$/.exec(key);
	if (contact) {
		const list = (row: Row) => (row[contact[1] === 'phones' ? 'contactPhones' : 'contactEmails'] ?? []) as Body[];
		return (row) => !habits.contactFilters || list(row).some((one) => plain(one[contact[2]]) === plain(word));
	}
	const range = /^(\w+)_(start|end)$/.exec(key);
	if (range) {
		const value = (row: Row) => String(row[range[1]] ?? '');
		return (row) => (range[2] === 'start' ? value(row) >= word : value(row) !== '' && value(row) <= word);
	}
	const wanted = plain(word);
	if (key === 'name' || key === 'title') return (row) => plain(row[key]).includes(wanted);
	if (key === 'starts_with') return (row) => plain(row.name).startsWith(wanted);
	if (key === 'cnpj') return (row) => digits(row.cnpj) === digits(word);
	if (word === 'true' || word === 'false') return (row) => Boolean(Number(row[key] ?? 0) || row[key] === true) === (word === 'true');
	const number = Number(word);
	return (row) => (typeof row[key] === 'number' ? row[key] === number : String(row[key] ?? '') === word);
}
