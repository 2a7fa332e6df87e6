import { asksForPerson } from './sessions';
import type { Session } from './types';

export interface Filter {
	id: string;
	label: string;
	/** Shown when nothing passes. */
	empty: string;
	passes(session: Session, myId: string): boolean;
}

export const FILTERS: readonly Filter[] = [
	{ id: 'all', label: 'Todas', empty: 'Nenhuma conversa ativa agora.', passes: () => true },
	{ id: 'agent', label: 'Robô', empty: 'Nenhuma conversa com o robô.', passes: ({ mode }) => mode === 'agent' },
	{ id: 'human', label: 'Pessoa', empty: 'Nenhuma conversa com uma pessoa.', passes: ({ mode }) => mode === 'human' },
	{ id: 'paused', label: 'Pausadas', empty: 'Nenhuma conversa em pausa.', passes: ({ mode }) => mode === 'paused' },
	{
		id: 'mine',
		label: 'Minhas',
		empty: 'Você não está atendendo ninguém.',
		passes: ({ mode, human_attendant }, myId) => mode === 'human' && human_attendant === myId,
	},
	{ id: 'asked', label: 'Pediram pessoa', empty: 'Ninguém está pedindo uma pessoa.', passes: asksForPerson },
];

/** How many conversations pass each filter, by its id. */
export function counts(sessions: readonly Session[], myId: string): Record<string, number> {
	return Object.fromEntries(FILTERS.map(({ id, passes }) => [id, sessions.filter((session) => passes(session, myId)).length]));
}
