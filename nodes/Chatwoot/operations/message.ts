import type { Resource } from '../../shared/kit/operation';
import { files } from './message/files';
import { manage } from './message/manage';
import { send } from './message/send';
import { wait } from './message/wait';

export const message: Resource = { name: 'Message', operations: { ...send, ...files, ...manage, ...wait } };
