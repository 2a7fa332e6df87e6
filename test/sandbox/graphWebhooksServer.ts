import { faultQueue, type Faults } from './faults';
import { json, startServer } from './server';

/** A number at Meta, as far as its webhook goes: who gets its messages, and which app its account has. */
export interface NumberAtMeta {
	baseUrl: string;
	/** Who gets the messages: the number's own URL, the account's, the app's; empty is none. */
	callbacks: { phone_number: string; whatsapp_business_account: string; application: string };
	/** Apps that get what is told of the account. */
	subscribed: Array<{ override_callback_uri?: string }>;
	/** Method and path of every request, in order. */
	requests: string[];
	/** Verify tokens that were given along. */
	tokens: string[];
	/** What a request did that Meta's interface does not know. */
	violations: string[];
	faults: Faults;
	stop: () => Promise<void>;
}

export async function startNumberAtMeta({
	phoneNumberId,
	token,
	account,
	verifies = false,
}: {
	phoneNumberId: string;
	token: string;
	account: string;
	/** Whether a URL is asked for the challenge while it is set, as Meta does; where nobody listens unless the trigger does, it is not. */
	verifies?: boolean;
}): Promise<NumberAtMeta> {
	const faults = faultQueue();
	const state: Omit<NumberAtMeta, 'baseUrl' | 'stop'> = {
		callbacks: { phone_number: '', whatsapp_business_account: '', application: '' },
		subscribed: [],
		requests: [],
		tokens: [],
		violations: [],
		faults,
	};
	const refused = (status: number, code: number, message: string) =>
		json(status, { error: { message, type: 'OAuthException', code, fbtrace_id: 'A' } });
	const server = await startServer({
		faults,
		faultBody: () => ({ error: { message: '(vendor text)', code: 131000 } }),
		onCall: ({ method, path }) => state.requests.push(`${method} ${path}`),
		answer: async ({ method, path, headers, text, query }) => {
			if (headers.authorization !== `Bearer ${token}`) return refused(401, 190, 'Invalid OAuth access token.');
			const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
			if (path === `/v26.0/${phoneNumberId}` && method === 'GET') {
				if (query.get('fields') !== 'webhook_configuration') state.violations.push(`fields ${query.get('fields')}`);
				const set = Object.entries(state.callbacks).filter(([, url]) => url !== '');
				return json(200, { ...(set.length > 0 && { webhook_configuration: Object.fromEntries(set) }), id: phoneNumberId });
			}
			if (path === `/v26.0/${phoneNumberId}` && method === 'POST') {
				const { override_callback_uri: url, verify_token } = body.webhook_configuration as {
					override_callback_uri: string;
					verify_token?: string;
				};
				if (Object.keys(body).length !== 1) state.violations.push(`keys ${Object.keys(body).join()}`);
				if (url !== '' && !verify_token) return refused(400, 100, 'Verify token is missing');
				const answered = verifies && url !== '' ? await challengedAt(url, String(verify_token)) : null;
				if (answered !== null) return refused(400, 2200, `(#2200) Callback verification failed with the following errors: ${answered}`);
				state.callbacks.phone_number = url;
				if (verify_token) state.tokens.push(verify_token);
				return json(200, { success: true });
			}
			if (path === `/v26.0/${account}/subscribed_apps` && method === 'GET') return json(200, { data: state.subscribed });
			if (path === `/v26.0/${account}/subscribed_apps` && method === 'POST') {
				state.subscribed = [{}];
				return json(200, { success: true });
			}
			return refused(400, 100, `Unsupported ${method.toLowerCase()} request. Object with ID does not exist`);
		},
	});
	return Object.assign(state, { baseUrl: server.url, stop: server.stop });
}

/** Meta's question whether a URL is its owner's. @returns what is wrong with the answer; null when nothing is */
async function challengedAt(url: string, token: string): Promise<string | null> {
	const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': token });
	const answer = await fetch(`${url}?${String(query)}`, { redirect: 'manual' }).catch(() => null);
	if (answer === null) return 'curl_errno = 7';
	const text = await answer.text();
	if (answer.status !== 200) return `HTTP Status Code = ${answer.status}`;
	return text === '1158201444' ? null : 'Response does not match challenge';
}
