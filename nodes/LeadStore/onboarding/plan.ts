import type { IDataObject } from 'n8n-workflow';

import { planNudges, type PlannedNudge, type PlanRules } from '../../shared/core/onboarding/plan';
import { nudgeText, type NudgeFacts } from '../../shared/core/onboarding/text';
import { nudgeCandidates, type Nudge, type StoredCandidate } from '../../shared/store/onboarding';
import type { Store } from '../../shared/store/store';
import { textOf, type StoreOperation } from '../operation';
import { planRules, rulesProperties } from './rules';

/** A message that waited longer than this for the outbox, because n8n was down, is not sent any more. */
const LATE_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;

export const plan: StoreOperation = {
	name: 'Plan Messages',
	action: 'Plan messages of onboarding',
	description: 'Tell who gets a reminder or a congratulation now, by the rules: one item for each message',
	properties: [
		{
			displayName: 'Flow',
			name: 'flow',
			type: 'string',
			default: '',
			placeholder: 'e.g. onboarding-clientes',
			description: 'Slug of the flow; empty for all',
		},
		...rulesProperties,
	],
	run: async (context, store, itemIndex) => {
		const hours = (name: string) => Number(context.getNodeParameter(name, itemIndex));
		const rules = planRules(context.getNodeParameter('rules', itemIndex, {}) as object, hours('stalledAfterHours'), hours('coolDownHours'));
		return (await planned(store, textOf(context, itemIndex, 'flow') || null, rules, Date.now())).map((json) => ({ json }));
	},
};

/**
 * The messages of one run, each with what it may be written from and the plain text.
 * @param now epoch milliseconds
 */
export async function planned(store: Store, flow: string | null, rules: PlanRules, now: number): Promise<Array<Nudge & IDataObject>> {
	const { due } = planNudges(await nudgeCandidates(store, flow, rules, now), rules, now);
	return due.map((one) => item(one, now));
}

function item({ candidate: { row, state }, nudge, number, sendAt, key }: PlannedNudge<StoredCandidate>, now: number): Nudge & IDataObject {
	const facts: NudgeFacts = {
		name: row.name,
		company: row.company,
		nextStep: row.next_step,
		percentage: Number(row.percentage),
		link: row.link,
	};
	return {
		flow: row.flow,
		user_id: row.user_id,
		client_id: row.client_id,
		phone: row.phone,
		nudge,
		number,
		key,
		activity_at: row.last_activity_at,
		send_at: new Date(sendAt).toISOString(),
		until: new Date(sendAt + LATE_MS).toISOString(),
		facts: { message: nudge, number, ...facts, days_without_activity: Math.floor((now - state.lastActivityAt) / DAY_MS) },
		text: nudgeText(nudge, facts, number),
	};
}
