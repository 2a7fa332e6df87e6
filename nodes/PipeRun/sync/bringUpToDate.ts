import type { IDataObject } from 'n8n-workflow';

import { changes, isSettled } from '../../shared/core/crm/changes';
import type { Did, Job } from './job';
import { read, update } from '../requests';

/**
 * Brings a linked record up to date, without a request when nothing new is wanted of it.
 * @returns null when nothing is linked; a link to a record that is gone is dropped
 */
export async function bringUpToDate(
	{ links, send }: Job,
	name: 'company' | 'person' | 'note',
	path: string,
	desired: IDataObject,
): Promise<Extract<Did, 'kept' | 'updated'> | null> {
	const link = links[name];
	if (!link) return null;
	if (isSettled(desired, link.sent)) return 'kept';
	const current = await read(send, `${path}/${link.id}`);
	if (current === null) {
		delete links[name];
		return null;
	}
	const news = changes(desired, current, link.ours ? link.sent : {}) as IDataObject;
	if (Object.keys(news).length > 0) await update(send, `${path}/${link.id}`, news);
	link.sent = { ...link.sent, ...desired };
	return Object.keys(news).length > 0 ? 'updated' : 'kept';
}
