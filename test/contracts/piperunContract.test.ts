import { endpoints, matchRoute, violations } from './piperunContract';

const wrong = (method: string, path: string, query: Record<string, unknown>, body?: unknown) =>
	violations(matchRoute(method, path), query, body);

it('knows every documented operation', () => {
	expect(endpoints).toHaveLength(220);
	expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(220);
});

it('prefers a literal route', () => {
	expect(matchRoute('GET', '/deals/custom-fields').map(({ path }) => path)).toEqual(['/deals/custom-fields']);
	expect(matchRoute('GET', '/deals/7').map(({ path }) => path)).toEqual(['/deals/{deal_id}']);
	expect(matchRoute('PATCH', '/deals/7')).toEqual([]);
});

it('accepts what is documented, and what is known from production', () => {
	expect(wrong('POST', '/deals', {}, { title: 'A', pipeline_id: 1, stage_id: 2, value: 10.5, custom_fields: [{ id: 1, value: ['A'] }] })).toEqual([]);
	expect(wrong('POST', '/persons', {}, { name: 'Ana', contactPhones: ['5511999990001'], external_code: 'a' })).toEqual([]);
	expect(wrong('POST', '/companies', {}, { name: 'A', contactPhones: [{ phone: '551133330000' }] })).toEqual([]);
	expect(wrong('GET', '/deals', { show: '10', deleted: 'false', value_start: '10.5', status: '3' })).toEqual([]);
	expect(wrong('GET', '/signatureDocuments', { status: '-1' })).toEqual([]);
	expect(wrong('PUT', '/emails/read', {}, [{ id: 1 }])).toEqual([]);
	expect(wrong('DELETE', '/deals/1', {})).toEqual([]);
});

it.each([
	['unknown key', '/persons', { name: 'Ana', phones: [] }, 'body.phones: is not documented'],
	['missing key', '/deals', { title: 'A', pipeline_id: 1 }, 'body.stage_id: is required'],
	['wrong type', '/notes', { text: 'a', deal_id: '7' }, 'body.deal_id: must be integer'],
	['bad code', '/deals', { title: 'A', pipeline_id: 1, stage_id: 2, status: 2 }, 'body.status: must be one of 0, 1, 3'],
	['too much', '/deals', { title: 'A', pipeline_id: 1, stage_id: 2, probability: 95 }, 'body.probability: must be at most 90'],
	['date with offset', '/persons', { name: 'Ana', birth_day: '1990-02-25T00:00:00Z' }, 'body.birth_day: must be a date without offset'],
	['bad contact', '/persons', { name: 'Ana', contactPhones: [{ number: '1' }] }, 'body.contactPhones[0].number: is not documented'],
	['no object', '/notes', [], 'body: must be a JSON object'],
])('finds a violation: %s', (_, path, body, violation) => {
	expect(wrong('POST', path, {}, body)).toContainEqual(violation);
});

it('finds violations of the query', () => {
	expect(wrong('GET', '/deals', { reference: 'a' })).toEqual(['query.reference: is not documented']);
	expect(wrong('GET', '/deals', { show: 'many' })).toEqual(['query.show: must be integer']);
	expect(wrong('GET', '/deals', { deleted: 'no' })).toEqual(['query.deleted: must be true or false']);
	expect(wrong('GET', '/persons', { created_at_start: 'yesterday' })).toEqual(['query.created_at_start: must be a date without offset']);
	expect(wrong('GET', '/deals/7', {}, { title: 'A' })).toEqual(['body: none is expected']);
});
