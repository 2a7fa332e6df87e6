import type { IDataObject } from 'n8n-workflow';

import { required, text, type Field } from '../shared/kit/field';
import type { Composite } from '../shared/kit/operation';
import { downloadMedia } from './download';
import { fileOf, uploaded } from './media';
import { acceptedType, kindOfType } from './mediaRules';

const binaryField = (displayName: string, description: string): Field => required(text(displayName, { default: 'data', description }));

export const mediaId = (): Field =>
	required(
		text('Media ID', {
			default: '={{ $json.media?.id }}',
			description: 'ID of the file: that of the message of the WhatsApp Cloud Trigger unless told otherwise',
			placeholder: 'e.g. 900000000000001',
		}),
	);

export const upload: Composite = {
	name: 'Upload',
	action: 'Upload media',
	description: 'Send a file up once, to use its ID in messages for 30 days',
	fields: { file: binaryField('Binary Field', 'Name of the binary field of the item that holds the file') },
	run: async ({ context, itemIndex, values, send }) => {
		const file = await fileOf(String(values.file), { context, itemIndex });
		const mimeType = acceptedType(kindOfType(file.mimeType), file);
		const id = await uploaded({ ...file, mimeType }, send);
		return { json: { id, fileName: file.name, mimeType, bytes: file.content.length } };
	},
};

export const download: Composite = {
	name: 'Download',
	action: 'Download media',
	description: 'Get the file of a received message as binary data; WhatsApp keeps it for 7 days',
	fields: { mediaId: mediaId(), binaryField: binaryField('Put File In', 'Name of the binary field of the output') },
	options: {
		fileName: text('File Name', { description: 'Name of the file; that of the message when empty', placeholder: 'e.g. proposta.pdf' }),
	},
	run: async ({ context, itemIndex, values, send }) => {
		const { json, binary } = context.getInputData()[itemIndex];
		const { content, mimeType, facts } = await downloadMedia(String(values.mediaId), send);
		const { fileName: its } = (json.media ?? {}) as IDataObject;
		const name = values.fileName ?? its;
		const file = await context.helpers.prepareBinaryData(content, name === undefined || name === null ? undefined : String(name), mimeType);
		return { json: { ...json, file: facts as IDataObject }, binary: { ...binary, [String(values.binaryField)]: file } };
	},
};

/** The two requests of a resumable upload: what templates and profiles show as an example is known by a handle, not by a media id. */
export const uploadHandle: Composite = {
	name: 'Upload File',
	action: 'Upload file for template or profile',
	description: 'Send up the example of a template header or a profile picture; gives its handle',
	fields: {
		appId: required(text('App ID', { description: 'In Meta: your app → App Settings → Basic', placeholder: 'e.g. 900000000000050' })),
		file: binaryField('Binary Field', 'Name of the binary field of the item that holds the file'),
	},
	run: async ({ context, itemIndex, values, send }) => {
		const { name, mimeType, content } = await fileOf(String(values.file), { context, itemIndex });
		const query = { file_name: name, file_length: content.length, file_type: mimeType.split(';')[0] };
		const path = `/${encodeURIComponent(String(values.appId))}/uploads`;
		const session = (await send({ method: 'POST', path, query, repeatable: true })) as IDataObject;
		const id = String(session.id);
		// It goes into the address as it came, with its colon and its query.
		if (!/^upload:[\w?=:.&%~+-]+$/.test(id)) throw new RangeError('WhatsApp gave no place to send the file to');
		const headers = { file_offset: '0', 'Content-Type': 'application/octet-stream' };
		const answer = (await send({ method: 'POST', path: `/${id}`, headers, body: content, repeatable: true })) as IDataObject;
		return { json: { handle: answer.h, fileName: name, bytes: content.length } };
	},
};
