import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PersonIdKind } from './persons';

type Kind = INodePropertyOptions & { value: PersonIdKind };

/**
 * By which kind of id a person is looked for; who adds a kind adds it to `find_person` of the schema.
 * @param whatsApp what is read as one of WhatsApp
 */
export const idKindProperty = (whatsApp: string): INodeProperties => {
	const kinds: Kind[] = [
		{ name: 'Chatwoot Conversation', value: 'chatwoot', description: 'The number that people see' },
		{ name: 'Onboarding User', value: 'onboarding' },
		{ name: 'PipeRun Deal', value: 'deal' },
		{ name: 'PipeRun Person', value: 'crm_person' },
		{ name: 'WhatsApp', value: 'whatsapp', description: whatsApp },
	];
	return { displayName: 'Kind of ID', name: 'idKind', type: 'options', options: kinds, default: 'whatsapp' };
};
