import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Action, Attendant, HandoffEvent, Message, Session } from '../../nodes/ControlApi/page/client/types';

/** What n8n puts on every HTML answer of a webhook: the page has no origin of its own. */
const SANDBOX =
	'sandbox allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups allow-popups-to-escape-sandbox ' +
	'allow-presentation allow-scripts allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols';

export const ANA: Attendant = { id: 'ana@loja.example', name: 'Ana Lima', role: 'attendant' };
export const BIA: Attendant = { id: 'bia@loja.example', name: 'Bia Rocha', role: 'attendant' };
export const CAIO: Attendant = { id: 'caio@loja.example', name: 'Caio Reis', role: 'supervisor' };
const KEYS: Record<string, Attendant> = { 'chave-da-ana': ANA, 'chave-do-caio': CAIO };

type Stored = Omit<Session, 'actions'>;
interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingMessage['headers'];
	body: Record<string, unknown>;
	status: number;
	/** When it was answered, in milliseconds. */
	at: number;
}

/** Two seconds more than these minutes, so that a page whose clock is a little behind counts them in full. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000 - 2000).toISOString();

/** A conversation with the robot, last touched ten minutes ago, except for what is told. */
export function session(phone: string, more: Partial<Stored> = {}): Stored {
	return {
		channel: 'loja',
		phone,
		name: null,
		mode: 'agent',
		human_attendant: null,
		human_since: null,
		paused_at: null,
		paused_by: null,
		pause_reason: null,
		last_customer_message: minutesAgo(11),
		last_agent_message: minutesAgo(10),
		last_human_message: null,
		last_text: 'Posso ajudar em algo mais?',
		last_from: 'agent',
		metadata: {},
		mode_epoch: 1,
		version: 1,
		updated_at: minutesAgo(10),
		...more,
	};
}

/** A small control API in memory, on a port of its own, behind n8n's headers; it serves the page at `/webhook/atendimento/painel`. */
export async function startControlApi(page: string) {
	const sessions = new Map<string, Stored>();
	const histories = new Map<string, { messages: Message[]; events: HandoffEvent[] }>();
	const asked: Asked[] = [];
	const state = { down: false, revoked: false, agentEnabled: true, slowMs: 0, sandboxed: true };

	const actionsOf = ({ mode, human_attendant }: Stored, me: Attendant): Action[] => {
		if (mode === 'agent') return ['takeover', 'pause'];
		if (mode === 'paused') return ['takeover', 'resume'];
		if (human_attendant === me.id) return ['release', 'transfer', 'pause'];
		return me.role === 'attendant' ? [] : ['force_takeover'];
	};
	const shown = (one: Stored, me: Attendant): Session => ({ ...one, actions: actionsOf(one, me) });
	const change = (phone: string, more: Partial<Stored>): Stored => {
		const held = sessions.get(phone) ?? session(phone);
		const next = { ...held, ...more, version: held.version + 1, updated_at: new Date().toISOString() };
		sessions.set(phone, next);
		return next;
	};
	const refuse = (error: string, message: string, data?: unknown) => ({ success: false, error, message, data });

	function list(query: Record<string, string>, me: Attendant) {
		const all = [...sessions.values()].filter(({ updated_at }) => !query.updated_since || updated_at >= query.updated_since);
		const from = Number(query.cursor ?? 0);
		const to = from + Number(query.limit);
		const page = all.slice(from, to).map((one) => shown(one, me));
		return { total: all.length, sessions: page, next_cursor: to < all.length ? String(to) : null, me, agent_enabled: state.agentEnabled };
	}

	function act(phone: string, verb: string, body: Record<string, unknown>, me: Attendant): [number, unknown] {
		const held = sessions.get(phone);
		if (!held) return [404, refuse('NOT_FOUND', 'Esta conversa não existe.')];
		const mine = held.human_attendant === me.id;
		if (verb === 'takeover' && held.mode === 'human' && !mine && !(body.force === true && me.role !== 'attendant')) {
			const message = 'A conversa está com outra pessoa.';
			return [
				409,
				{ ...refuse('OWNED_BY_OTHER', message, { owner: held.human_attendant, since: held.human_since }), current_mode: 'human' },
			];
		}
		if ((verb === 'release' || verb === 'transfer') && !mine) return [403, refuse('NOT_OWNER', 'Só quem atende pode fazer isso.')];
		const nobody = { human_attendant: null, human_since: null, paused_at: null, paused_by: null, pause_reason: null };
		const now = new Date().toISOString();
		const next: Record<string, Partial<Stored>> = {
			takeover: { ...nobody, mode: 'human', human_attendant: me.id, human_since: now },
			transfer: { ...nobody, mode: 'human', human_attendant: String(body.to), human_since: now },
			release: { ...nobody, mode: 'agent', metadata: {} },
			resume: { ...nobody, mode: 'agent', metadata: {} },
			pause: { ...nobody, mode: 'paused', paused_at: now, paused_by: me.id, pause_reason: 'manual' },
		};
		const after = change(phone, next[verb]);
		const message = `Feito: ${verb}.`;
		const { last_text, last_from, ...session } = shown(after, me);
		const data = { session };
		return [200, { success: true, message, previous_mode: held.mode, current_mode: after.mode, data }];
	}

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const path = url.pathname.replace('/webhook/atendimento', '');
		const origin = request.headers.origin;
		// As n8n does: the origin of a sandboxed page is the word "null", and what the browser asks for is allowed.
		if (origin) response.setHeader('Access-Control-Allow-Origin', origin);
		if (request.method === 'OPTIONS') {
			response.setHeader('Access-Control-Allow-Methods', 'OPTIONS, GET, POST');
			response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '');
			response.setHeader('Access-Control-Max-Age', '300');
			return void response.writeHead(204).end();
		}
		if (path === '/painel') {
			if (state.sandboxed) response.setHeader('Content-Security-Policy', SANDBOX);
			response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
			return void response.end(page);
		}
		response.setHeader('Access-Control-Expose-Headers', 'ETag');
		const query = Object.fromEntries(url.searchParams);
		const body = await json(request);
		if (state.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, state.slowMs));
		const [status, content, etag] = decide(request, path, query, body);
		asked.push({ method: request.method ?? '', path, query, headers: request.headers, body, status, at: Date.now() });
		if (etag) response.setHeader('ETag', etag);
		response.writeHead(status, { 'Content-Type': 'application/json' });
		response.end(status === 304 ? undefined : JSON.stringify(content));
	}

	function decide(
		request: IncomingMessage,
		path: string,
		query: Record<string, string>,
		body: Record<string, unknown>,
	): [number, unknown, string?] {
		if (state.down) return [503, refuse('STORE_UNAVAILABLE', 'O banco de dados não responde.')];
		const me = KEYS[/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''];
		if (!me || state.revoked) return [401, refuse('UNAUTHORIZED', 'Chave inválida.')];
		if (path === '/attendants') return [200, { attendants: [ANA, BIA, CAIO] }];
		if (path === '/sessions/active') {
			const content = list(query, me);
			const etag = `"${createHash('sha256').update(JSON.stringify(content)).digest('hex')}"`;
			if (request.headers['if-none-match'] === etag) return [304, null, etag];
			return [200, { ...content, now: new Date().toISOString() }, etag];
		}
		const [, phone, verb] = /^\/session\/(\d+)\/(\w+)$/.exec(path) ?? [];
		if (verb === 'history') return [200, { phone, ...(histories.get(phone) ?? { messages: [], events: [] }) }];
		return act(phone, verb, body, me);
	}

	const server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/atendimento/painel`,
		state,
		asked,
		change,
		say: (phone: string, messages: Message[], events: HandoffEvent[] = []) => void histories.set(phone, { messages, events }),
		put: (...stored: Stored[]) => stored.forEach((one) => sessions.set(one.phone, one)),
		get: (phone: string) => sessions.get(phone),
		/** Forgets the conversations, the questions and the faults. */
		reset(): void {
			sessions.clear();
			histories.clear();
			asked.length = 0;
			Object.assign(state, { down: false, revoked: false, agentEnabled: true, slowMs: 0, sandboxed: true });
		},
		async stop(): Promise<void> {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

export type ControlApiForTests = Awaited<ReturnType<typeof startControlApi>>;

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
