import type { IDataObject } from 'n8n-workflow';

import type { Door } from '../../../nodes/AttendanceApi/door';
import { readerOf } from '../../../nodes/AttendanceApi/reader';
import { EVENTS, type EventName } from '../../../nodes/AttendanceApi/trigger/events';
import { memoryIn, packed } from '../../../nodes/AttendanceApi/trigger/memory';
import { Watch } from '../../../nodes/AttendanceApi/trigger/watch';
import { answeredFailure } from '../../../nodes/shared/http/send';
import { attendanceApi } from '../../../nodes/AttendanceApi/api';
import { PASSWORD, type AttendanceApi } from '../../sandbox/attendanceApi';

/** The way to the stand-in without n8n. */
export const doorTo = (api: AttendanceApi, email = 'ana.gerente@provedor.example'): Door => {
	const { access_token } = api.logins.login(email, PASSWORD) as { access_token: string };
	return async ({ method, path, query, body }) => {
		const words = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]): [string, string] => [key, String(value)]));
		const answer = await fetch(`${api.root}/api/v1${path}?${words.toString()}`, {
			method,
			headers: { Authorization: `Bearer ${access_token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const said = (await answer.json()) as IDataObject;
		if (answer.status >= 400)
			throw answeredFailure({ statusCode: answer.status, body: said, headers: {} }, String(said.detail ?? ''), attendanceApi);
		return said;
	};
};

/** A watch as a trigger has it; what n8n keeps of it survives as JSON. */
export function watching(api: AttendanceApi, { kept = '{}', incomingOnly = true, events = Object.keys(EVENTS) as EventName[] } = {}) {
	const data = JSON.parse(kept) as IDataObject;
	const told: IDataObject[] = [];
	const passedOver: string[] = [];
	const watch = new Watch({
		send: doorTo(api),
		reader: readerOf(api.dialect, 'America/Sao_Paulo', () => '7'),
		wants: (event) => events.includes(event),
		incomingOnly,
		asksQueue: true,
		memory: memoryIn(data, 'account'),
		account: 'account',
		save: (memory) => void Object.assign(data, packed(memory)),
		emit: (item) => told.push(item),
		passedOver: (id) => passedOver.push(id),
	});
	return { watch, told, passedOver, kept: () => JSON.stringify(data) };
}

export const brief = (told: IDataObject[]): string[] =>
	told.map(({ event, content, assignedTo, status, queueSize }) =>
		[event, content ?? (event === 'conversation_assigned' ? assignedTo : event === 'queue_update' ? queueSize : status)]
			.map(String)
			.join(' '),
	);
