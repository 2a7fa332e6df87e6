import type { Operation } from '../shared/kit/operation';
import { byCursor } from './api';
import { deleted, entry, one } from './answer';

/** What a resource is called in sentences; `term` is PipeRun's word on its screens. */
export interface Noun {
	one: string;
	many: string;
	term: string;
}

export const noun = (single: string, term: string, many = `${single}s`): Noun => ({ one: single, many, term });

type Part = Pick<Operation, 'name' | 'action' | 'description' | 'output' | 'paging' | 'repeatable'>;

/** The wording and the answer of the operations that nearly every resource has; the row adds the request and its fields. */
export const creates = ({ one: single, term }: Noun): Part => ({
	name: 'Create',
	action: `Create ${single}`,
	description: `Add a new ${single} (${term})`,
	output: one,
});

export const gets = ({ one: single, term }: Noun): Part => ({
	name: 'Get',
	action: `Get ${single}`,
	description: `Read one ${single} (${term}) by its ID`,
	output: one,
});

export const lists = ({ many, term }: Noun): Part => ({
	name: 'Get Many',
	action: `Get many ${many}`,
	description: `List ${many} (${term})`,
	paging: byCursor,
	output: entry,
});

export const updates = ({ one: single, term }: Noun): Part => ({
	name: 'Update',
	action: `Update ${single}`,
	description: `Change one ${single} (${term}); only what is given is sent`,
	repeatable: true,
	output: one,
});

export const deletes = ({ one: single, term }: Noun): Part => ({
	name: 'Delete',
	action: `Delete ${single}`,
	description: `Delete one ${single} (${term}) for good`,
	output: deleted,
});

/** Bulk reading of the values of custom fields. */
export const listsCustomFieldValues = ({ one: single, many }: Noun): Part => ({
	name: 'Get Many Custom Field Values',
	action: `Get many custom field values of ${many}`,
	description: `List what the custom fields (campos customizados) of one ${single}, or of all, hold`,
	paging: byCursor,
	output: entry,
});
