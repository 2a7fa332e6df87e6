import type { Standing } from './standing';

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
	readonly remedy: string;

	constructor(url: string, standing: Exclude<Standing, 'gone'>) {
		super(`Another webhook URL is set already (on ${host(url)})`);
		this.name = 'ForeignUrl';
		this.remedy = REMEDIES[standing];
	}
}

const REMEDIES: Record<Exclude<Standing, 'gone'>, string> = {
	foreign:
		'Another system receives these events now and would stop to. Choose "Replace, Restore Later" under "If Another URL Is Set", or clear the URL in the vendor\'s panel.',
	published:
		'Another workflow of this n8n is published and receives these events now. Unpublish that one, or choose "Replace, Restore Later" under "If Another URL Is Set".',
	unknown:
		'The URL is one of this n8n, which could not be asked at its public address whether the workflow behind it is still published. If it is not, choose "Replace, Restore Later" under "If Another URL Is Set".',
};

interface Rules {
	mayReplace: boolean;
	/** Recognises our own URLs, also those of another mode (test or production). */
	isOurs: (url: string) => boolean;
	/** Who would miss a URL that is not ours; one that nobody would is taken unasked, and never set again. */
	standing: (url: string) => Promise<Standing>;
	/** Which of our own URLs are set again by `giveBack`; all when absent. */
	comesBack?: (url: string) => boolean;
}

/**
 * Sets our URL. Somebody else's is never silently overwritten: it is refused, or remembered and restored by `giveBack`. One that was left by a workflow
 * of this n8n that is not published any more is nobody's.
 * @throws {ForeignUrl}
 */
export const take = async (slot: UrlSlot, url: string, memory: SlotMemory, rules: Rules): Promise<void> =>
	await takeAll([{ slot, memory }], url, rules);

/**
 * Sets our URL in several places: in all or, when one is refused or fails, in none.
 * @throws {ForeignUrl} with nothing changed
 */
export async function takeAll(places: Array<{ slot: UrlSlot; memory: SlotMemory }>, url: string, rules: Rules): Promise<void> {
	const current: string[] = [];
	for (const { slot } of places) current.push(await slot.read());
	const others = new Map<string, Standing>();
	for (const one of new Set(current)) if (one !== '' && one !== url && !rules.isOurs(one)) others.set(one, await rules.standing(one));
	for (const [one, standing] of others) if (standing !== 'gone' && !rules.mayReplace) throw new ForeignUrl(one, standing);
	const comesBack = (one: string) => (others.has(one) ? others.get(one) !== 'gone' : one !== '' && (rules.comesBack?.(one) ?? true));
	const taken: typeof places = [];
	try {
		for (const [n, place] of places.entries()) {
			if (current[n] === url) continue;
			if (comesBack(current[n])) place.memory.previousUrl = current[n];
			await place.slot.write(url);
			taken.push(place);
		}
	} catch (error) {
		// What failed first is what the operator has to know.
		for (const { slot, memory } of taken) await giveBack(slot, url, memory, rules).catch(() => undefined);
		throw error;
	}
}

/**
 * Restores what was there before, if ours is still set and somebody would miss the other. With nothing to restore the URL stays: how to clear one is not documented, and
 * deliveries to a webhook that is not listening are answered with 404.
 */
export async function giveBack(slot: UrlSlot, url: string, memory: SlotMemory, rules: Pick<Rules, 'isOurs' | 'standing'>): Promise<void> {
	const { previousUrl } = memory;
	delete memory.previousUrl;
	if (!previousUrl || (await slot.read()) !== url) return;
	if (rules.isOurs(previousUrl) || (await rules.standing(previousUrl)) !== 'gone') await slot.write(previousUrl);
}

/** The host alone: the rest of a webhook's URL may be a secret. */
function host(url: string): string {
	try {
		return new URL(url).host;
	} catch {
		return 'an address that cannot be read';
	}
}
