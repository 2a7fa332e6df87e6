import { randomBytes } from 'node:crypto';

import { faultQueue, type Faults } from './faults';
import { fit, salesAnswer, type Schema } from './modelAnswer';
import { readerAnswer } from './modelReader';
import { refusalOf, spoken, type ChatRequest, type Refusal } from './modelRequest';
import { json, startServer, type Answer, type Call } from './server';
import { transcribed } from './transcription';

/** Tools that the model wants used, instead of words. */
export interface ToolCalls {
	tools: Array<{ name: string; arguments: Record<string, unknown> }>;
}
type Writer = (body: ChatRequest) => string | ToolCalls;

export interface Model {
	/** Ends in /v1. */
	baseUrl: string;
	/** Bodies of all chat completions, also of those that were refused or that a fault hit. */
	requests: ChatRequest[];
	/** What was heard in the audio that was sent to be transcribed. */
	heard: string[];
	/** Paths are as under /v1: `/chat/completions`. */
	faults: Faults;
	/** What was wrong with refused requests. */
	violations: string[];
	/** Lets a function write the content of the answers; null gives it back to the rules. */
	respondWith(content: Writer | null): void;
	stop(): Promise<void>;
}

const LISTED = ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o', 'gpt-4o-mini'];
const TRANSCRIPTIONS = '/v1/audio/transcriptions';
/** About as many characters make a token. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * Starts a model service that speaks OpenAI's chat completions and transcriptions, checks requests as strictly, and answers by the rules of
 * `modelAnswer.ts`; what it hears in a file is the file's text.
 */
export async function startModel({ apiKey }: { apiKey: string }): Promise<Model> {
	const requests: ChatRequest[] = [];
	const heard: string[] = [];
	const violations: string[] = [];
	const faults = faultQueue();
	let override: Writer | null = null;
	const server = await startServer({
		faults,
		faultPath: (path) => path.replace(/^\/v1/, ''),
		faultBody: (status) => errorBody({ status, message: `The sandbox was told to answer with ${status}`, param: null, code: null }),
		onCall: ({ path, text }) => {
			if (path === '/v1/chat/completions') requests.push((parse(text) ?? {}) as ChatRequest);
		},
		answer: (call) => {
			const refusal = keyRefusal(call, apiKey) ?? routeRefusal(call);
			if (refusal) return refuse(refusal);
			if (call.path === '/v1/models')
				return json(200, { object: 'list', data: LISTED.map((id) => ({ id, object: 'model', created: 0, owned_by: 'sandbox' })) });
			const note = (problem: Refusal) => {
				violations.push(`${problem.param ?? 'request'}: ${problem.message}`);
				return refuse(problem);
			};
			if (call.path === TRANSCRIPTIONS) return transcription(call, heard, note);
			const body = parse(call.text);
			const problem = refusalOf(body);
			return problem ? note(problem) : completion(body as ChatRequest, override);
		},
	});
	return {
		baseUrl: `${server.url}/v1`,
		requests,
		heard,
		faults,
		violations,
		respondWith: (content) => {
			override = content;
		},
		stop: server.stop,
	};
}

function keyRefusal({ headers }: Call, apiKey: string): Refusal | null {
	const given = /^Bearer\s+(.+)$/.exec(headers.authorization ?? '')?.[1];
	if (given === apiKey) return null;
	const message = given
		? 'Incorrect API key provided: sk-***. You can find your API key at https://platform.openai.com/account/api-keys.'
		: "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).";
	return { status: 401, message, param: null, code: given ? 'invalid_api_key' : null };
}

function routeRefusal({ method, path }: Call): Refusal | null {
	if (['POST /v1/chat/completions', `POST ${TRANSCRIPTIONS}`, 'GET /v1/models'].includes(`${method} ${path}`)) return null;
	return { status: 404, message: `Invalid URL (${method} ${path})`, param: null, code: null };
}

function transcription(call: Call, heard: string[], note: (problem: Refusal) => Answer): Answer {
	const result = transcribed(call);
	if ('refusal' in result) return note(result.refusal);
	heard.push(result.words);
	return json(200, { text: result.words });
}

function completion(body: ChatRequest, override: Writer | null): Answer {
	const written = override?.(body) ?? content(body);
	const message = typeof written === 'string' ? words(body, written) : calls(written);
	const usage = {
		prompt_tokens: tokens(JSON.stringify(body.messages)),
		completion_tokens: tokens(message.said.content ?? JSON.stringify(message.said)),
	};
	return json(200, {
		id: `chatcmpl-${randomBytes(12).toString('hex')}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: body.model,
		choices: [
			{ index: 0, message: { role: 'assistant', ...message.said, refusal: null }, logprobs: null, finish_reason: message.finish_reason },
		],
		usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens },
	});
}

function words(body: ChatRequest, written: string) {
	const limit = Number(body.max_completion_tokens ?? body.max_tokens ?? Infinity);
	const isCut = tokens(written) > limit;
	return {
		said: { content: isCut ? written.slice(0, limit * CHARACTERS_PER_TOKEN) : written },
		finish_reason: isCut ? 'length' : 'stop',
	};
}

const calls = ({ tools }: ToolCalls) => ({
	said: {
		content: null,
		tool_calls: tools.map(({ name, arguments: given }) => ({
			id: `call_${randomBytes(12).toString('hex')}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(given) },
		})),
	},
	finish_reason: 'tool_calls',
});

/** By the rules; without a format asked for, the words alone. */
function content(body: ChatRequest): string {
	const format = body.response_format as { type: string; json_schema?: { name?: string; schema?: Schema } } | undefined;
	if (format?.json_schema?.name === 'sdr_second_reader') return JSON.stringify(readerAnswer(spoken(body).at(-1)?.text ?? ''));
	const answer = salesAnswer(spoken(body));
	if (!format || format.type === 'text') return String(answer.reply);
	return JSON.stringify(
		format.json_schema?.schema ? fit(answer, format.json_schema.schema) : { ...answer, intent: [answer.intent].flat()[0] },
	);
}

const tokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

const refuse = (refusal: Refusal): Answer => json(refusal.status, errorBody(refusal));
const errorBody = ({ status, message, param, code }: Refusal) => ({
	error: { message, type: status >= 500 ? 'server_error' : status === 429 ? 'requests' : 'invalid_request_error', param, code },
});

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
