import type { IHttpRequestOptions } from 'n8n-workflow';

import { AtendeAquiChatwootApi } from '../../credentials/AtendeAquiChatwootApi.credentials';
import { resources } from '../../nodes/Chatwoot/operations';
import type { Operation } from '../../nodes/shared/kit/operation';
import { buildRequest } from '../../nodes/shared/kit/request';
import { endpoints, matchRoute, violations, type Endpoint } from '../contracts/chatwootContract';
import { rowsOf, samples, type Filling } from '../contracts/samples';

const rows = rowsOf(resources);

/** Where a request arrives once the credential has put the account in. */
async function wholePath(path: string): Promise<string> {
	const credential = { baseUrl: 'https://chat.example.com', accountId: '7', apiAccessToken: 't'.repeat(24) };
	const { baseURL, url } = await new AtendeAquiChatwootApi().authenticate(credential, { url: path } as IHttpRequestOptions);
	return new URL(`${baseURL ?? ''}${url}`).pathname.replace(/\/accounts\/7\/$/, '/accounts/7');
}

async function requestOf(row: Operation, filling: Filling) {
	const options = filling === 'everything' ? samples(row.options ?? {}, filling) : {};
	const { method, path, query = {}, body } = buildRequest(row, { ...samples(row.fields, filling), ...options });
	return { endpoint: matchRoute(method, await wholePath(path)) as Endpoint, query, body: body as Record<string, unknown> | undefined };
}

describe.each(Object.entries(rows))('%s', (_, row) => {
	it.each(['everything', 'required'] as const)('sends what is documented when %s is filled', async (filling) => {
		const { endpoint, query, body } = await requestOf(row, filling);
		expect(endpoint).toBeDefined();
		expect(violations(endpoint, query, body)).toEqual([]);
	});

	it('says which required field is empty', () => {
		for (const [name, { form }] of Object.entries(row.fields).filter(([, field]) => field.form.required && field.form.type === 'string')) {
			const values = { ...samples(row.fields, 'required'), [name]: '' };
			expect(() => buildRequest(row, values)).toThrow(new RangeError(`${form.displayName} is empty`));
		}
	});
});

describe('coverage', () => {
	it.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))('%s has a row', async (_, endpoint) => {
		const found = await Promise.all(Object.values(rows).map(async (row) => (await requestOf(row, 'required')).endpoint));
		expect(found).toContain(endpoint);
	});

	/** Keys that no row offers, each with its reason. */
	const LEFT: Record<string, string[]> = {
		// A file of this machine, which these requests take as a form only; a URL is offered.
		avatar: ['POST', 'PATCH', 'PUT'],
		// The page is the node's own business.
		page: ['GET', 'POST'],
		// Passwords do not belong into a workflow.
		'profile.current_password': ['PUT'],
		'profile.password': ['PUT'],
		'profile.password_confirmation': ['PUT'],
		// Only the app that sends it sees it again.
		echo_id: ['POST'],
		// Both are of the composite Send Files.
		is_voice_message: ['POST'],
		attachments: ['POST'],
		// The one kind that exists.
		bot_type: ['PATCH'],
		// What a definition belongs to, and what it is called by values, cannot change.
		attribute_model: ['PATCH'],
		attribute_key: ['PATCH'],
	};

	it.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
		'%s: every key is offered',
		async (_, endpoint) => {
			const sent = new Set<string>();
			for (const row of Object.values(rows)) {
				const request = await requestOf(row, 'everything');
				if (request.endpoint === endpoint) for (const key of keysOf({ ...request.query, ...request.body })) sent.add(key);
			}
			const wanted = [
				...Object.keys(endpoint.query),
				...Object.entries(endpoint.body).flatMap(([key, field]) => inner(key, field.properties)),
			];
			expect(wanted.filter((key) => !sent.has(key) && !LEFT[key]?.includes(endpoint.method))).toEqual([]);
		},
	);
});

const inner = (key: string, properties?: Record<string, unknown>): string[] =>
	['profile', 'message'].includes(key) && properties ? Object.keys(properties).map((name) => `${key}.${name}`) : [key];

const keysOf = (values: Record<string, unknown>): string[] =>
	Object.entries(values).flatMap(([key, value]) => [key, ...Object.keys(Object(value)).map((name) => `${key}.${name}`)]);
