import type { Operations } from '../../../shared/kit/operation';
import { askInConversation } from '../../composites/ask';

/** The name is n8n's own: by it the editor offers the node as a channel for the review of an AI Agent's tools. */
export const wait: Operations = { sendAndWait: askInConversation };
