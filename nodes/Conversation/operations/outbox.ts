import type { IDataObject } from 'n8n-workflow';

import { at, integerOf, isRecord, textOf } from '../../shared/core/json/readers';
import { readPeople } from '../../shared/store/attendants';
import { pageAddress } from '../../shared/store/page';
import { linkWord, noteMerge } from '../../shared/store/chatwoot';
import { claimEffects, copyNotices, finishEffect, type ClaimedEffect, type NoticeCopy, type TeamWay } from '../../shared/store/outbox';
import { knowTeam } from '../knownTeam';
import { noWayLeft } from '../noWayLeft';
import { limitProperty } from '../../shared/kit/limit';
import { parameterOf } from '../../shared/kit/parameter';
import { asItem, TRIES_IN_PERSON } from '../effectItem';
import { claimNextText } from '../nextText';
import { PERSONAL } from '../../shared/core/handoff/notice';
import { InvalidPhone } from '../../shared/core/brazil/phone';
import { typedOrProblem } from '../../shared/core/message/ownIds';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { sendOutcome } from '../sendOutcome';
import { batchOf, leaseProperty, onlyChannel } from '../scope';
import { templatesForm, templatesOf } from '../templatesForm';

/** For one of a batch: a send takes half a second, and ten where Z-API does not answer. What is not begun in its time is left to the next run. */
const SEND_SECONDS = 5;

/** Effects that are due, each for one worker (design 4): outputs by kind, so that the canvas shows who does what. */
export const claimOutbox: ConversationOperation = {
	name: 'Claim Outbox',
	action: 'Claim due effects',
	description: 'Take what is to be sent: WhatsApp texts that a worker left behind, and notices to the team',
	outputs: ['WhatsApp Texts', 'Notices', 'Slack', 'Chatwoot'],
	properties: [
		{
			displayName: 'Kinds',
			name: 'kinds',
			type: 'multiOptions',
			options: [
				{ name: 'Notice', value: 'notice' },
				{ name: 'WhatsApp Text', value: 'whatsapp_text' },
			],
			default: ['whatsapp_text'],
		},
		{
			displayName: 'Notices Go To',
			name: 'noticeChannels',
			type: 'multiOptions',
			options: [
				{ name: 'Chatwoot', value: 'chatwoot' },
				{ name: 'Slack', value: 'slack' },
				{ name: 'WhatsApp', value: 'whatsapp' },
			],
			default: [],
			description:
				'Each has a way out of its own, and its own tries: what one refuses is repeated there alone. WhatsApp, or none chosen, leaves by "Notices".',
		},
		{
			displayName: 'Team Phone',
			name: 'teamPhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5511999990001',
			displayOptions: { show: { noticeChannels: ['whatsapp'] } },
			description:
				"Who gets what is for nobody in particular; empty is whom the company's settings name. What is for one person goes to the number in the list of attendants, if there is one.",
		},
		templatesForm,
		limitProperty,
		leaseProperty(
			120,
			'How long the work may take before it counts as dead; a few texts are given less, half a minute and five seconds for each',
		),
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		const kinds = context.getNodeParameter('kinds', itemIndex) as string[];
		const channels = context.getNodeParameter('noticeChannels', itemIndex, []) as NoticeChannel[];
		const batch = batchOf(context, itemIndex);
		const copies = kinds.includes('notice') ? channels.slice(1).map(kindOf) : [];
		// Before anything is claimed: what waits here is claimed by the next run.
		if (kinds.includes('notice')) await noWayLeft(store, channels, batch.channel);
		if (copies.length > 0) await copyNotices(store, copies, batch.channel);
		const teamPhone = textOf(context.getNodeParameter('teamPhone', itemIndex, '')).trim();
		if (kinds.includes('notice') && channels.includes('whatsapp')) await knowTeam(context, store, teamPhone, batch.channel);
		const said = { templates: templatesOf(context, itemIndex), team: teamWay(channels, teamPhone) };
		const claimed = await claimEffects(store, { kinds: [...kinds, ...copies], ...batch, eachSeconds: SEND_SECONDS, ...said });
		const hasNotices = claimed.some(({ kind }) => kind !== 'whatsapp_text');
		const people = hasNotices ? await readPeople(store) : undefined;
		const page = hasNotices ? await pageAddress(store) : null;
		return claimed.map((effect) => ({ json: asItem(effect, people, teamPhone, page) as IDataObject, output: outputOf(effect, channels) }));
	},
};

type NoticeChannel = 'whatsapp' | 'slack' | 'chatwoot';
const OUTPUTS: Record<NoticeChannel, number> = { whatsapp: SECOND, slack: THIRD, chatwoot: THIRD + 1 };
const kindOf = (channel: NoticeChannel): NoticeCopy => `notice_${channel}`;

/** Null where a notice leaves by no WhatsApp, or to whomever the workflow itself knows. */
function teamWay(channels: NoticeChannel[], teamPhone: string): TeamWay | null {
	const at = channels.indexOf('whatsapp');
	// Empty: the database knows whom the company named.
	const typed = teamPhone === '' ? { key: '' } : typedOrProblem(teamPhone);
	if (at < 0 || typed instanceof InvalidPhone) return null;
	return { kind: at === 0 ? 'notice' : 'notice_whatsapp', phone: typed.key, personal: PERSONAL, tries: TRIES_IN_PERSON };
}

/** The first channel has the notice itself, each further one a copy of its own. */
function outputOf({ kind }: ClaimedEffect, channels: NoticeChannel[]): number {
	if (kind === 'whatsapp_text') return FIRST;
	const channel = kind === 'notice' ? (channels[0] ?? 'whatsapp') : channels.find((one) => kindOf(one) === kind);
	return channel === undefined ? SECOND : OUTPUTS[channel];
}

export const finishOutbox: ConversationOperation = {
	name: 'Finish Outbox',
	action: 'Finish effect',
	description: 'Note what became of an effect: done, or to be tried again later and given up in the end',
	outputs: ['Done', 'Given Up', 'Next Text'],
	goesOn: true,
	properties: [
		{ displayName: 'Outbox ID', name: 'outboxId', type: 'string', default: '={{ $json.outbox_id }}', required: true },
		{ displayName: 'Lease', name: 'lease', type: 'string', default: '={{ $json.lease_token }}', required: true },
		{
			displayName: 'Outcome',
			name: 'outcome',
			type: 'options',
			options: [
				{ name: 'Not Sent', value: 'failed', description: 'It is tried again later; a refusal for good is not' },
				{ name: 'Sent', value: 'sent' },
			],
			default: 'sent',
		},
		{
			displayName: 'Tries',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 8,
			description: 'Give up after so many',
		},
		{
			displayName: 'Then the Next Text',
			name: 'thenNext',
			type: 'boolean',
			default: false,
			description: 'Whether the next text that waits for the same customer leaves by the third output, to be sent, once this one was',
		},
	],
	run: async (context, store, itemIndex) => {
		const { json } = context.getInputData()[itemIndex];
		const outboxId = Number(parameterOf(context, 'outboxId', itemIndex));
		if (!Number.isInteger(outboxId)) throw new RangeError('The field "Outbox ID" is empty: hand on the outbox_id of Claim Outbox');
		const sent = sendOutcome(context.getNodeParameter('outcome', itemIndex) as 'sent' | 'failed', json);
		const finished = await finishEffect(
			store,
			{ outboxId, leaseToken: String(context.getNodeParameter('lease', itemIndex)) },
			{ ...sent, final: sent.final === true, maxAttempts: context.getNodeParameter('maxAttempts', itemIndex) as number },
		);
		const link = linkOf(json.link);
		if (link && finished.finished) await linkWord(store, outboxId, link);
		if (isRecord(json.merged) && finished.finished && sent.status === 'sent') await noteMerge(store, outboxId, json.merged);
		const gaveUp = finished.finished && finished.status === 'failed';
		const done = {
			json: { outbox_id: outboxId, ...finished, ...(sent.error && { error: sent.error }) } as IDataObject,
			output: gaveUp ? SECOND : FIRST,
		};
		const next =
			finished.finished && finished.more && context.getNodeParameter('thenNext', itemIndex, false) === true
				? await claimNextText(store, finished)
				: [];
		return [done, ...next.map((effect) => ({ json: asItem(effect) as IDataObject, output: THIRD }))];
	},
};

/** Where a word was mirrored to, when nobody knew that conversation before. */
function linkOf(given: unknown): { account: string; conversation: number } | null {
	const account = textOf(at(given, 'account'));
	const conversation = integerOf(at(given, 'conversation'), { min: 1, max: Number.MAX_SAFE_INTEGER });
	return account !== '' && conversation !== null ? { account, conversation } : null;
}
