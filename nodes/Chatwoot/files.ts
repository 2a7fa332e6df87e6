import type { Source } from '../shared/kit/field';

/** A file on its way to Chatwoot. */
export interface OutgoingFile {
	name: string;
	mimeType: string;
	content: Buffer;
}

/** Files that the server takes with one message. */
export const MOST_FILES = 15;

/**
 * Reads the named binary fields of an item.
 * @throws {RangeError} when a field is not there or there are too many
 */
export async function readFiles(value: unknown, { context, itemIndex }: Source): Promise<OutgoingFile[] | undefined> {
	const names = (Array.isArray(value) ? value.map(String) : String(value ?? '').split(',')).map((name) => name.trim()).filter(Boolean);
	if (names.length > MOST_FILES) throw new RangeError(`A message takes at most ${MOST_FILES} files`);
	const { binary = {} } = context.getInputData()[itemIndex];
	const missing = names.find((name) => !(name in binary));
	if (missing !== undefined) throw new RangeError(`The item has no binary field "${missing}"`);
	return await Promise.all(
		names.map(async (name) => ({
			name: binary[name].fileName ?? (binary[name].fileExtension ? `${name}.${binary[name].fileExtension}` : name),
			mimeType: binary[name].mimeType,
			content: await context.helpers.getBinaryDataBuffer(itemIndex, name),
		})),
	);
}

/** A message with files as the form that the upload takes; nested values as JSON, which the server reads. */
export function messageForm(values: Record<string, unknown>, files: OutgoingFile[]): FormData {
	const form = new FormData();
	for (const [key, value] of Object.entries(values))
		if (value !== undefined && value !== null)
			form.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value as string));
	for (const { name, mimeType, content } of files)
		form.append('attachments[]', new Blob([new Uint8Array(content)], { type: mimeType }), name);
	return form;
}
