/** A place at a vendor that holds one webhook URL at a time. */
export interface UrlSlot {
	/** The URL that is set now; empty when there is none. */
	read: () => Promise<string>;
	write: (url: string) => Promise<void>;
}

/** What has to be remembered between taking the slot and giving it back. */
export interface SlotMemory {
	previousUrl?: string;
}

/** Somebody else's URL stands in the slot, and the operator did not allow replacing it. */
export class ForeignUrl extends Error {
	readonly remedy =
		'Another system receives these events now and would stop to. Choose "Replace, Restore Later" under "If Another URL Is Set", or clear the URL in the vendor\'s panel.';

	constructor(url: string) {
		super(`Another webhook URL is set already (on ${host(url)})`);
		this.name = 'ForeignUrl';
	}
}

/**
 * Sets our URL. Somebody else's is never silently overwritten: it is refused, or remembered and restored by `giveBack`.
 * @param isOurs recognises our own URLs, also those of another mode (test or production)
 * @throws {ForeignUrl}
 */
export async function take(
	slot: UrlSlot,
	url: string,
	memory: SlotMemory,
	rules: { mayReplace: boolean; isOurs: (url: string) => boolean },
): Promise<void> {
	const current = await slot.read();
	if (current === url) return;
	if (current && !rules.isOurs(current) && !rules.mayReplace) throw new ForeignUrl(current);
	if (current) memory.previousUrl = current;
	await slot.write(url);
}

/**
 * Restores what was there before, if ours is still set. With nothing to restore the URL stays: how to clear one is not documented, and
 * deliveries to a webhook that is not listening are answered with 404.
 */
export async function giveBack(slot: UrlSlot, url: string, memory: SlotMemory): Promise<void> {
	const { previousUrl } = memory;
	delete memory.previousUrl;
	if (previousUrl && (await slot.read()) === url) await slot.write(previousUrl);
}

/** The host alone: the rest of a webhook's URL may be a secret. */
function host(url: string): string {
	try {
		return new URL(url).host;
	} catch {
		return 'an address that cannot be read';
	}
}
