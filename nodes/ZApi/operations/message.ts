import type { Resource } from '../../shared/kit/operation';
import { cards } from './message/cards';
import { events } from './message/events';
import { interactive } from './message/interactive';
import { manage } from './message/manage';
import { media } from './message/media';
import { payments } from './message/payments';
import { polls } from './message/polls';
import { sendAny } from '../sendAny';
import { text } from './message/text';
import { wait } from './message/wait';

export const message: Resource = {
	name: 'Message',
	operations: { ...text, ...media, ...cards, ...interactive, ...polls, ...payments, ...events, ...manage, ...wait, sendAny },
};
