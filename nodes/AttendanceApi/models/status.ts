import { textOf } from '../../shared/core/json/readers';

export type Status = 'bot' | 'queue' | 'in_progress' | 'resolved' | 'closed' | 'unknown';

/** The words of all layers of the system (handoff spec C4); who meets another one adds it. */
const STATUSES: Record<string, Status> = {
	bot: 'bot',
	automacao: 'bot',
	automation: 'bot',
	queue: 'queue',
	waiting: 'queue',
	espera: 'queue',
	in_progress: 'in_progress',
	human: 'in_progress',
	atendimento: 'in_progress',
	assigned: 'in_progress',
	resolved: 'resolved',
	closed: 'closed',
	encerrado: 'closed',
};

/** A conversation's status in our words; what is not known stays in `raw`. */
export const statusOf = (value: unknown): Status => {
	const word = textOf(value).trim().toLowerCase();
	return Object.hasOwn(STATUSES, word) ? STATUSES[word] : 'unknown';
};

/** Both are an end: which one a close leads to is not documented. */
export const hasEnded = (status: unknown): boolean => status === 'resolved' || status === 'closed';

/** Of a message: the Portuguese of the screens is not used by the API. */
const MESSAGE_STATUSES = new Set(['pending', 'sent', 'delivered', 'read', 'failed']);
export const messageStatusOf = (value: unknown): string | null => {
	const word = textOf(value).trim().toLowerCase();
	return MESSAGE_STATUSES.has(word) ? word : word === '' ? null : 'unknown';
};
