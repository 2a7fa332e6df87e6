import type { IExecuteFunctions } from 'n8n-workflow';

import { openModel } from '../../../nodes/shared/llm/model';
import type { ChatMessage, JsonRequest } from '../../../nodes/shared/llm/request';
import { faultQueue } from '../../sandbox/faults';
import { json, startServer, type Answer, type Server } from '../../sandbox/server';

export const KEY = 'sk-sandbox-000000000000';
export const good = { reply: 'Certo, um consultor fala com você.', intent: 'other' };

export interface Body {
	model: string;
	messages: ChatMessage[];
	response_format?: { type: string };
	max_completion_tokens?: number;
}

/** A service that answers as the test says, and the port to it as the node opens it. */
export interface ModelService {
	bodies: Body[];
	answerWith: (answer: (body: Body, n: number) => Answer) => void;
	open: (timeoutMs?: number, apiKey?: string) => ReturnType<typeof openModel>;
	stop: Server['stop'];
}

export async function startModelService(): Promise<ModelService> {
	const bodies: Body[] = [];
	let answer: (body: Body, n: number) => Answer = () => says(good);
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: ({ text }) => {
			const body = JSON.parse(text) as Body;
			return answer(body, bodies.push(body));
		},
	});
	return {
		bodies,
		answerWith: (given) => {
			answer = given;
			bodies.length = 0;
		},
		open: async (timeoutMs = 20_000, apiKey = KEY) => {
			const getCredentials = async () => await Promise.resolve({ apiKey, url: `${server.url}/v1` });
			return await openModel({ getCredentials } as unknown as IExecuteFunctions, { timeoutMs });
		},
		stop: server.stop,
	};
}

export const message = (said: object, finish: string | null = 'stop'): Answer =>
	json(200, { choices: [{ index: 0, message: { role: 'assistant', ...said }, finish_reason: finish }] });
export const says = (value: unknown): Answer => message({ content: typeof value === 'string' ? value : JSON.stringify(value) });
export const fails = (status: number, error: unknown, headers: Record<string, string> = {}): Answer => json(status, { error }, headers);

/** A request with a history: instructions, turns of both sides, the newest words. */
export const request = (given: Partial<JsonRequest> & { history?: string[] } = {}): JsonRequest => ({
	model: 'm',
	messages: [
		{ role: 'system', content: 'Regras' },
		{ role: 'system', content: 'Dados' },
		...(given.history ?? []).map((content, n): ChatMessage => ({ role: n % 2 === 0 ? 'user' : 'assistant', content })),
		{ role: 'user', content: 'E agora?' },
	],
	schema: {
		name: 's',
		schema: {
			type: 'object',
			properties: { reply: { type: 'string' }, intent: { type: ['string', 'null'] } },
			required: ['reply', 'intent'],
			additionalProperties: false,
		},
	},
	temperature: 0.4,
	maxTokens: 700,
	...given,
});
