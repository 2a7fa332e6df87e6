import type { IDataObject } from 'n8n-workflow';

import { alertKey, alertNow, stillKnown, toldIn, type Told } from '../../shared/core/handoff/alerts';
import { knownTeam } from '../knownTeam';
import { FIRST, SECOND, type ConversationOperation } from '../operation';

/** What this process told, by node: executions of one second do not see each other's data. */
const told = new Map<string, Record<string, Told>>();

/**
 * Lets one alert of a kind through, for a workflow that tells of failed executions: a database that is down fails every one of them. Needs no database. What was
 * told is known to the process at once, and with the next execution to other workers and after a restart, by the data that n8n keeps for the node.
 */
export const alertOnce: ConversationOperation = {
	name: 'Alert Once',
	action: 'Alert once',
	description:
		"Let one alert of a kind through, however many executions fail; works while the database does not. Its team_phone is whom this workflow's Claim Outbox tells.",
	outputs: ['New', 'Told Already'],
	properties: [
		{
			displayName: 'Tell Again After (Minutes)',
			name: 'againMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 15,
			description: 'While it goes on; then ever more seldom, and at least once a day. What did not happen for this long is new.',
		},
	],
	alone: async (context, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const now = Date.now();
		const kept = context.getWorkflowStaticData('node');
		const place = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
		const memory = newest(toldIn(kept.told), told.get(place) ?? {});
		const key = alertKey(json);
		const before = memory[key] ?? null;
		const minutes = Number(context.getNodeParameter('againMinutes', itemIndex, 15)) || 15;
		const { tell, told: known } = alertNow(before, now, minutes * 60_000);
		const remembered = stillKnown({ ...memory, [key]: known }, now);
		told.set(place, remembered);
		kept.told = remembered;
		return {
			json: { ...json, silent_before: before?.silent ?? 0, team_phone: knownTeam(context) } as IDataObject,
			output: tell ? FIRST : SECOND,
		};
	},
};

/** Of both memories what happened last. */
function newest(one: Record<string, Told>, other: Record<string, Told>): Record<string, Told> {
	const all = { ...one };
	for (const [key, known] of Object.entries(other)) if (!all[key] || all[key].lastAt <= known.lastAt) all[key] = known;
	return all;
}
