import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { client as asClient } from '../models';

/** Facts of a failed call that decide what to do next. */
type Failure = { kind?: string; mayHaveActed?: boolean };
type Send = Call['send'];

const MOST_CREATIONS = 3;

export const createIfMissing = async ({ values, send }: Call): Promise<Outcome> => ({ json: await ensureClient(send, values) });

/**
 * A client under the caller's own id, made only when it is not there. A creation whose end is unknown, or that met another one, is settled
 * by looking again.
 * @param body of the creation, with `client_id`
 * @returns the client, and `created`: whether this run is known to have made it
 */
export async function ensureClient(send: Send, body: IDataObject): Promise<IDataObject> {
	return (await find(send, body)) ?? (await create(send, body, MOST_CREATIONS));
}

async function find(send: Send, { client_id }: IDataObject): Promise<IDataObject | null> {
	const path = `/clients/${encodeURIComponent(String(client_id))}/`;
	return await send({ method: 'GET', path, repeatable: true }).then(
		(answer) => ({ ...asClient(answer), created: false }),
		(failure: Failure) => (failure.kind === 'notFound' ? null : Promise.reject(failure as Error)),
	);
}

async function create(send: Send, body: IDataObject, creationsLeft: number): Promise<IDataObject> {
	return await send({ method: 'POST', path: '/clients/', body, repeatable: false }).then(
		(answer) => ({ ...asClient(answer), created: true }),
		async (failure: Failure) => {
			if (!failure.mayHaveActed && failure.kind !== 'rejected') throw failure as Error;
			const found = await find(send, body);
			if (found) return found;
			// Nobody made it: what was refused stays refused, what broke may be tried again.
			if (failure.kind === 'rejected' || creationsLeft <= 1) throw failure as Error;
			return await create(send, body, creationsLeft - 1);
		},
	);
}
