import { flag, required, text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { html, id, otherRelations, record, timestamps, user } from '../fields';
import { creates, deletes, gets, lists, noun, updates } from '../rows';

const note = noun('note', 'nota');

const owners = (): Fields => ({
	deal_id: id('Deal ID'),
	person_id: id('Person ID'),
	company_id: id('Company ID'),
	call_id: id('Call ID'),
	user_id: user('Author'),
});
const words = () => html('Text', { description: 'HTML, or plain text whose lines are kept' });

export const noteResource: Resource = {
	name: 'Note',
	description: 'Nota',
	operations: {
		create: operation({
			...creates(note),
			request: 'POST /notes',
			fields: { text: required(words()), deal_id: id('Deal ID', 'Deal (oportunidade) that the note is attached to') },
			options: { person_id: id('Person ID'), company_id: id('Company ID'), call_id: id('Call ID'), user_id: user('Author') },
		}),
		get: operation({
			...gets(note),
			request: 'GET /notes/{note_id}',
			fields: { note_id: record('Note') },
			options: { with: otherRelations('user') },
		}),
		getMany: operation({
			...lists(note),
			request: 'GET /notes',
			fields: {},
			options: {
				...owners(),
				with: otherRelations('user'),
				sort: text('Sort By', { description: 'Column to sort by, such as ID', placeholder: 'e.g. title' }),
				desc: flag('Sort Descending', 'Whether the highest comes first'),
				...timestamps(),
			},
		}),
		update: operation({
			...updates(note),
			request: 'PUT /notes/{note_id}',
			fields: { note_id: record('Note') },
			options: { text: words(), ...owners() },
		}),
		delete: operation({ ...deletes(note), request: 'DELETE /notes/{note_id}', fields: { note_id: record('Note') } }),
	},
};
