import type { Asks } from '../shared/inbound/handOver';
import type { Context as Called } from '../ControlApi/context';

/** What the server needs of whoever hands it a call: a webhook of n8n, or a port of its own. */
export type Context = Called & { helpers: Asks['helpers'] };
