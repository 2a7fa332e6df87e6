import { LARGE } from './dialects/large';
import { OTHERS } from './dialects/others';
import { OWN } from './dialects/own';
import type { Body, DialectService } from './dialects/dialect';
import { faultQueue } from './faults';
import { json, startServer } from './server';

export { KEY } from './dialects/dialect';

/** Each refuses what that service refuses, in its own words (references of the services and public reports of 2024 to 2026). */
export const DIALECTS: Record<string, DialectService> = { ...LARGE, ...OTHERS, ...OWN };

export interface DialectServer {
	/** Its base URL as an operator writes it. */
	baseUrl: string;
	/** Bodies of all requests, those to unknown routes included. */
	requests: Body[];
	stop: () => Promise<void>;
}

/** Starts a service of a dialect; whatever it takes is answered with these words. */
export async function startDialect({ path, refuses, wraps }: DialectService, words: string): Promise<DialectServer> {
	const requests: Body[] = [];
	const server = await startServer({
		faults: faultQueue(),
		faultBody: () => ({}),
		answer: (call) => {
			const body = JSON.parse(call.text || '{}') as Body;
			requests.push(body);
			if (!call.path.endsWith('/chat/completions') || call.path.includes('completions/chat')) return json(404, 'Not Found');
			const message = { role: 'assistant', content: wraps ? wraps(words) : words };
			return (
				refuses(body, call) ??
				json(200, { id: 'x', choices: [{ index: 0, message, finish_reason: 'stop' }], usage: { prompt_tokens: 9, completion_tokens: 9 } })
			);
		},
	});
	return { baseUrl: `${server.url}${path}`, requests, stop: server.stop };
}
