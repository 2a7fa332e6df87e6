import type { IDataObject } from 'n8n-workflow';

import { recordOf } from '../../shared/core/json/readers';
import { readPages } from '../../shared/kit/paging';
import type { Door } from '../door';
import { conversationModel } from '../models/conversation';
import { queueModel } from '../models/queue';
import { pages, whole } from '../paging';
import type { Reader } from '../reader';

/** More open conversations than this are no business of one account. */
const MOST = 2000;

/**
 * The conversations that are open, as the account sees them: those in progress and those that wait. Ended ones are not asked for, there may be tens of
 * thousands: that one has ended is seen when it is missing here.
 */
export async function openConversations(send: Door, reader: Reader): Promise<IDataObject[]> {
	const inCode = reader.dialect === 'v2';
	const paging = inCode ? pages('conversations', 'per_page') : whole('conversations');
	const path = inCode ? '/conversations/' : '/conversations';
	const found = new Map<string, IDataObject>();
	for (const status of ['in_progress', inCode ? 'waiting' : 'queue']) {
		const request = { method: 'GET', path, query: { status }, repeatable: true } as const;
		for (const entry of await readPages(send, request, paging, MOST)) keep(found, conversationModel(entry, reader));
	}
	// An attendant of the code dialect sees who waits in the queue alone.
	if (inCode) for (const waiting of await queueOf(send, reader)) keep(found, ofQueue(waiting, reader));
	return [...found.values()];
}

function keep(found: Map<string, IDataObject>, conversation: IDataObject): void {
	const id = conversation.id as string | null;
	if (id !== null && !found.has(id)) found.set(id, conversation);
}

const ofQueue = ({ raw }: IDataObject, reader: Reader): IDataObject => {
	const entry = recordOf(raw);
	return conversationModel({ ...entry, status: 'waiting', started_at: entry.waiting_since }, reader);
};

/** Who waits, in order. */
export const queueOf = async (send: Door, reader: Reader): Promise<IDataObject[]> =>
	queueModel(
		await send({ method: 'GET', path: reader.dialect === 'v2' ? '/conversations/queue' : '/dashboard/queue', repeatable: true }),
		reader,
	);
