import { choice, longText, required, text, type Field, type Fields } from '../../shared/kit/field';
import { picker } from '../../shared/kit/picker';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, single } from '../answers';
import { fieldsOf } from '../fields';
import { atMost } from '../limits';
import { pages } from '../paging';

const words = (): Field =>
	atMost(140, required(longText('Text', { at: 'prefilled_message', description: 'What the person is about to send after the scan' })));
const code = (): Field => required(picker('QR Code', 'searchQrCodes', { at: 'code', placeholder: 'e.g. 4O4YGZEG3RIVE1' }));
const READ = 'code,prefilled_message,deep_link_url,creation_time';
const read = (): Fields => ({ fields: fieldsOf(READ) });

export const qrCode: Resource = {
	name: 'QR Code',
	description: 'Codes and links that open a chat with a text',
	operations: {
		getMany: operation({
			name: 'Get Many',
			action: 'Get many qr codes',
			description: 'List the QR codes of the number',
			request: 'GET /:phone/message_qrdls',
			fixedQuery: { fields: READ },
			fields: {},
			options: { ...read(), code: text('Code', { placeholder: 'e.g. 4O4YGZEG3RIVE1' }) },
			paging: pages(25),
		}),
		get: operation({
			name: 'Get',
			action: 'Get qr code',
			description: 'Get one QR code',
			request: 'GET /:phone/message_qrdls/{code}',
			fixedQuery: { fields: READ },
			fields: { code: code() },
			options: read(),
			output: single,
		}),
		create: operation({
			name: 'Create',
			action: 'Create qr code',
			description: 'Make a QR code and its link',
			request: 'POST /:phone/message_qrdls',
			fields: { text: words(), image: choice('Image', { PNG: 'PNG', SVG: 'SVG' }, { at: 'generate_qr_image' }) },
		}),
		update: operation({
			name: 'Update',
			action: 'Update qr code',
			description: 'Change the text of a QR code; the printed code stays',
			request: 'POST /:phone/message_qrdls',
			fields: { code: code(), text: words() },
			repeatable: true,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete qr code',
			description: 'Delete a QR code: it opens no chat any more',
			request: 'DELETE /:phone/message_qrdls/{code}',
			fields: { code: code() },
			output: deleted,
		}),
	},
};
