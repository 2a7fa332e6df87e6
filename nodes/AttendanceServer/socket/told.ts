import type { AttendanceUser } from '../../shared/store/attendanceLogins';
import type { AttendanceEvent, QueuePlaces } from '../../shared/store/attendanceNews';
import { maySee } from './sight';

/** What somebody at the socket is told in: their own sight of things, and what they joined. */
export interface Seat {
	me: AttendanceUser;
	/** Conversations that they joined; who may not see one any more is taken out of it. */
	rooms: Set<string>;
}

/** One frame to a client; the names are the document's (`x-websocket`). */
export type Frame = { type: string } & Record<string, unknown>;

/**
 * What an event is to one who listens: the conversations that they joined, as long as they may see them; what became theirs; and the queue, for whoever attends.
 * Who types is told to the others. Nothing else is told to anybody.
 */
export function toldOf(event: AttendanceEvent, { me, rooms }: Seat): Frame[] {
	const { kind, conversation_id, who, said } = event;
	const isMine = event.owner === me.attendant;
	const isIn = rooms.has(conversation_id);
	if (kind === 'assigned' && who === me.id) return [{ type: 'conversation_assigned', conversation_id, agent_id: me.id }];
	if (kind === 'closed') {
		rooms.delete(conversation_id);
		return isIn || isMine ? [{ type: 'conversation_closed', conversation_id, resolution: said }] : [];
	}
	if (!isIn) return [];
	if (!maySee(me, event.owner)) {
		rooms.delete(conversation_id);
		return [
			{
				type: 'error',
				error_code: 'FORBIDDEN',
				detail: 'Esta conversa está agora com outra pessoa.',
				field: 'conversation_id',
				conversation_id,
			},
		];
	}
	if (kind === 'message' && event.message) return [messageFrame(event)];
	if (kind === 'status') return [{ type: 'message_status', conversation_id, message_id: event.message_id, status: said }];
	if (kind === 'typing' && who !== me.id) return [{ type: 'agent_typing', conversation_id, agent_id: who }];
	return [];
}

/** Also of messages of one's own: clients go by `direction`. */
function messageFrame({ conversation_id, message, customer_name }: AttendanceEvent): Frame {
	const { id, type, ...rest } = message!;
	return {
		type: 'new_message',
		conversation_id,
		message_id: id,
		message_type: type,
		...rest,
		context: customer_name ? { customer_name } : {},
	};
}

/** Who came into the queue, and who left it (place 0), for whoever attends; where those stand now whom they joined. */
export function queueFrames({ total_in_queue, places }: QueuePlaces, moved: string[], { me, rooms }: Seat): Frame[] {
	if (me.role === 'user') return [];
	return Object.entries(places)
		.filter(([id, { position }]) => moved.includes(id) || (rooms.has(id) && position > 0))
		.map(([conversation_id, place]) => ({ type: 'queue_update', conversation_id, ...place, total_in_queue }));
}
