import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { postponedTo } from '../shared/core/followUp/postponed';
import { promisedTime } from '../shared/core/handoff/promisedTime';
import { textOf } from '../shared/core/json/readers';
import { cleanLeadUpdates, TEMPERATURES, type Temperature } from '../shared/core/lead/lead';
import { fewMessages, LONGEST_PART, splitReply } from '../shared/core/message/splitReply';
import { visible } from '../shared/core/text/visible';
import { parameterOf } from '../shared/kit/parameter';
import { findingsIn } from '../shared/store/findings';
import type { Store } from '../shared/store/store';
import { confirmSend, type Confirmation } from '../shared/store/replies';
import { handOver, type HandedTurn } from './handover';
import { isOwed, type ModelTurn } from './owed';

/** A turn with the answer of the SDR Agent. */
export type AnsweredTurn = HandedTurn &
	ModelTurn & {
		lead_updates?: Record<string, unknown>;
		temperature?: string | null;
		temperature_reason?: string | null;
	};

/** The provider whose messages cost each. */
const PAID_BY_MESSAGE = 'whatsapp_cloud';

/** What is said, and how long a part of it may be. */
export const replyProperties: INodeProperties[] = [
	{
		displayName: 'Reply',
		name: 'reply',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '={{ $json.reply }}',
		required: true,
		description: 'What the customer is to receive',
	},
	{
		displayName: 'Longest Part (Characters)',
		name: 'longestPart',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: 4000 },
		default: LONGEST_PART,
		description:
			'A longer reply is sent in parts, cut where a reader would pause. Not on the WhatsApp Cloud API: there each message costs, and a reply is one of up to 4096 characters, in three at the most.',
	},
];

/**
 * The form's reply, as parts to be sent one after the other.
 * @throws {RangeError} when nothing of it can be seen
 */
export function replyOf(context: IExecuteFunctions, itemIndex: number): string[] {
	const reply = visible(String(parameterOf(context, 'reply', itemIndex) ?? '')).trim();
	if (!reply) throw new RangeError('The field "Reply" is empty: there is nothing to send');
	// By the official API it is one message wherever it can be: `confirmReply` sees to that.
	if (context.getInputData()[itemIndex].json.provider === PAID_BY_MESSAGE) return [reply];
	return splitReply(reply, context.getNodeParameter('longestPart', itemIndex, LONGEST_PART) as number);
}

/**
 * The last look before a reply is sent: nobody took over since, this worker still holds the turn, and what is to be sent is in the outbox under a key of its
 * own. With it go what was learned of the lead, what the turn leaves behind, and the call for a person (handoff spec A14; design 4).
 */
export async function confirmReply(store: Store, turn: AnsweredTurn, reply: string[], executionId: string): Promise<Confirmation> {
	const whole = [...(turn.greeting ? [turn.greeting] : []), ...reply];
	const parts = turn.provider === PAID_BY_MESSAGE ? fewMessages(whole) : whole;
	const { fence, teamTold } = await handOver(store, turn, executionId);
	const findings = findingsIn(turn);
	return await confirmSend(store, { ...turn, ...fence }, parts, {
		lead: { ...cleanLeadUpdates(turn.lead_updates ?? {}), ...temperatureOf(turn) },
		findings: findings && { ...findings, team_told: teamTold, owes: isOwed(turn), ...promised(turn, reply), ...postponed(turn, findings) },
	});
}

/** By when the reply says that a person gets in touch: that is looked after (Check Promises). */
function promised({ company_settings: company }: AnsweredTurn, reply: string[]): { promised_by?: string } {
	const by = promisedTime(reply.join('\n'), Date.now(), timeZoneOf(company));
	return by === null ? {} : { promised_by: by };
}

/** From when on they want to be asked again, if they named a time. */
function postponed({ company_settings: company, text }: AnsweredTurn, { stance }: Record<string, unknown>): { postponed_until?: string } {
	const until = stance === 'postponed' ? postponedTo(textOf(text), Date.now(), timeZoneOf(company)) : null;
	return until === null ? {} : { postponed_until: until };
}

const timeZoneOf = (company: AnsweredTurn['company_settings']): string => textOf(company?.time_zone) || 'America/Sao_Paulo';

function temperatureOf({ temperature, temperature_reason }: AnsweredTurn): { temperature?: Temperature; temperature_reason?: string } {
	if (!TEMPERATURES.includes(temperature as Temperature)) return {};
	return { temperature: temperature as Temperature, ...(temperature_reason && { temperature_reason }) };
}
