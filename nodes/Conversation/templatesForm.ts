import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { textOf } from '../shared/core/json/readers';
import { checkedTemplate, type Template } from '../shared/core/message/template';
import { rowsForm, rowsIn } from '../shared/kit/rows';

/** What a message is for, where nobody may be written to freely (`purpose_of` in the schema). */
export type Purpose = 'attendant' | 'campaign' | 'follow_up' | 'notice' | 'onboarding' | 'reply';

/**
 * What goes out on the official WhatsApp API once the customer's last message is 24 hours old. It stands where the outbox is claimed, which is the one node that
 * messages of every purpose pass; the database keeps it for the others that ask.
 */
export const templatesForm: INodeProperties = rowsForm({
	displayName: 'Template Outside the Window',
	name: 'templates',
	description:
		'WhatsApp Cloud API alone: sent in place of a text once the person last wrote more than 24 hours ago. A purpose without one is not sent then, and the team is told.',
	row: { displayName: 'Template', name: 'entry' },
	columns: [
		{
			displayName: 'Purpose',
			name: 'purpose',
			type: 'options',
			options: [
				{ name: 'Campaign', value: 'campaign', description: 'What a workflow of yours puts into the outbox with this purpose' },
				{
					name: 'Follow-Up',
					value: 'follow_up',
					description: 'What the company begins: news of a deal, and all that has no other purpose',
				},
				{ name: 'Late Reply', value: 'reply', description: "The agent's answer, when it took longer than the window" },
				{ name: 'Message of a Person', value: 'attendant', description: 'What somebody of the team wrote in Chatwoot' },
				{ name: 'Notice to the Team', value: 'notice', description: 'Goes by the node that claims notices' },
				{ name: 'Onboarding', value: 'onboarding', description: 'Welcome, reminders and congratulations' },
			],
			default: 'follow_up',
		},
		{
			displayName: 'Template',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. retomar_conversa',
			description: 'Its name in the WhatsApp Manager; it must be approved',
		},
		{ displayName: 'Language', name: 'language', type: 'string', default: 'pt_BR' },
		{
			displayName: 'Values',
			name: 'values',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. {primeiro_nome}',
			description:
				'What stands in its gaps, one line each, in order: {primeiro_nome}, {nome}, {empresa}, {texto} (what was to be said), or words of your own. What is not known is a dash.',
		},
	],
});

/**
 * The templates by purpose, as the operator entered them; of one purpose the last counts.
 * @throws {RangeError} for a template that could not be sent
 */
export function templatesOf(context: IExecuteFunctions, itemIndex: number): Partial<Record<Purpose, Template>> {
	const given = context.getNodeParameter('templates', itemIndex, {}) as IDataObject;
	const entries = rowsIn(given, 'entry').map(({ purpose, name, language, values }) => {
		const lines = textOf(values)
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean);
		return [textOf(purpose), checkedTemplate({ name: textOf(name).trim(), language: textOf(language).trim(), values: lines })] as const;
	});
	return Object.fromEntries(entries) as Partial<Record<Purpose, Template>>;
}
