/* eslint-disable n8n-nodes-base/node-param-default-missing -- the defaults are those of the rules themselves; the description that they become is linted with its values */
import type { IDataObject } from 'n8n-workflow';

import { alertsOf, MONITOR_RULES, type MonitoredSession } from '../../shared/core/handoff/monitor';
import type { NoticeFacts } from '../../shared/core/handoff/notice';
import { noticeText } from '../../shared/core/handoff/noticeTexts';
import { enqueueEffects } from '../../shared/store/outbox';
import { dueSessions, waitingCustomers, type Effect } from '../../shared/store/session';
import { FIRST, type ConversationOperation } from '../operation';
import { onlyChannel, onlyChannelOf } from '../scope';
import { tellUnclaimed } from '../unclaimed';

const minutes = (displayName: string, name: keyof typeof MONITOR_RULES, description: string) =>
	({ displayName, name, type: 'number', typeOptions: { minValue: 0 }, default: MONITOR_RULES[name], description }) as const;

/** Conversations that wait for a person (handoff spec B5). The alert is in the outbox, once an episode, before anybody is told. */
export const monitor: ConversationOperation = {
	name: 'Monitor',
	action: 'Monitor conversations',
	description: 'Find conversations that wait too long for an answer; each alert once, as a notice in the outbox and as an item',
	outputs: ['New Alerts'],
	properties: [
		minutes('Escalation Not Accepted (Minutes)', 'escalationMinutes', 'After a customer asked for a person'),
		minutes('Paused (Minutes)', 'pausedMinutes', 'How long a pause may last unnoticed'),
		minutes(
			'Person Inactive (Minutes)',
			'humanMinutes',
			'Since the last sign of the person; less than "Resume After", or the agent is faster',
		),
		minutes(
			'Unanswered by the Agent (Minutes)',
			'agentMinutes',
			'How long a customer of the agent may wait with nobody at work on it; 0 never tells',
		),
		minutes('Repeat (Minutes)', 'repeatMinutes', 'Tell again after so long; 0 tells once'),
		onlyChannel,
	],
	run: async (context, store, itemIndex) => {
		// Before any alert is made, which only a run that ends well hands on.
		await tellUnclaimed(store, context.logger);
		const number = (name: keyof typeof MONITOR_RULES) => Number(context.getNodeParameter(name, itemIndex, MONITOR_RULES[name]));
		const channel = onlyChannelOf(context, itemIndex);
		const due = await dueSessions(store, channel);
		const { now, sessions: unanswered } = await waitingCustomers(store, channel);
		const alerts = alertsOf([...due, ...unanswered] as unknown as MonitoredSession[], now, {
			escalationMinutes: number('escalationMinutes'),
			pausedMinutes: number('pausedMinutes'),
			humanMinutes: number('humanMinutes'),
			agentMinutes: number('agentMinutes'),
			repeatMinutes: number('repeatMinutes'),
		});
		const fresh = new Set(
			await enqueueEffects(
				store,
				alerts.map((alert): Effect => ({
					key: alert.key,
					kind: 'notice',
					channel: alert.channel,
					phone: alert.phone,
					payload: factsOf(alert),
				})),
			),
		);
		return alerts
			.filter(({ key }) => fresh.has(key))
			.map((alert) => ({ json: { ...alert, text: noticeText(factsOf(alert)) } as IDataObject, output: FIRST }));
	},
};

const factsOf = ({
	type,
	phone,
	name,
	minutes: since,
	attendant,
	customerWaiting,
	reason,
}: ReturnType<typeof alertsOf>[number]): NoticeFacts => ({
	kind: type,
	phone,
	name,
	reason,
	minutes: since,
	attendant,
	customerWaiting,
});
