import type { WhatsAppOperation } from '../operation';
import { findOut } from './findOut';
import { send } from './send';

export const operations: Record<string, WhatsAppOperation> = { send, findOut };
