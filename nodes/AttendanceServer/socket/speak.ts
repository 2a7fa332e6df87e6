import { tellTyping } from '../../shared/store/attendanceNews';
import type { Line } from '../../shared/server/sockets';
import type { Store } from '../../shared/store/store';
import { forbidden } from '../answers';
import { attendanceOf, type KnownCall } from '../call';
import type { Said } from './said';
import { maySee } from './sight';
import type { Seat } from './told';

/** Who speaks, as the API's operations want to know it. */
export type Speaker = Pick<KnownCall, 'me' | 'claims'>;

/** What is done for a client by the same operations as at the other doors. */
export interface Speaks {
	open: () => Promise<Store>;
	/** `POST /conversations/{id}/messages`. */
	send: (who: Speaker, conversation: string, message: { content: string; type: string }) => Promise<{ id: string; status: string }>;
	/** A sign of life of who has the conversation. */
	touch: (who: Speaker, conversation: string) => Promise<void>;
}

/** Conversations that one connection may have joined at once. */
const MOST_ROOMS = 500;
/** A client tells with each key that somebody types: the others hear it once in so long, and the conversation keeps its owner all the same. */
const TYPING_TOLD_MS = 3000;
const TOUCHED_MS = 30_000;

/** Does what one client says, but for the ping. */
export function speaking(
	{ open, send, touch }: Speaks,
	seat: Seat,
	claims: Speaker['claims'],
	line: Line,
	now: () => number = () => performance.now(),
) {
	const who = (): Speaker => ({ me: seat.me, claims });
	const typed = new Map<string, { toldAt: number; touchedAt: number }>();

	async function join(conversation: string): Promise<void> {
		if (!seat.rooms.has(conversation)) await demandSight(conversation);
		if (seat.rooms.size >= MOST_ROOMS) throw forbidden(`No máximo ${MOST_ROOMS} conversas por conexão.`, 'TOO_MANY_ROOMS');
		seat.rooms.add(conversation);
	}

	async function demandSight(conversation: string): Promise<void> {
		const { owner } = await attendanceOf(await open(), conversation, 0);
		if (!maySee(seat.me, owner)) throw forbidden('Esta conversa é de outra pessoa', 'NOT_OWNER');
	}

	async function typing(conversation: string): Promise<void> {
		const before = typed.get(conversation) ?? { toldAt: -Infinity, touchedAt: -Infinity };
		if (now() - before.toldAt < TYPING_TOLD_MS) return;
		if (!seat.rooms.has(conversation)) await demandSight(conversation);
		const isTouching = now() - before.touchedAt >= TOUCHED_MS;
		typed.set(conversation, { toldAt: now(), touchedAt: isTouching ? now() : before.touchedAt });
		await tellTyping(await open(), conversation, seat.me.id);
		if (isTouching) await touch(who(), conversation);
	}

	/** The document has no word for the others to hear it: who begins again is told of at once. */
	function stopped(conversation: string): void {
		const before = typed.get(conversation);
		if (before) typed.set(conversation, { ...before, toldAt: -Infinity });
	}

	return async (said: Exclude<Said, { type: 'ping' }>): Promise<void> => {
		switch (said.type) {
			case 'join_conversation':
				return await join(said.conversation);
			case 'leave_conversation':
				return void seat.rooms.delete(said.conversation);
			case 'typing_start':
				return await typing(said.conversation);
			case 'typing_stop':
				return stopped(said.conversation);
			case 'send_message': {
				const { id, status } = await send(who(), said.conversation, { content: said.content, type: said.messageType });
				// Also where the client has not joined: which message it became.
				line.send({ type: 'message_status', conversation_id: said.conversation, message_id: id, status });
			}
		}
	};
}
