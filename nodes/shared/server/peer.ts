import { callerOf } from '../core/limits/caller';

/** The address of the connection that a request came by. */
const peers = new WeakMap<Request, string>();

export const notePeer = (request: Request, address: string | undefined): void => {
	if (address !== undefined) peers.set(request, address);
};

/** Where a request is from, whatever proxy stands between. */
export const callerAt = (request: Request): string => callerOf(peers.get(request), request.headers.get('x-forwarded-for'));
