import type { IDataObject } from 'n8n-workflow';

import { message, operate } from '../../setup/house';
import { sql } from '../../setup/supabase';
import type { Person } from './ends';
import type { DayLog } from './log';
import type { Plan } from './plan';

/** One customer of the day. */
export interface Customer {
	plan: Plan;
	/** The attendance's, once there is one. */
	id: string;
	/** Who greeted them: an attendant says hello once. */
	greetedBy: Set<string>;
	/** How often they have spoken since they were greeted. */
	spoke: number;
	/** They were answered, and speak again. */
	speaks: boolean;
	/** They were asked how it was, and answer. */
	rates: boolean;
	wasTransferred: boolean;
}
export const customerOf = (plan: Plan): Customer => ({
	plan,
	id: '',
	greetedBy: new Set(),
	spoke: 0,
	speaks: false,
	rates: false,
	wasTransferred: false,
});

/** What a customer says, no two the same. */
export const greeting = ({ plan }: Customer): string => `cliente ${plan.n} chegou`;
export const sentence = ({ plan, spoke }: Customer): string => `cliente ${plan.n} fala pela vez ${spoke}`;

/** Customers write, all at once, as the door of a provider stores it. */
export async function write(said: Array<{ customer: Customer; text: string }>, at: Date): Promise<void> {
	if (said.length === 0) return;
	const items = said.map(({ customer, text }) => message(customer.plan.place, { text, sentAt: at.toISOString() }));
	const { error } = await operate('receive', {}, items);
	if (error) throw error;
}

/** What the customers who have just come are known by at the API. */
export async function findIds(customers: Customer[]): Promise<void> {
	const rows = await sql<{ id: string; channel: string }>('select id, channel from attendances where channel = any ($1)', [
		customers.map(({ plan }) => plan.place.channel),
	]);
	for (const { id, channel } of rows) customers.find(({ plan }) => plan.place.channel === channel)!.id = id;
}

/** The agent, or the assistant that works through the API, calls a person. */
export async function escalate({ plan, id }: Customer, assistant: Person): Promise<void> {
	if (plan.calls === 'api') {
		await assistant.does('chatbot', 'escalate', { conversationId: id });
		return;
	}
	const { error } = await operate('escalate', { escalationReason: plan.isAngry ? 'frustration' : 'pediu_humano' }, [{ ...plan.place }]);
	if (error) throw error;
}

/** Whose a conversation was, one after the other, by the rows of the history: each change is from whoever had it to whoever has it. */
export async function ownersByHistory(): Promise<Map<string, Array<{ owner: string; from: number }>>> {
	const rows = await sql<{ channel: string; from_owner: string | null; to_owner: string | null; at: number }>(
		`select channel, from_owner, to_owner, extract(epoch from at)::int as at from session_history order by id`,
	);
	const owners = new Map<string, Array<{ owner: string; from: number }>>();
	const has = new Map<string, string | null>();
	for (const { channel, from_owner, to_owner, at } of rows) {
		const now = has.get(channel) ?? null;
		if (from_owner !== now)
			throw new Error(`${channel} was ${now ?? 'nobody'}’s, and went from ${from_owner ?? 'nobody'} to ${to_owner ?? 'nobody'}`);
		has.set(channel, to_owner);
		if (to_owner !== null && to_owner !== now) owners.set(channel, [...(owners.get(channel) ?? []), { owner: to_owner, from: at }]);
	}
	return owners;
}

/** What an attendant does about what their trigger told since the last time: greets, answers, passes on, closes. */
export async function attend(
	me: Person,
	fresh: IDataObject[],
	world: { customers: Customer[]; log: DayLog; now: number; passTo: Person },
): Promise<{ transferred: Customer[]; closed: Customer[] }> {
	const { customers, log, now, passTo } = world;
	const byId = new Map(customers.map((one) => [one.id, one]));
	const mine = (event: string) =>
		fresh
			.filter((one) => one.event === event)
			.map(({ conversationId, content }) => ({ customer: byId.get(String(conversationId))!, content }))
			.filter(({ customer }) => log.ownerOf(customer.plan.n) === me.email);
	const spoken = mine('new_message').filter(({ customer, content }) => customer.greetedBy.has(me.email) && content === sentence(customer));
	const isOver = ({ plan, spoke, wasTransferred }: Customer) => spoke > plan.answers + Number(wasTransferred);
	const transferred = spoken.map(({ customer }) => customer).filter(({ plan, wasTransferred }) => plan.isTransferred && !wasTransferred);
	const others = spoken.map(({ customer }) => customer).filter((one) => !transferred.includes(one));
	const greeted = mine('conversation_assigned').map(({ customer }) => customer);
	const answered = [...greeted, ...others.filter((one) => !isOver(one))];
	const closed = others.filter(isOver);

	await me.does(
		'message',
		'send',
		{ conversationId: '={{ $json.id }}', content: '={{ $json.text }}' },
		{ items: answered.map(({ id, plan, spoke }) => ({ id, text: `Resposta ${spoke} para ${plan.n}, de ${me.number}` })) },
	);
	for (const one of answered) {
		log.isSaid(one.plan.n, now);
		one.speaks = true;
	}
	for (const one of greeted) one.greetedBy.add(me.email);
	const attendant = { __rl: true, mode: 'id', value: String(passTo.number) };
	await me.does(
		'conversation',
		'transfer',
		{ conversationId: '={{ $json.id }}', attendant },
		{ items: transferred.map(({ id }) => ({ id })) },
	);
	for (const one of transferred) {
		log.isTaken(one.plan.n, passTo.email, now);
		one.wasTransferred = true;
	}
	await me.does(
		'conversation',
		'close',
		{ conversationId: '={{ $json.id }}', resolution: '={{ $json.resolution }}', options: { notes: 'Feito' } },
		{ items: closed.map(({ id, plan }) => ({ id, resolution: plan.resolution })) },
	);
	for (const one of closed) {
		log.isClosed(one.plan.n, one.plan.resolution === 'resolved', now);
		one.rates = one.plan.rating !== null;
	}
	return { transferred, closed };
}
