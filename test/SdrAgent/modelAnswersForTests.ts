import { json, startServer, type Answer, type Server } from '../sandbox/server';
import { faultQueue } from '../sandbox/faults';
import { runNode } from '../setup/oneNode';
import type { TurnResult } from '../../nodes/SdrAgent/result';
import { forgetDialects } from '../../nodes/shared/llm/model';

export const good = {
	reply: 'Certo, um consultor fala com você.',
	lead: { name: 'Ana' },
	temperature: 'cold',
	temperature_reason: 'x',
	intent: 'other',
	confidence: 0.9,
	should_transfer: false,
	transfer_reason: null,
	technical_question: null,
	suggested_actions: [],
};
export const J = JSON.stringify;

export let server: Server;
export const faults = faultQueue();

/** An endpoint that answers each call with what the test gives for its path, or with a 500. */
export function withModel(answer: (path: string) => Answer | null): void {
	beforeAll(async () => {
		server = await startServer({ faults, faultBody: () => ({}), answer: ({ path }) => answer(path) ?? json(500, {}) });
	});
	afterAll(async () => await server.stop());
	beforeEach(() => {
		faults.clear();
		forgetDialects();
	});
}

export async function turn(given: { timeoutSeconds?: number; text?: string; path?: string } = {}): Promise<TurnResult> {
	const run = await runNode({
		type: 'sdrAgent',
		parameters: { model: 'm', options: { timeoutSeconds: given.timeoutSeconds ?? 5 } },
		items: [{ text: given.text ?? 'Oi, sou a Ana' }],
		credentials: { openAiApi: { apiKey: 'sk-sandbox-000000000000', url: `${server.url}${given.path ?? '/v1'}` } },
	});
	if (run.error) throw run.error;
	return run.items('Node')[0] as unknown as TurnResult;
}

export const body = (text: string, headers: Record<string, string> = { 'content-type': 'application/json' }): Answer => ({
	status: 200,
	headers,
	body: text,
});
export const message = (said: object, finish = 'stop'): Answer =>
	json(200, {
		choices: [{ index: 0, message: { role: 'assistant', ...said }, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1 },
	});
export const says = (content: unknown): Answer => message({ content });
export const fail = (status: number, error: unknown, headers: Record<string, string> = {}): Answer => json(status, { error }, headers);
