import type { SessionEvent } from '../../../../nodes/shared/core/session/event';
import type { Transition } from '../../../../nodes/shared/core/session/outcome';
import { DEFAULT_RULES, type SessionRules } from '../../../../nodes/shared/core/session/rules';
import { newSession, type Session } from '../../../../nodes/shared/core/session/state';
import { transition } from '../../../../nodes/shared/core/session/transition';

const T0 = Date.parse('2026-01-05T13:00:00.000Z');
/** A moment so many seconds after the start of the story. */
export const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

/** An event at the second that it happens. */
export type Step = [number, SessionEvent];

export const customer = (seconds: number, text = 'oi', asksForHuman = false): Step => [
	seconds,
	{ type: 'customerMessage', at: at(seconds), text, asksForHuman, looksLikeCommand: text.startsWith('/') },
];
export const asks = (seconds: number): Step => customer(seconds, 'quero falar com um atendente', true);
export const agentSpoke = (seconds: number): Step => [seconds, { type: 'agentMessage', at: at(seconds) }];
export const operator = (seconds: number, attendant: string | null = 'ana', byPrefix = false): Step => [
	seconds,
	{ type: 'operatorMessage', at: at(seconds), attendant, byPrefix },
];
export const takeOver = (seconds: number, attendant: string | null = 'ana', force = false): Step => [
	seconds,
	{ type: 'takeOver', attendant, force },
];
export const release = (seconds: number, attendant: string | null = 'ana', force = false): Step => [
	seconds,
	{ type: 'release', attendant, force },
];
export const pause = (seconds: number, attendant = 'ana', force = false): Step => [
	seconds,
	{ type: 'pause', attendant, reason: 'manual', force },
];
export const transfer = (seconds: number, attendant: string, to: string, force = false): Step => [
	seconds,
	{ type: 'transfer', attendant, to, note: '', force },
];
export const touch = (seconds: number, attendant: string): Step => [seconds, { type: 'touch', attendant }];
export const tick = (seconds: number): Step => [seconds, { type: 'tick' }];

export const rules = (given: Partial<SessionRules> = {}): SessionRules => ({ ...DEFAULT_RULES, ...given });

/** Plays one step. */
export const step = (session: Session, [seconds, event]: Step, given: Partial<SessionRules> = {}): Transition =>
	transition(session, event, at(seconds), rules(given));

/** The conversation after some steps. */
export const after = (steps: Step[], given: Partial<SessionRules> = {}, start: Session = newSession()): Session =>
	steps.reduce((session, next) => step(session, next, given).session, start);
