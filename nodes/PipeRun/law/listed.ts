import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/kit/operation';
import { search } from '../requests';

/** The records of a list that really have the value that was asked for: a filter that PipeRun ignores gives everybody. */
export async function listed(send: Call['send'], path: string, filter: Record<string, number | null>): Promise<IDataObject[]> {
	const [[key, value]] = Object.entries(filter);
	return (await search(send, path, filter, Infinity)).filter((record) => Number(record[key]) === value);
}
