import type { Resource } from '../../shared/kit/operation';
import { uploadHandle } from '../mediaOperations';

export const upload: Resource = {
	name: 'Upload',
	description: 'Examples of templates, pictures of profiles',
	operations: { uploadFile: uploadHandle },
};
