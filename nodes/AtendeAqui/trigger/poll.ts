import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { send, type VendorRequest } from '../../shared/http/send';
import { pickedId } from '../../shared/kit/picker';
import { atendeAqui } from '../api';
import { changesOf, type EventName } from './changes';
import { eventItem } from './eventItem';
import { advance, depth, memoryIn, type Rules, type Told } from './memory';
import { readProgress } from './reading';

interface Settings extends Rules {
	flow: string;
	events: EventName[];
}

const HOUR_MS = 3_600_000;
const SAMPLE_SIZE = 10;

/**
 * One poll: what happened to the users of a flow since the last one. In the editor, what would have been told of the latest users.
 * @returns null when nothing happened
 */
export async function poll(context: IPollFunctions, now: number): Promise<INodeExecutionData[][] | null> {
	const settings = settingsOf(context);
	const door = async (request: VendorRequest) => await send(context, atendeAqui, request);
	const told = context.getMode() === 'manual' ? await sample(door, settings, now) : await news(context, door, settings, now);
	const items = told
		.filter(({ change }) => settings.events.includes(change.event))
		.map(({ record, change }) => ({ json: eventItem(settings.flow, record, change, now) }));
	if (context.getMode() !== 'manual') return items.length > 0 ? [items] : null;
	if (items.length === 0) throw new RangeError('None of the chosen events has happened in this flow yet');
	return [items.slice(-SAMPLE_SIZE)];
}

type Door = (request: VendorRequest) => Promise<unknown>;

async function news(context: IPollFunctions, door: Door, settings: Settings, now: number): Promise<Told[]> {
	const data = context.getWorkflowStaticData('node');
	const memory = memoryIn(data, settings.flow);
	const { polls } = data;
	const read = await readProgress(door, settings.flow, depth(memory, settings, now));
	if (read.unreadable > 0)
		context.logger.warn('AtendeAqui gave progress that cannot be read', { flow: settings.flow, users: read.unreadable });
	// n8n starts a poll even while the one before still reads: the one that ends first has told everything.
	if (data.polls !== polls) return [];
	const next = advance(memory, settings.flow, read, settings, now);
	Object.assign(data, next.memory as unknown as IDataObject);
	return next.told;
}

/** The latest users as if they were new: nothing is remembered of a test. */
async function sample(door: Door, settings: Settings, now: number): Promise<Told[]> {
	const { users } = await readProgress(door, settings.flow, { downTo: Infinity, newestAt: 0 });
	return [...users.values()]
		.sort((a, b) => a.sight.activeAt - b.sight.activeAt)
		.flatMap(({ record, sight }) => changesOf(undefined, sight, { now, ...settings }).changes.map((change) => ({ record, change })));
}

function settingsOf(context: IPollFunctions): Settings {
	const flow = pickedId(context.getNodeParameter('flow'));
	const events = context.getNodeParameter('events') as EventName[];
	const hours = Number(context.getNodeParameter('stalledAfterHours', 24));
	if (flow === '') throw new RangeError('Flow is empty: choose the flow to watch');
	if (events.length === 0) throw new RangeError('Events is empty: choose at least one');
	if (!(hours > 0)) throw new RangeError('Stalled After must be more than 0 hours');
	return {
		flow,
		events,
		stalledAfterMs: hours * HOUR_MS,
		tellsStalls: events.includes('stalled'),
		includesExisting: context.getNodeParameter('options.includeExisting', false) === true,
	};
}
