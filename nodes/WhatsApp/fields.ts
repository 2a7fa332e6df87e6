import { choice } from '../shared/kit/field';
import { OF_THE_CONVERSATION, PROVIDERS } from './providers';

export const providerField = choice(
	'Provider',
	{ [OF_THE_CONVERSATION]: 'Of the Conversation', ...Object.fromEntries(PROVIDERS.map(({ id, name }) => [id, name])) },
	{ description: 'Who sends. Of the conversation: what the item names in "provider", else the only one whose credential is chosen here.' },
);
