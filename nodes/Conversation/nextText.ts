import { sleep } from 'n8n-workflow';

import { claimEffects, type ClaimedEffect } from '../shared/store/outbox';
import type { Store } from '../shared/store/store';

/** A person's reply is not begun sooner than so long after another message of its chat: `claim_outbox` sees to that. */
const APART_MS = 3200;
/** For one text: a send and its answer. */
export const TEXT_LEASE_SECONDS = 60;

/** Claims the text that waits for a customer, once the message before it is far enough away. */
export async function claimNextText(store: Store, { channel, phone }: { channel: string; phone: string }): Promise<ClaimedEffect[]> {
	await sleep(APART_MS);
	return await claimEffects(store, { kinds: ['whatsapp_text'], limit: 1, leaseSeconds: TEXT_LEASE_SECONDS, channel, phone });
}
