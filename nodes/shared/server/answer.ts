/** An answer with a JSON body. */
export const answerOf = (status: number, body: object, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });
