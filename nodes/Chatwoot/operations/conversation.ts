import type { Resource } from '../../shared/kit/operation';
import { act } from './conversation/act';
import { composites } from './conversation/composites';
import { label } from './conversation/label';
import { manage } from './conversation/manage';
import { people } from './conversation/people';
import { read } from './conversation/read';

export const conversation: Resource = {
	name: 'Conversation',
	operations: { ...composites, ...read, ...manage, ...act, ...label, ...people },
};
