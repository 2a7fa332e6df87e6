import type { INodeProperties } from 'n8n-workflow';

/** Where the schema's file puts everything unless a company has a schema of its own. */
export const PUBLIC = 'public';

export const SCHEMA_WORDING = {
	placeholder: 'e.g. empresa_x',
	description:
		'Of the Supabase project, where several companies share it: each has a schema of its own, made by the schema\'s file. Empty is "public". The same in every node of a workflow.',
};

/** The option of every node that uses the database; no expression, so that a workflow has one company. */
export const schemaOption: INodeProperties = {
	displayName: 'Schema',
	name: 'schema',
	type: 'string',
	noDataExpression: true,
	default: '',
	...SCHEMA_WORDING,
};

/** The collection of a node that has no other options. */
export const storeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [schemaOption],
};

/**
 * The name of a schema as the option has it.
 * @param given empty for `public`
 * @throws RangeError when no schema that was made by replacing can have that name
 */
export function schemaName(given: unknown): string {
	const name = typeof given === 'string' ? given.trim() : '';
	if (name === '') return PUBLIC;
	if (/^[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
	throw new RangeError('The option "Schema" takes small letters, digits and _, and starts with no digit');
}
