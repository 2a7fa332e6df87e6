import type { IDataObject } from 'n8n-workflow';

import { converted, required, text, type Field, type Source } from '../shared/kit/field';

const ADDRESS = /^https?:\/\//i;
const DATA_URI = /^data:[\w.+-]+\/[\w.+-]+(;[\w.+-]+=[^;,]*)*;base64,/i;

/**
 * A file for Z-API, which takes an address or a content in one and the same key: addresses and data URIs stay as they are, the name of a
 * binary field of the item becomes its content as a data URI.
 * @throws RangeError when it is none of the three
 */
export async function fileContent(given: unknown, { context, itemIndex }: Source): Promise<unknown> {
	if (typeof given !== 'string' || given.trim() === '') return given;
	const value = given.trim();
	if (ADDRESS.test(value) || DATA_URI.test(value)) return value;
	const file = binaryOf(value, { context, itemIndex });
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, value);
	return `data:${file.mimeType};base64,${content.toString('base64')}`;
}

function binaryOf(name: string, { context, itemIndex }: Source) {
	const found = context.getInputData()[itemIndex].binary?.[name];
	if (found) return found;
	const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
	throw new RangeError(
		`"${shown}" is no file: give the name of a binary field of the item, a public URL that starts with https://, or a data URI (data:image/png;base64,…)`,
	);
}

/** A file: binary field, address or data URI. */
export const optionalMedia = (displayName: string, what: string, example: string, at?: string): Field => ({
	...text(displayName, {
		at,
		description: `The ${what}: name of a binary field of the item (such as data), public URL that starts with https://, or data URI in base64`,
		placeholder: `e.g. https://example.com/${example}`,
	}),
	load: fileContent,
});

export const media = (...wording: Parameters<typeof optionalMedia>): Field => required(optionalMedia(...wording));

/** A list whose entries hold a file under the given key. */
export const withFiles = (given: Field, key: string): Field => ({
	...given,
	load: async (value, source) => {
		const rows = (value as { entry?: IDataObject[] } | null)?.entry;
		if (!rows) return value;
		return { entry: await Promise.all(rows.map(async (row) => ({ ...row, [key]: await fileContent(row[key], source) }))) };
	},
});

/**
 * What a file's name ends with, as the path of the route wants it: taken from the file beside it when the operator left it empty.
 * @param beside name of the field with the file
 */
export const extension = (beside: string): Field => ({
	...converted(
		text('File Extension', { description: 'What the file name ends with; taken from the file when empty', placeholder: 'e.g. pdf' }),
		(given) => given.replace(/^\./, ''),
	),
	load: async (value, source) => (String(value ?? '').trim() === '' ? extensionOf(source, beside) : value),
});

/**
 * The name that people see of a document, without its extension: that of the binary field beside it when the operator left it empty.
 * @param beside name of the field with the file
 */
export const fileName = (beside: string): Field => ({
	...text('File Name', {
		description: 'Name that people see, without the extension; that of the binary field when empty',
		placeholder: 'e.g. Proposta comercial',
	}),
	load: async (value, source) => {
		const file = fileBeside(source, beside);
		if (String(value ?? '').trim() !== '' || ADDRESS.test(file) || DATA_URI.test(file)) return value;
		return binaryOf(file, source).fileName?.replace(/\.\w{1,8}$/, '') ?? value;
	},
});

const fileBeside = ({ context, itemIndex }: Source, beside: string): string =>
	String(context.getNodeParameter(beside, itemIndex, '')).trim();

function extensionOf(source: Source, beside: string): string {
	const file = fileBeside(source, beside);
	const found = ADDRESS.test(file)
		? ending(new URL(file).pathname)
		: DATA_URI.test(file)
			? fromType(file.slice(5, file.indexOf(';')))
			: fromBinary();
	if (found === undefined) throw new RangeError('The file does not tell its extension: give it in "File Extension"');
	return found;

	function fromBinary(): string | undefined {
		const { fileExtension, fileName, mimeType } = binaryOf(file, source);
		return fileExtension || ending(fileName ?? '') || fromType(mimeType);
	}
}

/** What a name ends with, without the dot. */
export const ending = (name: string): string | undefined => /\.(\w{1,8})$/.exec(name)?.[1].toLowerCase();

/** Types whose second half is not what files are called; the extension of any other is asked for in "File Extension". */
const EXTENSIONS: Record<string, string> = {
	'text/plain': 'txt',
	'application/msword': 'doc',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
};

const fromType = (mimeType: string): string | undefined => EXTENSIONS[mimeType] ?? /^\w+\/(\w{1,5})$/.exec(mimeType)?.[1].toLowerCase();
