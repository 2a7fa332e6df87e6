import type { IHookFunctions } from 'n8n-workflow';

import { giveBack, take, type SlotMemory, type UrlSlot } from '../../shared/webhook/urlSlot';
import { deliveriesSlot, notifySentByMe, receivedMessagesSlot } from '../webhookSlot';
import type { TriggerOptions } from './properties';
import { isOurs, ourUrl } from './url';

/** What each slot held before us, by the slot; received messages keep the flat form of the first version. */
type Memory = SlotMemory & { deliveries?: SlotMemory };

const optionsOf = (context: IHookFunctions): TriggerOptions => context.getNodeParameter('options', {}) as TriggerOptions;

const memoryOf = (context: IHookFunctions): Memory => context.getWorkflowStaticData('node') as Memory;

/** The slots that this trigger wants, each with its memory. */
function wanted(context: IHookFunctions): Array<{ slot: UrlSlot; memory: SlotMemory }> {
	const memory = memoryOf(context);
	const received = { slot: receivedMessagesSlot(context), memory };
	if (optionsOf(context).deliveries !== true) return [received];
	return [received, { slot: deliveriesSlot(context), memory: (memory.deliveries ??= {}) }];
}

/** Whether the instance sends everything that is wanted to this trigger. */
export async function isSubscribed(context: IHookFunctions): Promise<boolean> {
	const url = await ourUrl(context);
	for (const { slot } of wanted(context)) if ((await slot.read()) !== url) return false;
	return true;
}

/**
 * Takes the instance's URLs for this trigger; a foreign one is refused, or remembered and restored.
 * @throws {ForeignUrl} with nothing changed that was not ours
 */
export async function subscribe(context: IHookFunctions): Promise<void> {
	const rules = { mayReplace: context.getNodeParameter('otherUrl') === 'replace', isOurs: isOurs(context) };
	const url = await ourUrl(context);
	for (const { slot, memory } of wanted(context)) await take(slot, url, memory, rules);
	if (optionsOf(context).ownMessages === true) await notifySentByMe(context);
}

/** Gives every URL back that is still ours. */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const url = await ourUrl(context);
	for (const { slot, memory } of wanted(context)) await giveBack(slot, url, memory);
}
