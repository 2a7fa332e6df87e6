import type { Store } from '../../shared/store/store';
import { nextPart, recordPart, type ConfirmedPart, type NextPart } from '../../shared/store/replies';

/**
 * Records each part of a confirmed reply as if it had been sent; before each one the fence is looked at anew, as on WhatsApp.
 * @returns what was said, part by part
 */
export async function saidInTrial(store: Store, [first]: ConfirmedPart[]): Promise<string[]> {
	const bubbles: string[] = [];
	let part: { outbox_id: number; text: string } | null = first ?? null;
	while (part !== null) {
		const recorded = await recordPart(store, { outboxId: part.outbox_id, status: 'sent' });
		bubbles.push(part.text);
		const next: NextPart | null = recorded.recorded && recorded.more ? await nextPart(store, part.outbox_id) : null;
		part = next?.next === true ? next : null;
	}
	return bubbles;
}
