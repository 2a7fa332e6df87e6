import type { INodeProperties } from 'n8n-workflow';

import { INTENTS, listed, type Intent } from '../../shared/core/chatbot/intents';
import { flagOf, textOf } from '../../shared/core/json/readers';
import { rowsForm, rowsIn } from '../../shared/kit/rows';

/** What customers of the operator want: 25 of an internet provider until the operator writes others. */
export const intentsForm: INodeProperties = rowsForm({
	displayName: 'Intents',
	name: 'intents',
	sortable: true,
	initial: INTENTS.map(({ intent, category, words, transfers, actions }) => ({
		intent,
		category,
		words: words.join(', '),
		transfers,
		actions: actions.join(', '),
	})),
	description: 'What customers want, in the order in which it counts: of several that a message tells of, the first one is its intent',
	row: { displayName: 'Intent', name: 'intent' },
	columns: [
		{ displayName: 'Category', name: 'category', type: 'string', default: '', placeholder: 'e.g. financeiro' },
		{ displayName: 'Intent', name: 'intent', type: 'string', default: '', placeholder: 'e.g. segunda_via_boleto' },
		{
			displayName: 'Suggested Actions',
			name: 'actions',
			type: 'string',
			default: '',
			placeholder: 'e.g. enviar_boleto',
			description: 'Comma-separated names that the client of the API gets with the answer',
		},
		{
			displayName: 'To a Person',
			name: 'transfers',
			type: 'boolean',
			default: false,
			description: 'Whether the conversation is to go to a person',
		},
		{
			displayName: 'Words',
			name: 'words',
			type: 'string',
			default: '',
			placeholder: 'e.g. segunda via, boleto',
			description: 'Words or phrases, comma-separated, that tell of it',
		},
	],
});

/** The list as it was filled in; an empty one is none, so that nothing is heard. */
export const intentsOf = (given: unknown): Intent[] =>
	rowsIn(given, 'intent').flatMap((row) => {
		const intent = textOf(row.intent).trim();
		if (intent === '') return [];
		const category = textOf(row.category).trim() || 'outros';
		return [
			{
				intent,
				category,
				words: listed(textOf(row.words)),
				transfers: flagOf(row.transfers) ?? false,
				actions: listed(textOf(row.actions)),
			},
		];
	});
