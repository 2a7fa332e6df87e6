import type { IDataObject } from 'n8n-workflow';

import { at, listOf, recordOf } from '../shared/core/json/readers';
import { regular } from '../shared/kit/execute';
import type { Operation } from '../shared/kit/operation';

type Output = NonNullable<Operation['output']>;

/** The records of a list that comes whole, one item each. `paging` stays behind: it holds the token. */
export const records: Output = (answer) => listOf(at(answer, 'data')).map((one) => regular(one) as IDataObject);

/** One record, which Graph gives in a list of one. */
export const single: Output = (answer) => regular(listOf(at(answer, 'data'))[0] ?? {}) as IDataObject;

/** For a deletion: a failed one never gets here. */
export const deleted: Output = () => ({ deleted: true });

/** A part of the answer as the item. */
export const under =
	(key: string): Output =>
	(answer) =>
		recordOf(at(answer, key)) as IDataObject;

/** What became of each person on a block list: a part of them may have been refused. */
export const eachPerson =
	(done: 'added_users' | 'removed_users'): Output =>
	(answer) => {
		const users = recordOf(at(answer, 'block_users'));
		const ok = listOf(users[done]).map((one) => ({ ...(one as IDataObject), success: true }));
		const failed = listOf(users.failed_users).map((one) => ({ ...(one as IDataObject), success: false }));
		return [...ok, ...failed];
	};

/** A file without its address, which is good for 5 minutes and needs the token: "Download" fetches it. */
export const withoutAddress: Output = (answer) => {
	const { url: _url, messaging_product: _product, ...facts } = recordOf(answer);
	return facts as IDataObject;
};
