import type { IDataObject } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { readConversation } from '../composites/messages';
import type { Door } from '../door';
import type { Message } from '../models/message';
import { hasEnded } from '../models/status';
import type { Reader } from '../reader';
import type { Heard } from '../socket/frame';
import type { EventName } from './events';
import { assignedItem, closedItem, framesItems, messageItem, queueItem, statusItem, toldItem } from './items';
import { changedStatuses, newMessages, queueSignature, seenMessages, type Memory, type Seen } from './memory';
import { openConversations, queueOf } from './openOnes';

export interface WatchWork {
	send: Door;
	reader: Reader;
	wants: (event: EventName) => boolean;
	incomingOnly: boolean;
	/** Whether the queue is asked for: a socket tells of it by itself. */
	asksQueue: boolean;
	/** What n8n kept; null before the first look. */
	memory: Memory | null;
	account: string;
	save: (memory: Memory) => void;
	emit: (item: IDataObject) => void;
	/** Something could not be read that concerns one conversation alone. */
	passedOver: (conversationId: string, problem: string) => void;
}

/** How many messages of a conversation are looked at; between two looks nobody writes more. */
const NEWEST = 200;
/** How many conversations that are open no more are asked for in one look. */
const MOST_MISSING = 20;

/**
 * Tells what is new, each once. The socket is only a reason to look: what counts is what the server shows, so that what was missed is found again and what
 * is told twice is known (attendance notes, "Socket": its messages carry no id).
 */
export class Watch {
	/** Frames that wait for their conversation to be read. */
	private readonly frames = new Map<string, Heard[]>();

	constructor(private readonly work: WatchWork) {}

	/** The own open conversations that were seen. */
	readonly mine = new Set<string>();

	/** Looks at everything that is open. The first look only remembers. */
	async look(): Promise<void> {
		const { send, reader, wants, asksQueue } = this.work;
		const open = await openConversations(send, reader);
		const { memory, isFirst } = this.remembered();
		const ids = new Set(open.map(({ id }) => id as string));
		for (const conversation of open) {
			if (isFirst) this.begin(memory, conversation);
			else if (this.isChanged(memory, conversation)) await this.alone(conversation.id as string, async (id) => await this.lookAt(id));
		}
		const missing = [...memory.conversations]
			.filter(([id, seen]) => !seen.hasEnded && !seen.isWithheld && !ids.has(id))
			.slice(0, MOST_MISSING);
		for (const [id] of missing) await this.alone(id, async () => await this.lookAt(id));
		if (asksQueue && wants('queue_update')) await this.lookAtQueue(memory);
		this.work.save(memory);
	}

	/** What the socket said: what of it is about a conversation is looked up. @returns whether `lookAt` has something to do now */
	hear(event: Heard): boolean {
		const { conversationId, type } = event;
		const isLookedUp = ['new_message', 'conversation_assigned', 'conversation_closed'].includes(type);
		if (!isLookedUp) {
			if (this.work.wants(type as EventName)) framesItems(event).forEach(this.work.emit);
			return false;
		}
		if (conversationId === null) return false;
		this.frames.set(conversationId, [...(this.frames.get(conversationId) ?? []), event]);
		return true;
	}

	/** Reads one conversation and tells what is new in it. */
	async lookAt(id: string): Promise<void> {
		const frames = this.frames.get(id) ?? [];
		if (this.work.memory === null) {
			await this.look();
			// What is told of already may be in what was just taken for known.
			for (const told of this.frames.keys()) this.remembered().memory.conversations.delete(told);
		}
		const { memory } = this.remembered();
		const conversation = await readConversation(this.work.send, id, this.work.reader, NEWEST).catch((error: unknown) => {
			if (frames.length === 0 || !isRefusal(error)) throw error;
			// The server told of it and does not show it: what was told has to do.
			return { id, assignedTo: null, isMine: false, status: 'unknown', messages: [] } as IDataObject;
		});
		this.frames.delete(id);
		const messages = conversation.messages as Message[];
		const before = memory.conversations.get(id);
		const seen: Seen = {
			assignedTo: conversation.assignedTo as string | null,
			hasEnded: hasEnded(conversation.status),
			lastMessageAt: conversation.lastMessageAt as string | null,
			count: conversation.messagesCount as number | null,
			...seenMessages(before ?? { newestAt: null, ids: new Map() }, messages),
		};
		const items = this.news(conversation, messages, before, seen, frames);
		if (seen.hasEnded || conversation.isMine !== true) this.mine.delete(id);
		else this.mine.add(id);
		memory.conversations.set(id, seen);
		this.work.save(memory);
		items.forEach(this.work.emit);
	}

	private news(conversation: IDataObject, messages: Message[], before: Seen | undefined, seen: Seen, frames: Heard[]): IDataObject[] {
		const { wants, incomingOnly, reader } = this.work;
		const frame = (type: EventName) => frames.find((one) => one.type === type);
		const items: IDataObject[] = [];
		const isAssigned = seen.assignedTo !== null && seen.assignedTo !== (before?.assignedTo ?? null);
		// Of a conversation that is not shown, the frame is all there is.
		const isTold = conversation.status === 'unknown' && frame('conversation_assigned') !== undefined;
		if (wants('conversation_assigned') && (isAssigned || isTold)) items.push(assignedItem(conversation, frame('conversation_assigned')));
		if (wants('new_message')) {
			const fresh = newMessages(before, messages);
			const said = frames.filter(({ type }) => type === 'new_message');
			const unknown = said.filter(({ data }) => !messages.some(({ content }) => content === data.content));
			const told = unknown.map((one) => toldItem(conversation, one, reader));
			const found = fresh.map((message) =>
				messageItem(
					conversation,
					message,
					said.find(({ data }) => data.content === message.content),
				),
			);
			items.push(...[...found, ...told].filter(({ direction }) => !incomingOnly || direction === 'incoming'));
		}
		if (wants('message_status') && before)
			items.push(...changedStatuses(before, messages).map(({ id, status, raw }) => statusItem(conversation.id, id, status, raw)));
		const isClosed = seen.hasEnded && before?.hasEnded === false;
		if (wants('conversation_closed') && (isClosed || (frame('conversation_closed') !== undefined && before?.hasEnded !== true)))
			items.push(closedItem(conversation, frame('conversation_closed')));
		return items;
	}

	private async lookAtQueue(memory: Memory): Promise<void> {
		const queue = await queueOf(this.work.send, this.work.reader).catch((error: unknown) => {
			// An attendant may not see the queue of the documented dialect.
			if (isRefusal(error)) return null;
			throw error;
		});
		if (queue === null) return;
		const now = queueSignature(queue);
		const isNew = memory.queue !== null && memory.queue !== now;
		memory.queue = now;
		this.work.save(memory);
		if (isNew) this.work.emit(queueItem(queue));
	}

	/** One conversation that cannot be read holds up no other. */
	private async alone(id: string, look: (id: string) => Promise<void>): Promise<void> {
		try {
			await look(id);
		} catch (error) {
			if (!isRefusal(error)) throw error;
			const { conversations } = this.remembered().memory;
			const before = conversations.get(id);
			if (before && error.status === 403) conversations.set(id, { ...before, assignedTo: null, hasEnded: false, isWithheld: true });
			else conversations.delete(id);
			this.mine.delete(id);
			this.work.passedOver(id, (error as Error).message);
		}
	}

	private remembered(): { memory: Memory; isFirst: boolean } {
		const isFirst = this.work.memory === null;
		this.work.memory ??= { account: this.work.account, conversations: new Map(), queue: null };
		return { memory: this.work.memory, isFirst };
	}

	private begin(memory: Memory, conversation: IDataObject): void {
		const lastMessageAt = conversation.lastMessageAt as string | null;
		if (conversation.isMine === true) this.mine.add(conversation.id as string);
		memory.conversations.set(conversation.id as string, {
			assignedTo: conversation.assignedTo as string | null,
			hasEnded: hasEnded(conversation.status),
			lastMessageAt,
			count: conversation.messagesCount as number | null,
			newestAt: lastMessageAt,
			ids: new Map(),
		});
	}

	private isChanged(memory: Memory, { id, assignedTo, status, lastMessageAt, messagesCount, isMine }: IDataObject): boolean {
		const before = memory.conversations.get(id as string);
		if (isMine === true) this.mine.add(id as string);
		return (
			before === undefined ||
			before.isWithheld === true ||
			before.assignedTo !== assignedTo ||
			before.hasEnded !== hasEnded(status) ||
			(lastMessageAt !== null && before.lastMessageAt !== lastMessageAt) ||
			// Times are whole seconds: two messages may share one.
			(messagesCount !== null && before.count !== messagesCount)
		);
	}
}

/** The server will say the same the next time. */
const isRefusal = (error: unknown): error is VendorError =>
	error instanceof VendorError && (['notFound', 'rejected'].includes(error.kind) || error.status === 403);
