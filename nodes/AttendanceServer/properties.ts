import type { INodeProperties } from 'n8n-workflow';

import { rowsForm } from '../shared/kit/rows';
import { schemaOption } from '../shared/store/schemaOption';
import { CALLS_A_MINUTE } from './limits';
import { originsOption } from './originsOption';

/** Without a node behind that sends, what is handed over would be taken for sent by nobody. */
export const sendsForm: INodeProperties = {
	displayName: 'Send at Once',
	name: 'sendsAtOnce',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether what attendants write leaves by the output To Send at once, for a WhatsApp node and Finish Outbox behind it. Otherwise the workflow that empties the outbox sends it.',
};

export const ratingForm: INodeProperties = {
	displayName: 'Question After Closing',
	name: 'ratingQuestion',
	type: 'string',
	typeOptions: { rows: 2 },
	default: 'De 1 a 5, que nota você dá para o atendimento?',
	description: 'Sent once when a conversation is closed; a 1 to 5 that the customer writes within a day is the rating. Empty asks nothing.',
};

export const thanksForm: INodeProperties = {
	displayName: 'Thanks for a Rating',
	name: 'ratingThanks',
	type: 'string',
	default: 'Obrigado pela sua avaliação!',
	description: 'Sent once to whoever answers that question; empty says nothing',
};

export const templateTextsForm: INodeProperties = rowsForm({
	displayName: 'Texts of Templates',
	name: 'templateTexts',
	adds: 'text',
	description: "What goes out in a template's place from a number that has none (Z-API)",
	row: { displayName: 'Template', name: 'template' },
	columns: [
		{ displayName: 'Template', name: 'name', type: 'string', default: '', placeholder: 'e.g. aviso_manutencao' },
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Olá, {{1}}! Haverá manutenção hoje.',
			description: 'With the gaps {{1}}, {{2}} … in the order of the components',
		},
	],
});

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: CALLS_A_MINUTE,
			description: 'Of one user; logins and sends have limits of their own',
		},
		originsOption,
		schemaOption,
	],
};
