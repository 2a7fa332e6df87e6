import type { IDataObject } from 'n8n-workflow';

import { reasonShown } from '../../shared/core/campaign/reasons';
import { cadenceOf } from '../../shared/core/followUp/cadence';
import { followUpText } from '../../shared/core/followUp/text';
import { recordOf } from '../../shared/core/json/readers';
import { LONGEST_PART } from '../../shared/core/message/splitReply';
import { wordsOf } from '../../shared/core/text/words';
import type { Outcome } from '../../shared/kit/items';
import { rowsIn } from '../../shared/kit/rows';
import { parsedJson } from '../../shared/core/json/parsedJson';
import { checkPromises, claimFollowUps, queueFollowUp, type DueStep } from '../../shared/store/followUps';
import { cadenceForm } from '../followUp/cadenceForm';
import { FIRST, SECOND, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';

/** Nobody told when people attend: without it a lead would be written to at night. */
class NoHours extends Error {
	readonly remedy = 'Fill in the hours in the workflow "configurar", or run the operation "Set Message Rules" once.';

	constructor(channel: string) {
		super(`Nobody said when people attend, so no lead of ${channel} is followed up`);
		this.name = 'NoHours';
	}
}

/** Leads that fell silent, each with the step that is due: to be written and queued. */
export const claimDue: ConversationOperation = {
	name: 'Claim Due Follow-Ups',
	action: 'Claim due follow ups',
	description:
		'Give the silent leads whose next step is due and may go out now, with what a message may be written from; tell the team of those that it is to call. Silences are noted from the first run on.',
	outputs: ['Write to Lead', 'Team Told'],
	properties: [
		cadenceForm,
		{
			displayName: 'Again After (Days)',
			name: 'againDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 90,
			description: 'A step that somebody got does not come again before that, however often they fall silent',
		},
		{
			displayName: 'Leads of Each Run',
			name: 'mostLeads',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'How many are looked at by one run; the others follow in the next',
		},
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		// What comes as further items would claim the rest: one run is one look.
		if (itemIndex > 0) return [];
		const rows = rowsIn(context.getNodeParameter('cadence', itemIndex, {}), 'step');
		const cadence = cadenceOf(rows);
		if (cadence.length === 0) throw new RangeError('The field "Cadence" has no step that does anything: add one');
		const number = (name: string, initial: number) => context.getNodeParameter(name, itemIndex, initial) as number;
		const given = { againDays: number('againDays', 90), channel: onlyChannelOf(context, itemIndex), limit: number('mostLeads', 50) };
		const { due, told, without_hours } = await claimFollowUps(store, cadence, given);
		if (without_hours !== null && due.length + told.length === 0) throw new NoHours(without_hours);
		const outcomes: Outcome[] = due.map((step) => ({ json: shown(step), output: FIRST }));
		return [...outcomes, ...told.map((step) => ({ json: step as IDataObject, output: SECOND }))];
	},
};

/** A due step as *Write Message* takes it: facts, and the plain text. */
const shown = (step: DueStep): IDataObject => ({
	...step,
	facts: {
		message: step.kind === 'material' ? 'material' : 'follow_up',
		number: step.step,
		of: step.steps,
		days_of_silence: Math.floor(step.silent_hours / 24),
		...step.facts,
	},
	text: followUpText(step.text, step.facts, step.step, `${step.phone}:${step.step}`),
});

const KEYS = ['phone', 'since', 'class', 'step', 'kind'] as const;

/** A step with its words, through the gate into the outbox; what has to wait is written anew when it may go. */
export const queueStep: ConversationOperation = {
	name: 'Queue Follow-Up',
	action: 'Queue follow up',
	description:
		'Hand a written step to the outbox, if they are still silent and may get it now; otherwise it waits or ends, with the reason',
	outputs: ['Queued', 'Not Now'],
	failsTo: SECOND,
	goesOn: true,
	properties: [
		{
			displayName: 'Due Step',
			name: 'step',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'As Claim Due Follow-Ups gave it',
		},
		{ displayName: 'Text', name: 'text', type: 'string', typeOptions: { rows: 3 }, default: '={{ $json.text }}', required: true },
	],
	run: async (context, store, itemIndex) => {
		const given = context.getNodeParameter('step', itemIndex);
		const step = recordOf(typeof given === 'string' ? parsedJson(given) : given) as unknown as DueStep;
		if (KEYS.some((key) => !step[key])) throw new RangeError('The field "Due Step" holds no step: pass what Claim Due Follow-Ups gave');
		const text = wordsOf(context.getNodeParameter('text', itemIndex, '')).slice(0, 4 * LONGEST_PART);
		if (!text) throw new RangeError('The field "Text" is empty: there is nothing to send');
		const { phone, since, class: of, step: number, kind } = step;
		const queued = await queueFollowUp(store, { phone, since, class: of, step: number, kind }, text);
		return {
			json: { ...queued, class: of, step: number, text, because: reasonShown(queued.reason) },
			output: queued.queued ? FIRST : SECOND,
		};
	},
};

/** What the agent promised of the team, and nobody kept: told once, and once more when it is over. */
export const checkPromisesDue: ConversationOperation = {
	name: 'Check Promises',
	action: 'Check promises to leads',
	description:
		'Tell the team of each contact that the agent promised and no person made in time, and of what became of it. Promises are noted from the first run on.',
	outputs: ['Told'],
	properties: [
		{
			displayName: 'Grace (Minutes)',
			name: 'graceMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'How long after the promised time the team is left alone',
		},
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		if (itemIndex > 0) return [];
		const grace = context.getNodeParameter('graceMinutes', itemIndex, 60) as number;
		const told = await checkPromises(store, grace, onlyChannelOf(context, itemIndex));
		return told.map((promise) => ({ json: promise as IDataObject, output: FIRST }));
	},
};
