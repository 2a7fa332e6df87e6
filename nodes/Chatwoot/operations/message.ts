import type { Resource } from '../../shared/kit/operation';
import { catchUp } from './message/catchUp';
import { files } from './message/files';
import { manage } from './message/manage';
import { send } from './message/send';
import { wait } from './message/wait';

export const message: Resource = { name: 'Message', operations: { ...send, ...files, ...manage, ...catchUp, ...wait } };
