import { Invalid } from './chatwootContactActs';
import { recordOf, type Account, type RouteCall, type Routes } from './chatwootRoute';
import type { Setting } from './chatwootState';

interface Members {
	get: string;
	write: string;
	key: (call: RouteCall) => number;
	show: (ids?: number[]) => unknown;
}

/** Agents of an inbox, a team or a conversation. */
export function memberRoutes({ state }: Account, kind: string, { get, write, key, show }: Members): Routes {
	const change = (next: (now: number[], given: number[]) => number[]) => (call: RouteCall) => {
		const at = `${kind}:${key(call)}`;
		state.members.set(at, next(state.members.get(at) ?? [], (call.body.user_ids as number[]).map(Number)));
		return show(state.members.get(at));
	};
	return {
		[get]: { run: (call) => show(state.members.get(`${kind}:${key(call)}`)) },
		[`POST ${write}`]: { run: change((now, given) => [...new Set([...now, ...given])]) },
		[`PATCH ${write}`]: { run: change((_, given) => given) },
		[`DELETE ${write}`]: { run: change((now, given) => now.filter((id) => !given.includes(id))) },
	};
}

interface Collection {
	list: (all: Setting[]) => unknown;
	/** Name of the path parameter. */
	id: string;
	unique?: string;
}

/** A setting that Chatwoot only keeps. */
export function collection({ state }: Account, name: string, all: Setting[], { list, id, unique }: Collection): Routes {
	return {
		[`GET /${name}`]: { run: () => list(all) },
		[`GET /${name}/{${id}}`]: { run: ({ params }) => recordOf(all, params[id]) },
		[`POST /${name}`]: {
			admin: true,
			run: ({ body }) => {
				if (unique && all.some((one) => one[unique] === body[unique])) throw new Invalid(`${unique} has already been taken`, [unique]);
				const created = { ...body, id: state.newId() };
				all.push(created);
				return created;
			},
		},
		[`PATCH /${name}/{${id}}`]: { admin: true, run: ({ params, body }) => Object.assign(recordOf(all, params[id]), body) },
		[`DELETE /${name}/{${id}}`]: { admin: true, run: ({ params }) => void all.splice(all.indexOf(recordOf(all, params[id])), 1) },
	};
}
