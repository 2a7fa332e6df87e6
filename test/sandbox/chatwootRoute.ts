import type { Acts } from './chatwootActs';
import type { Attachment, Bot, Contact, Conversation, Inbox, Sender, State, User, Values } from './chatwootState';
import type { Views } from './chatwootViews';

/** Whose token a request carried. */
export type Caller = { kind: 'user'; user: User } | { kind: 'bot'; bot: Bot };

/** One request, its account and route known. */
export interface RouteCall {
	params: Record<string, string>;
	query: URLSearchParams;
	body: Values;
	files: Attachment[];
	caller: Caller;
}

export interface Account {
	state: State;
	acts: Acts;
	show: Views;
}

/** Answers 404 as Chatwoot does. */
export class NotFound extends Error {}

export interface Route {
	/** Only for administrators. */
	admin?: true;
	/** Bot tokens may too. */
	bots?: true;
	/** What is answered with status 200; undefined is an empty body. */
	run: (call: RouteCall) => unknown;
}
export type Routes = Record<string, Route>;

export const isAdministrator = (caller: Caller): boolean => caller.kind === 'user' && caller.user.role === 'administrator';

export const asSender = (caller: Caller): Sender =>
	caller.kind === 'user' ? { type: 'User', id: caller.user.id } : { type: 'AgentBot', id: caller.bot.id };

const found = <T>(value: T | undefined): T => {
	if (value === undefined) throw new NotFound('Resource could not be found');
	return value;
};

export const recordOf = <T extends { id: number }>(records: T[], id: unknown): T =>
	found(records.find((record) => record.id === Number(id)));

export const contactOf = ({ state }: Account, id: unknown): Contact => recordOf(state.contacts, id);
export const conversationOf = ({ state }: Account, id: unknown): Conversation => recordOf(state.conversations, id);
export const inboxOf = ({ state }: Account, id: unknown): Inbox => recordOf(state.inboxes, id);

/** One page of a list with numbered pages. */
export const pageOf = <T>(list: T[], query: URLSearchParams, size: number): T[] => {
	const page = Math.max(1, Number(query.get('page') ?? 1));
	return list.slice((page - 1) * size, page * size);
};

/** Only the given keys of a body, those that are there. */
export const picked = (body: Values, keys: string[]): Values =>
	Object.fromEntries(keys.filter((key) => key in body).map((key) => [key, body[key]]));
