/** A deal of a CRM, as far as it takes to know which one is the lead's. */
export interface DealRecord {
	id: number;
	/** Key that we gave it; null for deals that people made. */
	reference: string | null;
	status: 'open' | 'won' | 'lost';
	/** In the bin. */
	deleted: boolean;
	/** Epoch milliseconds; null while open, or when the CRM does not say. */
	closedAt: number | null;
	pipelineId: number;
}

export type DealDecision =
	| { kind: 'use'; id: number; cycle: number }
	| { kind: 'create'; cycle: number }
	/** The deal stays as people left it. */
	| { kind: 'leave'; id: number; cycle: number; reason: 'closedRecently' | 'inTheBin' };

/** The key of a lead's deal: one a cycle (SDR spec 7.7, TO-BE). */
export const dealReference = (phone: string, cycle: number): string => `atendeaqui:${phone}:${cycle}`;

/** The phone in a reference that we gave; null for anybody else's. */
export const phoneOfReference = (reference: unknown): string | null =>
	/^atendeaqui:([^\s:]+):\d+$/.exec(typeof reference === 'string' ? reference : '')?.[1] ?? null;

/** The cycle that a reference names, when it is one of this lead's. */
function cycleOf(reference: string | null, phone: string): number | null {
	const [, cycle] = /^atendeaqui:.+:(\d+)$/.exec(reference ?? '') ?? [];
	return cycle !== undefined && reference === dealReference(phone, Number(cycle)) ? Number(cycle) : null;
}

interface Situation {
	phone: string;
	/** All deals of the lead's person, and the linked one wherever it is now. */
	deals: DealRecord[];
	linkedId: number | null;
	pipelineId: number;
	/** Epoch milliseconds. */
	now: number;
	/** A deal closed longer ago than this makes room for a new cycle. */
	reopenAfterDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Which deal is the lead's now: the one that is linked, else ours of the newest cycle, else an open one that people made in the pipeline.
 * A closed deal is followed by a new cycle only after some days; until then it is left alone, and so is one in the bin.
 */
export function decideDeal({ phone, deals, linkedId, pipelineId, now, reopenAfterDays }: Situation): DealDecision {
	const ours = deals
		.flatMap((deal) => ({ deal, cycle: cycleOf(deal.reference, phone) }))
		.filter((one): one is { deal: DealRecord; cycle: number } => one.cycle !== null)
		.sort((a, b) => b.cycle - a.cycle || Number(a.deal.deleted) - Number(b.deal.deleted) || a.deal.id - b.deal.id);
	const newest = ours[0]?.cycle ?? 1;
	const linked = deals.find(({ id }) => id === linkedId);
	const open = deals
		.filter((deal) => deal.pipelineId === pipelineId && deal.status === 'open' && !deal.deleted)
		.sort((a, b) => a.id - b.id)[0] as DealRecord | undefined;
	const current = linked ?? ours[0]?.deal ?? open;
	if (!current) return { kind: 'create', cycle: 1 };
	const cycle = cycleOf(current.reference, phone) ?? newest;
	if (current.status === 'open' && !current.deleted) return { kind: 'use', id: current.id, cycle };
	if (open) return { kind: 'use', id: open.id, cycle: cycleOf(open.reference, phone) ?? newest };
	if (current.deleted) return { kind: 'leave', id: current.id, cycle, reason: 'inTheBin' };
	const isLongAgo = current.closedAt !== null && now - current.closedAt > reopenAfterDays * DAY_MS;
	return isLongAgo ? { kind: 'create', cycle: newest + 1 } : { kind: 'leave', id: current.id, cycle, reason: 'closedRecently' };
}
