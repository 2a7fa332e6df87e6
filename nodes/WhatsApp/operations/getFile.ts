import { flag, required, text } from '../../shared/kit/field';
import { textOf } from '../../shared/core/json/readers';
import { VendorError } from '../../shared/http/errors';
import type { WhatsAppOperation } from '../operation';
import { fileById } from '../fileById';

/**
 * The file of a message whose provider tells it by an id, as binary data. What has an address for everybody, or no file, is handed on as it is: nodes behind
 * need not know which provider it was.
 */
export const getFile: WhatsAppOperation = {
	name: 'Get File',
	action: 'Get file of message',
	description:
		'Fetch the file of a received message where its provider gives it to the owner of the number alone; other items go on as they are',
	fields: {
		fileId: text('File ID', {
			default: '={{ $json.file_id ?? $json.media?.id }}',
			description: 'ID of the file at its provider; an item without one goes on as it is',
			placeholder: 'e.g. 900000000000001',
		}),
		fileName: text('File Name', {
			default: '={{ $json.file_name ?? $json.media?.fileName }}',
			description: 'Name that the file gets',
			placeholder: 'e.g. proposta.pdf',
		}),
		binaryField: required(text('Put File In', { default: 'data', description: 'Name of the binary field of the output' })),
		goOn: flag('Go On Without It', 'Whether an item whose file cannot be had goes on all the same, with the reason in "file_problem"'),
	},
	run: async ({ context, itemIndex, values }) => {
		const { json, binary } = context.getInputData()[itemIndex];
		const id = textOf(values.fileId).trim();
		if (id === '') return { json, binary };
		try {
			const { data, mimeType } = await fileById({ context, itemIndex }, id);
			const file = await context.helpers.prepareBinaryData(data, textOf(values.fileName) || undefined, mimeType ?? undefined);
			return { json, binary: { ...binary, [String(values.binaryField)]: file } };
		} catch (error) {
			if (values.goOn !== true || !(error instanceof VendorError || error instanceof RangeError)) throw error;
			return { json: { ...json, file_problem: error.message }, binary };
		}
	},
};
