import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { withHints } from '../../shared/core/handoff/actionHints';
import { ago, modeName } from '../../shared/core/handoff/texts';
import type { Mode } from '../../shared/core/session/state';
import { listSessions, type ListedSession, type SessionFilter } from '../../shared/store/session';
import { limitProperty } from '../../shared/kit/limit';
import { FIRST, type ConversationOperation } from '../operation';
import { ordererOf, ordererProperties } from '../orderer';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{ displayName: 'Active Since', name: 'activeSince', type: 'dateTime', default: '' },
		{ displayName: 'Attendant', name: 'attendant', type: 'string', default: '', description: 'Only conversations of this attendant' },
		{ displayName: 'Channel', name: 'channel', type: 'string', default: '' },
		{ displayName: 'Metadata', name: 'metadata', type: 'string', default: '', placeholder: 'e.g. priority=high' },
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'Agent', value: 'agent' },
				{ name: 'Human', value: 'human' },
				{ name: 'Paused', value: 'paused' },
			],
			default: 'human',
		},
		{ displayName: 'Updated Since', name: 'updatedSince', type: 'dateTime', default: '' },
	],
};

const PAGE = 200;

export const getMany: ConversationOperation = {
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'List conversations, newest change first, with who answers and what may be done',
	outputs: ['Done'],
	properties: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{ ...limitProperty, displayOptions: { show: { returnAll: [false] } } },
		filters,
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'One Item Each', value: 'items' },
				{ name: 'Text', value: 'text', description: 'One item with a list to read' },
			],
			default: 'items',
		},
		...ordererProperties,
	],
	run: async (context, store, itemIndex) => {
		const wanted = context.getNodeParameter('returnAll', itemIndex, false)
			? Infinity
			: (context.getNodeParameter('limit', itemIndex, 50) as number);
		const given = context.getNodeParameter('filters', itemIndex, {}) as Record<string, string>;
		const filter = readFilter(given);
		const sessions: ListedSession[] = [];
		let total = 0;
		for (;;) {
			const page = await listSessions(store, withCursor(filter, sessions), Math.min(PAGE, wanted - sessions.length));
			if (sessions.length === 0) total = page.total;
			sessions.push(...page.sessions);
			if (page.sessions.length < PAGE || sessions.length >= wanted) break;
		}
		const who = ordererOf(context, itemIndex);
		if (context.getNodeParameter('format', itemIndex, 'items') === 'text')
			return { json: { total, text: listText(sessions, total, new Date().toISOString()) }, output: FIRST };
		return sessions.map((session) => ({ json: withHints(session, who) as IDataObject, output: FIRST }));
	},
};

/** The filter as the database takes it; what is not set is left out. */
function readFilter({ mode, attendant, channel, activeSince, updatedSince, metadata }: Record<string, string>): SessionFilter {
	const [key, ...value] = (metadata ?? '').split('=');
	return {
		...(mode && { mode: mode as Mode }),
		...(attendant && { attendant }),
		...(channel && { channel }),
		...(activeSince && { active_since: activeSince }),
		...(updatedSince && { updated_since: updatedSince }),
		...(key && { metadata: { key: key.trim(), value: value.join('=').trim() } }),
	};
}

const withCursor = (filter: SessionFilter, sessions: ListedSession[]): SessionFilter => {
	const last = sessions.at(-1);
	return last ? { ...filter, cursor: [last.updated_at, last.channel, last.phone] } : filter;
};

const ICONS: Record<string, string> = { agent: '🤖', human: '👤', paused: '⏸️' };

/** The list as an attendant reads it (handoff spec B6). */
const listText = (sessions: ListedSession[], total: number, now: string): string =>
	[
		total === 1 ? '1 conversa' : `${total} conversas`,
		...sessions.map(({ mode, phone, name, human_attendant, mode_since }) =>
			[
				`${ICONS[mode] ?? '❓'} ${phone}${name ? ` ${name}` : ''} – ${modeName(mode as Mode).toUpperCase()}`,
				human_attendant && `(${human_attendant})`,
				mode_since && ago(mode_since, now),
			]
				.filter(Boolean)
				.join(' '),
		),
	].join('\n');
