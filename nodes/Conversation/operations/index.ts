import type { ConversationOperation } from '../operation';
import { claimTurn } from './claimTurn';
import { confirm } from './confirm';
import { decide } from './decide';
import { receive } from './receive';
import { record } from './record';
import { sweep } from './sweep';

export const operations = { claimTurn, confirm, decide, receive, record, sweep } satisfies Record<string, ConversationOperation>;
