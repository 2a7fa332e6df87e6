import type { IDataObject } from 'n8n-workflow';

import { flagOf, listOf, recordOf, textOf } from '../../shared/core/json/readers';
import { idOf, wordsOf, type Reader } from '../reader';

/** A user of the attendance system in one form. */
export function userModel(answer: unknown, { time }: Reader): IDataObject {
	const given = recordOf(answer);
	return {
		id: idOf(given.id),
		email: wordsOf(given.email),
		name: wordsOf(given.nome ?? given.name),
		role: wordsOf(given.role),
		// Who is logged in is asked for without it in the code dialect.
		isActive: flagOf(given.is_active),
		phone: wordsOf(given.phone),
		department: wordsOf(given.department),
		avatarUrl: wordsOf(given.avatar_url),
		permissions: listOf(given.permissions).map(textOf),
		createdAt: time(given.created_at),
		lastLoginAt: time(given.last_login),
		raw: given as IDataObject,
	};
}

/** A login that is open somewhere. */
export function sessionModel(answer: unknown, { time }: Reader): IDataObject {
	const given = recordOf(answer);
	return {
		id: idOf(given.session_id),
		device: wordsOf(given.device_info),
		ipAddress: wordsOf(given.ip_address),
		createdAt: time(given.created_at),
		lastActivityAt: time(given.last_activity),
		isCurrent: flagOf(given.is_current),
		raw: given as IDataObject,
	};
}
