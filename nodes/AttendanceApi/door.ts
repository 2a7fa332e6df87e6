import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { VendorError } from '../shared/http/errors';
import { send, type RequestContext, type VendorRequest } from '../shared/http/send';
import { attendanceApi } from './api';
import { isOpen } from './authenticate';
import { doorsOf } from './session/login';
import type { Session } from './session/session';
import { sessionFor } from './session/sessions';

export type Door = (request: VendorRequest) => Promise<unknown>;

/**
 * The way to the server for who is logged in: a call that is refused for its token is repeated once with another one (handoff spec C3).
 * @param credential of the context, as it was read once
 */
export function doorFor(context: RequestContext, credential: ICredentialDataDecryptedObject): Door {
	return async (request) =>
		isOpen(request.path) ? await send(context, attendanceApi, request) : await signed(context, credential, request);
}

async function signed(context: RequestContext, credential: ICredentialDataDecryptedObject, request: VendorRequest): Promise<unknown> {
	const session = sessionFor(credential);
	const doors = doorsOf(context);
	const token = await session.token(doors);
	try {
		return await withToken(context, session, request, token);
	} catch (error) {
		if (!(error instanceof VendorError) || error.status !== 401) throw error;
		return await withToken(context, session, request, await session.renew(token, error, doors));
	}
}

async function withToken(context: RequestContext, session: Session, request: VendorRequest, token: string): Promise<unknown> {
	const answer = await send(context, attendanceApi, { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } });
	session.accept(token);
	return answer;
}
