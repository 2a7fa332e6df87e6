import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { client as asClient } from '../models';

/** Facts of a failed call that decide what to do next. */
type Failure = { kind?: string; mayHaveActed?: boolean };

const MOST_CREATIONS = 3;

/**
 * A client under the caller's own id, made only when it is not there. A creation whose end is unknown, or that met another one, is settled
 * by looking again.
 * @returns the client, and `created`: whether this run is known to have made it
 */
export async function createIfMissing(call: Call): Promise<Outcome> {
	return (await find(call)) ?? (await create(call, MOST_CREATIONS));
}

async function find({ values, send }: Call): Promise<Outcome | null> {
	const path = `/clients/${encodeURIComponent(String(values.client_id))}/`;
	return await send({ method: 'GET', path, repeatable: true }).then(
		(answer) => ({ json: { ...asClient(answer), created: false } }),
		(failure: Failure) => (failure.kind === 'notFound' ? null : Promise.reject(failure as Error)),
	);
}

async function create(call: Call, creationsLeft: number): Promise<Outcome> {
	return await call.send({ method: 'POST', path: '/clients/', body: call.values, repeatable: false }).then(
		(answer) => ({ json: { ...asClient(answer), created: true } }),
		async (failure: Failure) => {
			if (!failure.mayHaveActed && failure.kind !== 'rejected') throw failure as Error;
			const found = await find(call);
			if (found) return found;
			// Nobody made it: what was refused stays refused, what broke may be tried again.
			if (failure.kind === 'rejected' || creationsLeft <= 1) throw failure as Error;
			return await create(call, creationsLeft - 1);
		},
	);
}
