import { randomUUID } from 'node:crypto';

export interface StandInUser {
	id: number;
	email: string;
	nome: string;
	role: string;
	password: string;
	is_active: boolean;
}
export interface StandInMessage {
	id: string;
	direction: 'incoming' | 'outgoing';
	content: string;
	type: string;
	/** Epoch milliseconds. */
	at: number;
	status: string;
	sent_by?: string;
}
export interface StandInConversation {
	id: string;
	phone: string;
	name: string | null;
	status: string;
	priority: string;
	assignedTo: number | null;
	startedAt: number;
	endedAt: number | null;
	messages: StandInMessage[];
	notes?: string;
}

/** What the stand-in keeps; ids are UUIDs in the documented dialect and numbers in the other. */
export class AttendanceState {
	readonly users: StandInUser[] = [
		{ id: 7, email: 'ana.gerente@provedor.example', nome: 'Ana Gerente', role: 'admin', password: 'Fibra2026!', is_active: true },
		{ id: 12, email: 'bia@provedor.example', nome: 'Bia Atendente', role: 'atendente', password: 'Fibra2026!', is_active: true },
	];
	readonly conversations: StandInConversation[] = [];
	/** What was sent to numbers outside of conversations. */
	readonly sent: Array<{ to: string; body: unknown }> = [];
	private next = 500;

	constructor(
		private readonly isCode: boolean,
		readonly now: () => number,
	) {}

	open(given: Partial<StandInConversation> = {}): StandInConversation {
		const at = this.now();
		const made: StandInConversation = {
			id: this.isCode ? String(++this.next) : randomUUID(),
			phone: '5531900000001',
			name: 'Ana Teste',
			status: given.assignedTo ? 'in_progress' : 'queue',
			priority: 'normal',
			assignedTo: null,
			startedAt: at,
			endedAt: null,
			messages: [],
			...given,
		};
		this.conversations.push(made);
		return made;
	}

	says(conversation: StandInConversation, content: string, by: 'customer' | 'agent' | 'bot' = 'customer'): StandInMessage {
		const message: StandInMessage = {
			id: this.isCode ? String(++this.next) : `msg-${++this.next}`,
			direction: by === 'customer' ? 'incoming' : 'outgoing',
			content,
			type: 'text',
			at: this.now(),
			status: by === 'customer' ? 'delivered' : 'sent',
			...(by !== 'customer' && { sent_by: by }),
		};
		conversation.messages.push(message);
		return message;
	}

	end(conversation: StandInConversation): void {
		conversation.status = 'resolved';
		conversation.endedAt = this.now();
	}

	get(id: string): StandInConversation | undefined {
		return this.conversations.find((one) => one.id === id);
	}

	/** Who waits: priority first, then who came first. */
	queue(): StandInConversation[] {
		const rank = ['low', 'normal', 'high', 'urgent'];
		return this.conversations
			.filter(({ status }) => status === 'queue')
			.sort((one, other) => rank.indexOf(other.priority) - rank.indexOf(one.priority) || one.startedAt - other.startedAt);
	}
}
