import { endpoints, matchRoute, violations } from './atendeaquiContract';

const idOf = (method: string, path: string) => matchRoute(method, path)?.endpoint.id;
const wrong = (method: string, path: string, query: Record<string, unknown>, body?: unknown) =>
	violations(matchRoute(method, path)!.endpoint, query, body);

it('knows every documented call once, each with a slash at the end', () => {
	expect(endpoints).toHaveLength(24);
	expect(new Set(endpoints.map(({ id }) => id)).size).toBe(24);
	expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(24);
	expect(endpoints.filter(({ path }) => !path.endsWith('/'))).toEqual([]);
});

it.each([
	['GET', '/clients/', 'client.getMany'],
	['GET', '/clients/a%20b/', 'client.get'],
	['GET', '/onboarding/flows/', 'flow.getMany'],
	['GET', '/onboarding/flows/boas-vindas/', 'flow.get'],
	['GET', '/onboarding/flows/progress/progress/', 'progress.getMany'],
	['GET', '/onboarding/flows/progress/analytics/', 'flow.getAnalytics'],
	['GET', '/onboarding/k/progress/u/', 'progress.get'],
	['POST', '/onboarding/k/progress/u/complete-step/', 'progress.completeStep'],
	['POST', '/onboarding/auth/token/', 'widgetToken.create'],
	['GET', '/clients', undefined],
	['GET', '/clients//', undefined],
	['POST', '/onboarding/flows/start/', undefined],
	['PUT', '/clients/1/', undefined],
])('%s %s is %s', (method, path, id) => {
	expect(idOf(method, path)).toBe(id);
});

it('decodes what stands in the path', () => {
	expect(matchRoute('GET', '/onboarding/k/progress/ana%40example.com%2F1/')?.parameters).toEqual({
		flow_key: 'k',
		user_id: 'ana@example.com/1',
	});
});

it.each([
	['GET', '/clients/', { page: '1', page_size: '51' }, undefined, ['query.page_size: must be at most 50']],
	['GET', '/clients/', { search: 'a' }, undefined, ['query.search: is not documented']],
	['POST', '/clients/', {}, { email: 'a@example.com' }, ['body.full_name: is required']],
	['POST', '/clients/', {}, { full_name: 'Ana', email: '' }, ['body.email: must be at least 1 characters']],
	['POST', '/clients/', {}, { full_name: 'Ana', birthday: '31/05/1990' }, ['body.birthday: must be YYYY-MM-DD']],
	['POST', '/onboarding/k/progress/u/complete/', {}, { status: 'COMPLETED' }, ['body: none is expected']],
	['POST', '/onboarding/k/progress/u/complete-steps/', {}, { steps: [] }, ['body.steps: must be at least 1 items']],
	['POST', '/onboarding/auth/token/', {}, { ttl: 30 }, ['body.ttl: must be at least 60']],
] as const)('%s %s with %j and %j is wrong by %j', (method, path, query, body, expected) => {
	expect(wrong(method, path, query, body)).toEqual(expected);
});
