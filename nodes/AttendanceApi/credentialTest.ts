import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { AtendeAquiAttendanceApi } from '../../credentials/AtendeAquiAttendanceApi.credentials';
import { VendorError } from '../shared/http/errors';
import { neverShow, redact } from '../shared/http/redact';
import { answeredFailure, complaintOf, networkFailure } from '../shared/http/send';
import { attendanceApi } from './api';
import { LOGIN } from './authenticate';
import { timeZoneOf } from './dialect';
import { refusedLogin } from './session/login';
import { sessionFor } from './session/sessions';
import { tokensIn } from './session/tokens';

const { authenticate } = new AtendeAquiAttendanceApi();

/**
 * The test behind "Retry" in the credential's dialog: a login, and a look at who is logged in where the server can tell (handoff spec C3). What it logged in
 * is the session of this process from then on.
 */
export async function attendanceLogin(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const secrets = attendanceApi.secretFields.map((field) => String(data[field] ?? '').trim()).filter(Boolean);
	neverShow(secrets);
	try {
		timeZoneOf(data);
		const answer = await asked(this, data, { method: 'POST', url: LOGIN }).catch((error: unknown) => {
			throw refusedLogin(error);
		});
		const tokens = tokensIn(answer);
		await asked(this, data, { url: '/auth/me', headers: { Authorization: `Bearer ${tokens.access}` } }).catch((error: unknown) => {
			// Some servers cannot tell who is logged in: the login alone has to do.
			if (!(error instanceof VendorError) || ![404, 405, 500, 501].includes(error.status ?? 0)) throw error;
		});
		sessionFor(data).adopt(tokens);
		const { name = '', role = '' } = tokens.user ?? {};
		const who = [name, role && `(${role})`].filter(Boolean).join(' ');
		return { status: 'OK', message: `Attendance API accepts this credential${who ? `: ${who}` : ''}` };
	} catch (error) {
		const { message, remedy = '' } = error as Partial<VendorError> & Error;
		return { status: 'Error', message: redact([message, remedy].filter(Boolean).join('. '), secrets) };
	}
}

async function asked(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): Promise<unknown> {
	const { baseURL = '', url, headers, body, method = 'GET' } = await authenticate(credential, options);
	const request = {
		method,
		uri: `${baseURL}${url}`,
		headers,
		...(body !== undefined && { body }),
		json: true,
		timeout: attendanceApi.timeoutMs,
		simple: false,
		resolveWithFullResponse: true,
	};
	const answer = (await context.helpers.request(request).catch((error: unknown) => {
		throw networkFailure(error, attendanceApi, [], attendanceApi.timeoutMs);
	})) as IN8nHttpFullResponse;
	const complaint = complaintOf(attendanceApi, answer, options.url);
	if (complaint !== null) throw answeredFailure(answer, redact(complaint), attendanceApi);
	return answer.body;
}
