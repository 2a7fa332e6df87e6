import type { Session } from '../../../nodes/ControlApi/page/client/types';
import { namesFrom } from '../../../nodes/ControlApi/page/client/wording';

export const NOW = Date.parse('2026-03-10T15:00:00.000Z');
export const ago = (seconds: number): string => new Date(NOW - seconds * 1000).toISOString();

/** A conversation with the robot that answered a minute ago. */
export const session = (more: Partial<Session> = {}): Session => ({
	channel: 'loja',
	phone: '5531900000001',
	name: 'Maria Souza',
	mode: 'agent',
	human_attendant: null,
	human_since: null,
	paused_at: null,
	paused_by: null,
	pause_reason: null,
	last_customer_message: ago(70),
	last_agent_message: ago(60),
	last_human_message: null,
	last_text: 'Bom dia!',
	last_from: 'agent',
	metadata: {},
	mode_epoch: 1,
	version: 1,
	updated_at: ago(60),
	actions: ['takeover'],
	...more,
});

export const nameOf = namesFrom([
	{ id: 'ana@loja.example', name: 'Ana', role: 'attendant' },
	{ id: 'bia@loja.example', name: 'Bia', role: 'supervisor' },
]);
