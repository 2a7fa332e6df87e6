import { longText, required } from '../../shared/kit/field';
import { operation, type Operations } from '../../shared/kit/operation';
import { deleted, one } from '../envelopes';
import { id, ofContact } from '../fields';
import { onePage } from '../pages';

const note = () => required(id('Note ID', 'e.g. 31'));
const content = () => required(longText('Content'));

/** Notes on a contact, as agents write them beside the conversation. */
export const notes: Operations = {
	getNotes: operation({
		name: 'Get Notes',
		action: 'Get notes of contact',
		description: 'List the notes on a contact',
		request: 'GET /contacts/{contact}/notes',
		fields: { contact: ofContact() },
		paging: onePage(),
		output: one(),
	}),
	getNote: operation({
		name: 'Get Note',
		action: 'Get note of contact',
		description: 'Get a note on a contact',
		request: 'GET /contacts/{contact}/notes/{note}',
		fields: { contact: ofContact(), note: note() },
		output: one(),
	}),
	createNote: operation({
		name: 'Create Note',
		action: 'Create note of contact',
		description: 'Add a note to a contact',
		request: 'POST /contacts/{contact}/notes',
		fields: { contact: ofContact(), content: content() },
		output: one(),
	}),
	updateNote: operation({
		name: 'Update Note',
		action: 'Update note of contact',
		description: 'Change a note on a contact',
		request: 'PATCH /contacts/{contact}/notes/{note}',
		fields: { contact: ofContact(), note: note(), content: content() },
		repeatable: true,
		output: one(),
	}),
	deleteNote: operation({
		name: 'Delete Note',
		action: 'Delete note of contact',
		description: 'Delete a note on a contact',
		request: 'DELETE /contacts/{contact}/notes/{note}',
		fields: { contact: ofContact(), note: note() },
		output: deleted,
	}),
};
