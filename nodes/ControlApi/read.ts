import { createHash } from 'node:crypto';

import { listOf } from '../shared/core/json/readers';
import type { Mode } from '../shared/core/session/state';
import { listAttendants } from '../shared/store/attendants';
import { listSessions, readHistory, type SessionFilter, type StoredSession } from '../shared/store/session';
import { ok, Refused, type Answer } from './answers';
import { DAY_MS, listed } from './listed';
import { shown } from './shown';
import { conversation, dateMs, momentOf, numberOf, storable, textOf, type Call } from './call';

const MODES = ['agent', 'human', 'paused'];

/** `GET /sessions/active`: conversations of the last day, or what changed since the last look; unchanged lists cost a 304. */
export async function list(call: Call): Promise<Answer> {
	const { store, me, query, now } = call;
	const limit = numberOf(query, 'limit', 50, 200);
	const page = await listSessions(store, filterOf(call), limit);
	const last = page.sessions.at(-1);
	const { now: at, ...told } = listed(page, me);
	const shown = { ...told, next_cursor: last && page.sessions.length === limit ? cursorOf(last) : null };
	const etag = `"${createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)}"`;
	// The page has no origin: without this it could not read the tag.
	const headers = { etag, 'cache-control': 'private, no-cache', 'access-control-expose-headers': 'ETag' };
	if (call.context.getHeaderData()['if-none-match'] === etag) return { status: 304, body: '', headers };
	return { status: 200, body: { ...shown, now: at ?? now }, headers };
}

function filterOf({ query, now }: Call): SessionFilter {
	const mode = textOf(query, 'mode');
	if (mode && !MODES.includes(mode)) throw new Refused(422, 'INVALID_MODE', 'O modo precisa ser agent, human ou paused.');
	const since = momentOf(query, 'updated_since');
	const [attendant, channel] = ['attendant', 'channel'].map((name) => textOf(query, name));
	const cursor = textOf(query, 'cursor', 1000);
	return {
		active_since: new Date(Date.parse(now) - DAY_MS).toISOString(),
		...(mode && { mode: mode as Mode }),
		...(attendant && { attendant }),
		...(channel && { channel }),
		// A takeover on one number changes what is shown of the others.
		...(since && { updated_since: since, guarded_too: true }),
		...(cursor && { cursor: readCursor(cursor) }),
	};
}

const cursorOf = ({ updated_at, channel, phone }: StoredSession): string =>
	Buffer.from(JSON.stringify([updated_at, channel, phone])).toString('base64url');

/** A moment as the database writes it: its microseconds are kept, or rows of the same millisecond would be lost between two pages. */
const CHANGED_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)$/;

function readCursor(cursor: string): [string, string, string] {
	try {
		const read = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
		const texts = listOf(read).map((one) => (typeof one === 'string' ? storable(one) : ''));
		if (texts.length === 3 && CHANGED_AT.test(texts[0]) && !Number.isNaN(dateMs(texts[0]))) return texts as [string, string, string];
	} catch {
		// Said below.
	}
	throw new Refused(422, 'INVALID_CURSOR', 'O cursor não é desta lista.');
}

/** `GET /session/{phone}/status` and `/history`. */
export async function view(call: Call): Promise<Answer> {
	const { at, isStored, circumstances } = await conversation(call, call.parameters.phone);
	switch (call.parameters.view) {
		case 'status': {
			if (!isStored && textOf(call.query, 'virtual') === 'false') throw new Refused(404, 'NOT_FOUND', 'Não há conversa com este telefone.');
			return ok({
				...(await shown(call, at, circumstances)),
				exists: isStored,
				agent_enabled: circumstances.rules.session.globallyEnabled,
			});
		}
		case 'history':
			return ok({ channel: at.channel, ...(await readHistory(call.store, at.channel, at.phone, numberOf(call.query, 'limit', 50, 500))) });
		default:
			throw new Refused(404, 'NOT_FOUND', 'Este endereço não existe.');
	}
}

/** `GET /attendants`: for the choice of whom to transfer to; nobody's key or number. */
export const attendants = async ({ store }: Call): Promise<Answer> =>
	ok({ attendants: (await listAttendants(store)).map(({ id, name, role }) => ({ id, name, role })) });
