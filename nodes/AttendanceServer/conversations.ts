import { integerOf } from '../shared/core/json/readers';
import { listAttendances, type AttendanceFilter } from '../shared/store/attendances';
import { readUser } from '../shared/store/attendanceUsers';
import { invalid, ok, type Answer } from './answers';
import { attendanceAt, countOf, demandSight, isAtLeast, momentOf, textOf, wordOf, type KnownCall } from './call';

const STATUSES = ['queue', 'in_progress', 'resolved', 'closed'] as const;
const CHANNELS = ['whatsapp', 'web', 'api'] as const;
/** The document has no pages; a list is never longer than this, and `page` goes on. */
const LISTED = 100;
const MOST_LISTED = 200;
/** Messages of one conversation, the newest. */
const MESSAGES = 500;

const NONE = { conversations: [], total: 0 };

/** `GET /conversations`: of an attendant's own and what waits; supervisors see all of them. */
export async function list({ store, me, query }: KnownCall): Promise<Answer> {
	const page = { page: countOf(query, 'page', 1, 1_000_000), limit: countOf(query, 'limit', LISTED, MOST_LISTED) };
	const status = wordOf(query, 'status', STATUSES);
	const channel = wordOf(query, 'channel', CHANNELS);
	const [from, until] = [momentOf(query, 'start_date', false), momentOf(query, 'end_date', true)];
	const owner = await ownerOf(store, query);
	// All that we have came by WhatsApp.
	if ((channel !== null && channel !== 'whatsapp') || owner === null) return ok(NONE);
	const isHead = isAtLeast(me.role, 'supervisor');
	if (!isHead && owner !== undefined && owner !== me.attendant) return ok(NONE);
	const filter: AttendanceFilter = {
		...(status && { status }),
		...(owner !== undefined && { owner }),
		...(!isHead && { mine: me.attendant }),
		...(from && { from }),
		...(until && { until }),
	};
	return ok(await listAttendances(store, filter, page));
}

/** Whose are asked for: undefined for everybody's, null for a number that nobody has. */
async function ownerOf(store: KnownCall['store'], query: KnownCall['query']): Promise<string | null | undefined> {
	const text = textOf(query, 'assigned_to');
	if (text === '') return undefined;
	const number = integerOf(text);
	if (number === null) throw invalid('assigned_to', '"assigned_to" precisa ser o número de um usuário.');
	return (await readUser(store, number))?.attendant ?? null;
}

/** `GET /conversations/{id}`: with its messages, oldest first. */
export async function get(call: KnownCall): Promise<Answer> {
	const one = await attendanceAt(call, MESSAGES);
	demandSight(one, call.me);
	return ok(one.shown);
}
