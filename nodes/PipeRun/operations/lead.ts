import type { Resource } from '../../shared/kit/operation';
import { syncLeadOperation } from '../sync/operation';

/** A lead is no record of PipeRun: it becomes several. */
export const leadResource: Resource = { name: 'Lead', description: 'Lead da conversa', operations: { sync: syncLeadOperation } };
