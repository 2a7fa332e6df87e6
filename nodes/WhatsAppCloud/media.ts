import type { IDataObject } from 'n8n-workflow';

import { isRecord, textOf } from '../shared/core/json/readers';
import { VendorError } from '../shared/http/errors';
import type { VendorRequest } from '../shared/http/send';
import { converted, required, text, type Field, type Source } from '../shared/kit/field';
import { acceptedType, kindAt, type MediaFile, type MediaKind } from './mediaRules';

type Send = (request: VendorRequest) => Promise<unknown>;

const ADDRESS = /^https?:\/\/\S+$/i;
const DATA_URI = /^data:([\w.+-]+\/[\w.+-]+(?:;[\w.+-]+=[^;,]*)*);base64,/i;
/** Ids of media are digits; a binary field may be called 1 or 2. */
const MEDIA_ID = /^\d{6,}$/;

/** A file as Meta wants it in a message: its id or its link. `upload` stands for what has to go up first. */
export function toSource(given: string): IDataObject {
	const value = given.trim();
	if (MEDIA_ID.test(value)) return { id: value };
	return ADDRESS.test(value) ? { link: value } : { upload: value };
}

/** A file by media id, public link, or binary field of the item. */
export const optionalMedia = (displayName: string, what: string, example: string, at?: string): Field =>
	converted(
		text(displayName, {
			at,
			description: `The ${what}: public URL, name of a binary field of the item (such as data), or ID of an uploaded media`,
			placeholder: `e.g. https://example.com/${example}`,
		}),
		toSource,
	);
export const media = (...wording: Parameters<typeof optionalMedia>): Field => required(optionalMedia(...wording));

/** A body with all files that had to go up first replaced by their ids; each is looked at before any goes. */
export async function withUploads(body: IDataObject, source: Source, send: Send): Promise<IDataObject> {
	const files = await Promise.all(wanted(body).map(async ({ kind, upload }) => ({ kind, file: await fileOf(upload, source) })));
	const ready = files.map(({ kind, file }) => ({ ...file, mimeType: acceptedType(kind, file) }));
	const ids: string[] = [];
	for (const file of ready) ids.push(await uploaded(file, send));
	return replaced(body, ids) as IDataObject;
}

/** Sends a file up; its id lives for 30 days and belongs to the number. */
export async function uploaded({ name, mimeType, content }: MediaFile, send: Send): Promise<string> {
	const form = new FormData();
	form.append('messaging_product', 'whatsapp');
	form.append('type', mimeType);
	form.append('file', new Blob([new Uint8Array(content)], { type: mimeType }), name);
	const answer = await send({ method: 'POST', path: '/:phone/media', body: form, repeatable: true });
	const id = isRecord(answer) ? textOf(answer.id) : '';
	if (id) return id;
	throw new VendorError({ kind: 'unavailable', message: 'WhatsApp took the file and gave no ID for it', remedy: 'Run it again.' });
}

/**
 * The file of a binary field of the item, or of a data URI.
 * @throws {RangeError} when it is neither
 */
export async function fileOf(given: string, { context, itemIndex }: Source): Promise<MediaFile> {
	const [prefix, mimeType] = DATA_URI.exec(given) ?? [];
	if (prefix !== undefined) {
		const ending = mimeType.split(';')[0].split('/')[1];
		return { name: `file.${ending}`, mimeType, content: Buffer.from(given.slice(prefix.length), 'base64') };
	}
	const found = context.getInputData()[itemIndex].binary?.[given];
	const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
	if (!found)
		throw new RangeError(
			`"${shown}" is no file: give a public URL, the name of a binary field of the item, or the ID of an uploaded media`,
		);
	const name = found.fileName ?? (found.fileExtension ? `${given}.${found.fileExtension}` : given);
	return { name, mimeType: found.mimeType, content: await context.helpers.getBinaryDataBuffer(itemIndex, given) };
}

interface Wanted {
	kind: MediaKind;
	upload: string;
}

function wanted(value: unknown, key = ''): Wanted[] {
	if (Array.isArray(value)) return value.flatMap((one) => wanted(one, key));
	if (!isRecord(value)) return [];
	const kind = kindAt(key);
	if (typeof value.upload === 'string' && kind) return [{ kind, upload: value.upload }];
	return Object.entries(value).flatMap(([inner, one]) => wanted(one, inner));
}

/** The same body; the ids stand where `wanted` found the files, in its order. */
function replaced(value: unknown, ids: string[], key = ''): unknown {
	if (Array.isArray(value)) return value.map((one) => replaced(one, ids, key));
	if (!isRecord(value)) return value;
	const { upload, ...rest } = value;
	if (typeof upload === 'string' && kindAt(key)) return { id: ids.shift(), ...rest };
	return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, replaced(one, ids, inner)]));
}
