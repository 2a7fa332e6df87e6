import { note } from '../onboarding/note';
import { plan } from '../onboarding/plan';
import { queue } from '../onboarding/queue';
import { register } from '../onboarding/register';
import type { StoreOperations } from '../operation';

export const onboarding: StoreOperations = { noteProgress: note, planMessages: plan, queueMessage: queue, register };
