import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../shared/kit/field';
import { OF_THE_CONVERSATION, PROVIDERS } from './providers';

export const providerField = choice(
	'Provider',
	{ [OF_THE_CONVERSATION]: 'Of the Conversation', ...Object.fromEntries(PROVIDERS.map(({ id, name }) => [id, name])) },
	{ description: 'Who sends. Of the conversation: what the item names in "provider", else the first one whose credential is chosen here.' },
);

/**
 * Which credentials the node asks for. n8n refuses to publish while one of a provider that is chosen here is missing, so that the first customer does not find
 * it out. All of them unless told: a node that was saved without this is asked for nothing, as before.
 */
export const providersField: INodeProperties = {
	displayName: 'Providers',
	name: 'providers',
	type: 'multiOptions',
	noDataExpression: true,
	required: true,
	options: PROVIDERS.map(({ id, name }) => ({ name, value: id })),
	default: ['zapi', 'whatsapp_cloud'],
	description: 'What this company has. Each needs its credential here before the workflow can be published.',
};

/** Where the credential of a provider is asked for. */
export const askedFor = (provider: string) => ({ required: true, displayOptions: { show: { providers: [provider] } } });
