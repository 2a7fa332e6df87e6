import type { IDataObject, IHookFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { phoneOfReference } from '../../shared/core/crm/deal';
import { InvalidPhone, typedKey } from '../../shared/core/brazil/phone';
import { send } from '../../shared/http/send';
import type { Call } from '../../shared/kit/operation';
import { pipeRun } from '../api';
import { phonesOf, WITH_CONTACTS } from '../contacts';
import { read } from '../requests';
import { eventKey, type DealEvent } from './event';

/** PipeRun's door for a trigger: n8n gives it the same requests as any node. */
export const doorOf =
	(context: IWebhookFunctions | IPollFunctions): Call['send'] =>
	async (request) =>
		await send(context as unknown as IHookFunctions, pipeRun, request);

/** The deal as it is now, with what it belongs to; null when there is none. */
export const freshDeal = async (door: Call['send'], id: number): Promise<IDataObject | null> =>
	await read(door, `/deals/${id}`, { with: 'persons,companies' });

/**
 * What the workflow gets.
 * @param phones of the person, when the delivery brought them
 */
export async function dealEvent(door: Call['send'], event: DealEvent, deal: IDataObject, phones: string[] = []): Promise<IDataObject> {
	return { event, eventKey: eventKey(event, deal), dealId: deal.id, phone: await phoneOf(door, deal, phones), deal };
}

/** The customer's phone: ours when the deal came from a conversation, else the first usable one of its person. */
async function phoneOf(door: Call['send'], deal: IDataObject, phones: string[]): Promise<string | null> {
	const ours = phoneOfReference(deal.reference);
	if (ours) return ours;
	const known = firstUsable(phones);
	if (known || !deal.person_id) return known;
	return firstUsable(phonesOf((await read(door, `/persons/${String(deal.person_id)}`, WITH_CONTACTS)) ?? {}));
}

function firstUsable(phones: string[]): string | null {
	for (const phone of phones) {
		try {
			return typedKey(phone);
		} catch (error) {
			if (!(error instanceof InvalidPhone)) throw error;
		}
	}
	return null;
}
