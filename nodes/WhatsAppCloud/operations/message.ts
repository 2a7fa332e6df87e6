import type { Resource } from '../../shared/kit/operation';
import { sendAny } from '../sendAny';
import { basic } from './message/basic';
import { commerce } from './message/commerce';
import { interactive } from './message/interactive';
import { manage } from './message/manage';
import { template } from './message/template';
import { wait } from './message/wait';

export const message: Resource = {
	name: 'Message',
	operations: { ...basic, ...interactive, ...commerce, ...template, ...manage, ...wait, sendAny },
};
