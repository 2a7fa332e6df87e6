import type { IDataObject } from 'n8n-workflow';

import { integerOf, recordsOf } from '../../shared/core/json/readers';
import type { Call } from '../../shared/kit/operation';
import { read } from '../requests';
import { listed } from './listed';

type Send = Call['send'];

/** A task or meeting, and who takes part beside the person. */
export interface Activity {
	record: IDataObject;
	/** Ids of the other persons. */
	others: number[];
	/** Whether it is of other persons, or of another company, too. */
	isShared: boolean;
}

/** Whom an activity is found by. Companies that others share are asked for those of this person alone. */
interface Whose {
	persons: number[];
	deals: number[];
	companies: Array<{ record: IDataObject; isShared: boolean }>;
}

/**
 * The activities of a person: of their deals, and those of their companies. PipeRun lists activities by deal alone, and by company (contract: `GET /activities` has
 * no filter by person, `GET /companies/{id}` has the relation): what somebody wrote for a person without either is not told by its API.
 */
export async function activitiesOf(send: Send, { persons, deals, companies }: Whose): Promise<Activity[]> {
	const certain = new Set<number>();
	for (const id of deals) for (const activity of await listed(send, '/activities', { deal_id: id })) certain.add(Number(activity.id));
	const possible = new Set<number>();
	for (const { record, isShared } of companies) {
		const whole = await read(send, `/companies/${String(record.id)}`, { with: 'activities' });
		for (const { id } of recordsOf(whole?.activities)) (isShared ? possible : certain).add(Number(id));
	}

	const found: Activity[] = [];
	for (const id of new Set([...certain, ...possible])) {
		const whole = await read(send, `/activities/${id}`);
		if (whole === null) continue;
		// Who else takes part is somebody else's data.
		const { persons: people, companies: firms, ...record } = whole;
		const [involved, firmsInvolved] = [idsOf(people), idsOf(firms)];
		if (!certain.has(id) && !involved.some((one) => persons.includes(one))) continue;
		const others = involved.filter((one) => !persons.includes(one));
		const isElsewhere = firmsInvolved.some((one) => !companies.some(({ record: { id: own } }) => Number(own) === one));
		found.push({ record, others, isShared: others.length > 0 || isElsewhere });
	}
	return found;
}

const idsOf = (records: unknown): number[] =>
	recordsOf(records).flatMap(({ id }) => integerOf(id, { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? []);
