import { text, type Fields } from '../../shared/kit/field';
import { operation, type Resource } from '../../shared/kit/operation';
import { deleted, withoutAddress } from '../answers';
import { download, mediaId, upload } from '../mediaOperations';

const options = (): Fields => ({
	number: text('Only of Phone Number ID', {
		at: 'phone_number_id',
		description: 'Refuses a file of another number',
		placeholder: 'e.g. 106540352242922',
	}),
});

export const media: Resource = {
	name: 'Media',
	operations: {
		download,
		upload,
		get: operation({
			name: 'Get',
			action: 'Get media',
			description: 'Get type, size and sum of a file',
			request: 'GET /{mediaId}',
			fields: { mediaId: mediaId() },
			options: options(),
			output: withoutAddress,
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete media',
			description: 'Delete a file of WhatsApp',
			request: 'DELETE /{mediaId}',
			fields: { mediaId: mediaId() },
			options: options(),
			output: deleted,
		}),
	},
};
