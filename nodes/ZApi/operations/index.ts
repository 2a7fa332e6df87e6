import type { Resources } from '../../shared/kit/operation';
import { instance } from './instance';
import { message } from './message';
import { queue } from './queue';
import { webhook } from './webhook';

export const resources: Resources = { instance, message, queue, webhook };
