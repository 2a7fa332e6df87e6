import type { IHookFunctions } from 'n8n-workflow';

import { refuseOldSchema } from '../../shared/store/schemaAtPublish';
import { mayReplace } from '../../shared/webhook/otherUrl';
import { standingOf } from '../../shared/webhook/standing';
import { giveBack, takeAll, type SlotMemory } from '../../shared/webhook/urlSlot';
import type { EventName } from '../events';
import { EVENT_NAMES, notifySentByMe, slotsOf } from '../webhookSlot';
import { chosenEvents, optionsOf } from './properties';
import { isOurs } from '../../shared/webhook/ownUrl';
import { demandDeliverable, ourUrl, ownDoorOf } from './url';

/** What each slot held before us; received messages and deliveries keep the places of the first version. */
type Memory = SlotMemory & Partial<Record<'deliveries' | Exclude<EventName, 'received' | 'delivery'>, SlotMemory>>;

function memoryOf(context: IHookFunctions, event: EventName): SlotMemory {
	const memory = context.getWorkflowStaticData('node') as Memory;
	if (event === 'received') return memory;
	return (memory[event === 'delivery' ? 'deliveries' : event] ??= {});
}

const whose = (context: IHookFunctions) => ({
	isOurs: isOurs(context),
	standing: async (url: string) => await standingOf(context, url),
});

/** Whether the instance sends everything that is wanted to this trigger. */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	if (context.getNodeParameter('noteSent', false) === true) await refuseOldSchema(context);
	const url = await ourUrl(context);
	const slots = slotsOf(context);
	for (const event of chosenEvents(context)) if ((await slots[event].read()) !== url) return false;
	return true;
}

/**
 * Takes the instance's URLs for this trigger, also from a copy of it that is not published any more; a foreign one is refused, or remembered and
 * restored. A test gives them back to the published
 * workflow; the published workflow never gives them back to a test, whose end it may not have seen.
 * @throws {ForeignUrl | NotDeliverable} with nothing changed
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	const url = await ourUrl(context);
	await demandDeliverable(context, url, context.getActivationMode() !== 'manual' && ownDoorOf(context) !== null);
	const slots = slotsOf(context);
	const places = chosenEvents(context).map((event) => ({ slot: slots[event], memory: memoryOf(context, event) }));
	await takeAll(places, url, {
		...whose(context),
		mayReplace: mayReplace(context),
		comesBack: () => context.getActivationMode() === 'manual',
	});
	if (optionsOf(context).ownMessages === true) await notifySentByMe(context);
}

/** Gives every URL back that is still ours, also of events that are not chosen any more. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const url = await ourUrl(context);
	const slots = slotsOf(context);
	for (const event of EVENT_NAMES) await giveBack(slots[event], url, memoryOf(context, event), whose(context));
}
