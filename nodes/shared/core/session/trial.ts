/** How a channel begins that is for trying the agent out, and the key of whoever plays the customer there: the rule of `is_trial` in the schema. */
export const TRIAL_PREFIX = 'teste:';

export const isTrial = (channel: string): boolean => channel.startsWith(TRIAL_PREFIX);
