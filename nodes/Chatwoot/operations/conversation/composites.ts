import type { Operations } from '../../../shared/kit/operation';

/** The acts of several requests that a handoff is made of. */
export const composites: Operations = {};
