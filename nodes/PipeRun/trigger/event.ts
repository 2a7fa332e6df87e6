import type { IDataObject } from 'n8n-workflow';

import { plain } from '../../shared/core/text/words';

export const EVENTS = { created: 'Deal Created', moved: 'Deal Moved to Stage', won: 'Deal Won', lost: 'Deal Lost' };
export type DealEvent = keyof typeof EVENTS;
export const isEvent = (word: unknown): word is DealEvent => typeof word === 'string' && Object.hasOwn(EVENTS, word);

const WON = 1;
const LOST = 3;

/** Parts of the Portuguese phrases with which automations say what happened. Losing before winning: "perdida" is never won. An automation that says it
 * otherwise names the event in its URL (`?event=won`). */
const WORDS: Array<[RegExp, DealEvent]> = [
	[/perd/, 'lost'],
	[/ganh|vend(ida|a ganha)/, 'won'],
	[/etapa|funil|mov(id|e|iment)/, 'moved'],
	[/cria|cadastr|nova oportunidade|adicion/, 'created'],
];

/**
 * What happened to a deal. PipeRun names no event: what the operator wrote into the URL counts, then the automation's phrase, then what the
 * deal looks like now.
 * @returns null when the deal contradicts it: it was reopened, or decided, since
 */
export function eventOf(wanted: unknown, phrase: string, deal: IDataObject): DealEvent | null {
	const status = Number(deal.status);
	const told = isEvent(wanted) ? wanted : WORDS.find(([pattern]) => pattern.test(plain(phrase)))?.[1];
	const event = told ?? (status === WON ? 'won' : status === LOST ? 'lost' : 'moved');
	if ((event === 'won' && status !== WON) || (event === 'lost' && status !== LOST)) return null;
	return event;
}

/** The same happening has the same key, however often it is told and by whichever trigger. */
export function eventKey(event: DealEvent, deal: IDataObject): string {
	const detail: Record<DealEvent, unknown> = {
		created: '',
		moved: `${String(deal.stage_id)}:${String(deal.stage_changed_at || deal.last_stage_updated_at || '')}`,
		won: deal.closed_at ?? '',
		lost: deal.closed_at ?? '',
	};
	return ['piperun', event, deal.id, detail[event]].filter((part) => part !== '').join(':');
}
