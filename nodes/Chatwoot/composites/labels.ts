import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../../shared/kit/items';
import type { Call } from '../../shared/kit/operation';
import { entriesOf } from '../envelopes';

type Send = Call['send'];

/**
 * Adds labels and takes labels off. Chatwoot replaces the whole set, so it is read first; nothing is written when nothing changes.
 * @param path of the contact or conversation
 * @param known the labels now, where they were just read
 * @returns the labels afterwards, and whether they changed
 */
export async function mergeLabels(
	send: Send,
	path: string,
	add: string[],
	remove: string[],
	known?: string[],
): Promise<{ labels: string[]; changed: boolean }> {
	const current = known ?? (entriesOf(await send({ method: 'GET', path: `${path}/labels`, repeatable: true })) as unknown as string[]);
	const labels = [...new Set([...current, ...add])].filter((label) => !remove.includes(label));
	const changed = labels.length !== current.length || labels.some((label) => !current.includes(label));
	if (changed) await send({ method: 'POST', path: `${path}/labels`, body: { labels }, repeatable: true });
	return { labels, changed };
}

/** The operation of contacts and of conversations. */
export const changeLabels =
	(collection: 'contacts' | 'conversations', key: string) =>
	async ({ values, send }: Call): Promise<Outcome> => {
		const { add = [], remove = [] } = values as { add?: string[]; remove?: string[] };
		return { json: (await mergeLabels(send, `/${collection}/${String(values[key])}`, add, remove)) as unknown as IDataObject };
	};
