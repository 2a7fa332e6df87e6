import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodePropertyOptions } from 'n8n-workflow';

import { send } from '../shared/http/send';
import { lookup } from '../shared/kit/lookup';
import { chatwoot } from './api';
import { entriesOf } from './envelopes';
import { onePage, pages } from './pages';

const words = (...parts: unknown[]): string => parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');

const byName = (record: IDataObject): INodeListSearchItems => ({ name: words(record.name, record.email), value: record.id as number });

/** A list that Chatwoot gives whole. */
const wholeList = (path: string, item = byName) => lookup(chatwoot, { request: () => ({ method: 'GET', path }), paging: onePage(), item });

/** The searchable lists beside the fields. */
export const listSearch = {
	searchInboxes: wholeList('/inboxes', ({ id, name, channel_type: channel }) => ({
		name: words(name, String(channel ?? '').replace('Channel::', '')),
		value: id as number,
	})),
	searchAgents: wholeList('/agents'),
	searchTeams: wholeList('/teams'),
	searchAgentBots: wholeList('/agent_bots'),
	searchLabels: wholeList('/labels', ({ id, title }) => ({ name: String(title), value: id as number })),
	searchContacts: lookup(chatwoot, {
		request: (_, search) =>
			search ? { method: 'GET', path: '/contacts/search', query: { q: search } } : { method: 'GET', path: '/contacts' },
		paging: pages(),
		item: ({ id, name, phone_number: phone, email }) => ({ name: words(name, phone, email) || `#${String(id)}`, value: id as number }),
		searchesItself: true,
	}),
	searchConversations: lookup(chatwoot, {
		request: () => ({ method: 'GET', path: '/conversations', query: { status: 'all', assignee_type: 'all' } }),
		paging: pages(),
		item: ({ id, status, meta }) => {
			const { sender } = (meta ?? {}) as { sender?: IDataObject };
			return { name: words(`#${String(id)}`, sender?.name, sender?.phone_number, status), value: id as number };
		},
	}),
};

/** A whole list for fields that take several. */
const options = (path: string, option: (record: IDataObject) => INodePropertyOptions) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return entriesOf(await send(this, chatwoot, { method: 'GET', path, repeatable: true })).map(option);
	};

export const loadOptions = {
	getLabels: options('/labels', ({ title, description }) => ({
		name: String(title),
		value: String(title),
		...(description ? { description: String(description) } : {}),
	})),
	getAgents: options('/agents', ({ id, name, email }) => ({ name: words(name, email), value: id as number })),
};
