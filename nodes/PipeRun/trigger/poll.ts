import type { IDataObject } from 'n8n-workflow';

import { wallClock } from '../../shared/core/brazil/wallClock';
import type { Call } from '../../shared/kit/operation';
import { TIME_ZONE } from '../api';
import { search } from '../requests';
import { dealEvent, freshDeal } from './dealEvent';
import { eventKey, type DealEvent } from './event';
import { isFirst, type Recent } from './recent';

/** What a poll remembers. */
export interface PollMemory extends Recent {
	/** Start of the last poll, epoch milliseconds. */
	polledAt?: number;
}

interface Question {
	events: DealEvent[];
	pipelineId?: number;
}

/** Clocks differ, and PipeRun writes to the second: each poll looks back over the end of the one before; keys tell what is known. */
const OVERLAP_MS = 5 * 60_000;
/** A deal that was created this shortly before came into its stage by being created. */
const CREATION_MS = 5000;
const MOST = 1000;
/** So many deals that cannot be told of are PipeRun itself. */
const MOST_FAILURES = 3;

/**
 * What happened to deals since the last poll, the oldest first. The first poll only notes the time.
 * @param now epoch milliseconds
 */
export async function poll(door: Call['send'], { events, pipelineId }: Question, memory: PollMemory, now: number): Promise<IDataObject[]> {
	const { polledAt } = memory;
	if (polledAt === undefined) {
		memory.polledAt = now;
		return [];
	}
	const since = wallClock(polledAt - OVERLAP_MS, TIME_ZONE);
	const filter = pipelineId ? { pipeline_id: pipelineId } : {};
	const happenings: Array<[DealEvent, IDataObject]> = [];
	const deals = async (query: IDataObject) => await search(door, '/deals', { ...filter, ...query }, MOST);
	if (events.includes('created')) for (const deal of await deals({ created_at_start: since })) happenings.push(['created', deal]);
	if (events.includes('moved')) for (const deal of await moved(door, since, pipelineId)) happenings.push(['moved', deal]);
	if (events.includes('won')) for (const deal of await deals({ status: 1, closed_at_start: since })) happenings.push(['won', deal]);
	if (events.includes('lost')) for (const deal of await deals({ status: 3, closed_at_start: since })) happenings.push(['lost', deal]);
	const unknown: PollMemory = { told: { ...memory.told } };
	const items: IDataObject[] = [];
	const failures: unknown[] = [];
	for (const [event, deal] of happenings.sort(([, one], [, other]) => Number(one.id) - Number(other.id))) {
		const before = { ...unknown.told };
		if (!isFirst(unknown, eventKey(event, deal), now)) continue;
		try {
			items.push(await dealEvent(door, event, deal));
		} catch (error) {
			// One deal that PipeRun cannot tell of holds up no other: it is asked for again.
			unknown.told = before;
			failures.push(error);
			if (failures.length >= MOST_FAILURES) break;
		}
	}
	if (failures.length > 0 && items.length === 0) throw failures[0];
	// Only now: a poll that failed is asked again over the same time.
	Object.assign(memory, unknown, failures.length > 0 ? {} : { polledAt: now });
	return items;
}

/** The deals that came into another stage; each with the move's own stage and time, so that two moves are two events. */
async function moved(door: Call['send'], since: string, pipelineId?: number): Promise<IDataObject[]> {
	const rows = await searchMoves(door, since);
	const found: IDataObject[] = [];
	for (const { deal_id, in_stage_id, in_date } of rows) {
		const deal = await freshDeal(door, Number(deal_id));
		if (!deal || (pipelineId && deal.pipeline_id !== pipelineId)) continue;
		const sinceCreation = Date.parse(String(in_date)) - Date.parse(String(deal.created_at));
		if (sinceCreation > CREATION_MS) found.push({ ...deal, stage_id: in_stage_id, stage_changed_at: in_date });
	}
	return found;
}

const searchMoves = async (door: Call['send'], since: string): Promise<IDataObject[]> =>
	await search(door, '/stageHistories', { in_date_start: since }, MOST);

/** The deal that changed last, to build a workflow with. */
export async function sampleOf(door: Call['send'], { events, pipelineId }: Question): Promise<IDataObject[]> {
	const [deal] = await search(door, '/deals', pipelineId ? { pipeline_id: pipelineId } : {}, 1);
	return deal ? [await dealEvent(door, events[0] ?? 'created', deal)] : [];
}
