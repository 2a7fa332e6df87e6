import { json, type Answer, type Call } from '../server';

export type Body = Record<string, any>;
/** One service: what it refuses of a request; null answers it. */
export interface DialectService {
	/** What stands after the host in its base URL. */
	path: string;
	model: string;
	refuses: (body: Body, call: Call) => Answer | null;
	/** How it wraps the words of an answer; OpenAI's way unless told. */
	wraps?: (words: string) => unknown;
}

export const KEY = 'sk-sandbox-000000000000';

export const bad = (status: number, body: unknown): Answer => json(status, body);
export const openAi = (message: string, param: string | null, code: string | null): Answer =>
	bad(400, { error: { message, type: 'invalid_request_error', param, code } });
export const systems = ({ messages }: Body): number[] => messages.flatMap(({ role }: Body, n: number) => (role === 'system' ? [n] : []));
export const format = (body: Body): string | undefined => body.response_format?.type;
export const turns = ({ messages }: Body): string[] => messages.map(({ role }: Body) => role).filter((role: string) => role !== 'system');
export const unknownTo = (known: string[], body: Body): string | undefined => Object.keys(body).find((key) => !known.includes(key));
