import { ok, type Answer } from './answers';
import served from './openapi.json';

/** `GET /openapi.json`: what is served, for programs and whoever writes one. */
export const document = async (): Promise<Answer> =>
	await Promise.resolve(ok(served, { headers: { 'cache-control': 'public, max-age=300' } }));
