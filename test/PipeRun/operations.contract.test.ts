import type { IDataObject } from 'n8n-workflow';

import { whole } from '../../nodes/PipeRun/api';
import { resources } from '../../nodes/PipeRun/operations';
import type { Bulk } from '../../nodes/PipeRun/operations/emailBulk';
import type { Call, Composite, Operation } from '../../nodes/shared/kit/operation';
import { buildRequest } from '../../nodes/shared/kit/request';
import type { VendorRequest } from '../../nodes/shared/http/send';
import { endpoints, matchRoute, routeOf, violations, type Endpoint } from '../contracts/piperunContract';
import { rowsOf, samples } from '../contracts/samples';

const rows = rowsOf(resources);
const bulks = Object.entries(resources.email.operations).filter((found): found is [string, Bulk] => 'route' in found[1]);

const filled = (row: Operation): IDataObject => ({ ...samples(row.fields, 'everything'), ...samples(row.options ?? {}, 'everything') });
const routeOfRow = ({ request }: Operation): string => routeOf(...(request.split(' ') as [string, string]));
const documented = ({ request }: Operation): Endpoint[] => {
	const route = routeOf(...(request.split(' ') as [string, string]));
	return endpoints.filter(({ method, path }) => routeOf(method, path) === route);
};

describe.each(Object.entries(rows))('%s', (_, row) => {
	it('sends what the vendor documents when every field and option is filled', () => {
		const { method, path, query, body } = buildRequest(row, filled(row));
		expect(violations(union(matchRoute(method, path)), query ?? {}, body)).toEqual([]);
	});

	it('sends what the vendor documents when only the required fields are filled', () => {
		const { method, path, query, body } = buildRequest(row, samples(row.fields, 'required'));
		expect(violations(union(matchRoute(method, path)), query ?? {}, body)).toEqual([]);
	});

	it('is documented, with the path parameters of one of its operations', () => {
		expect(documented(row).map(({ method, path }) => `${method} ${path}`)).toContain(row.request);
	});

	it('says which required field is empty', () => {
		for (const [name, { form }] of Object.entries(row.fields).filter(([, field]) => field.form.required && field.form.type === 'string')) {
			const values = { ...samples(row.fields, 'required'), [name]: '' };
			expect(() => buildRequest(row, values)).toThrow(new RangeError(`${form.displayName} is empty`));
		}
	});
});

/** Two operations that are one route take the keys of both; what one demands and the other does not know is not demanded. */
function union(found: Endpoint[]): Endpoint[] {
	if (found.length < 2) return found;
	const keys = (part: 'query' | 'body') => Object.assign({}, ...found.map((endpoint) => endpoint[part])) as Endpoint['body'];
	return [
		{
			...found[0],
			bodyType: found.some(({ bodyType }) => bodyType !== 'none') ? 'object' : 'none',
			query: keys('query'),
			body: keys('body'),
		},
	];
}

/** What pages are asked with, and is therefore no field. */
const PAGING = ['show', 'cursor', 'page'];

describe('coverage of the contract', () => {
	it('has 220 operations on 216 routes: four routes are documented twice', () => {
		expect(endpoints).toHaveLength(220);
		expect(new Set(endpoints.map(({ method, path }) => routeOf(method, path))).size).toBe(216);
	});

	it.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
		'%s has a row with its keys',
		(_, endpoint) => {
			const route = routeOf(endpoint.method, endpoint.path);
			const offering = Object.values(rows).filter((row) => routeOfRow(row) === route);
			const bulk = bulks.find(([, found]) => found.route === `${endpoint.method} ${endpoint.path}`);
			const sent = offering.flatMap((row) => {
				const { query, body } = buildRequest(row, filled(row));
				return [...Object.keys(query ?? {}), ...Object.keys(body ?? {})];
			});
			const wanted = [...Object.keys(endpoint.query), ...Object.keys(endpoint.body)].filter((key) => !PAGING.includes(key) && key !== '[]');
			const cursor = route === 'GET /proposals/templates' ? ['hash'] : [];
			expect(offering.length + (bulk ? 1 : 0)).toBeGreaterThan(0);
			expect(wanted.filter((key) => ![...sent, ...cursor].includes(key))).toEqual([]);
		},
	);

	it('pages every list that the contract gives in pages', () => {
		const paged = endpoints.filter(({ query }) => 'show' in query).map(({ method, path }) => routeOf(method, path));
		const wrong = Object.entries(rows).filter(([, row]) => Boolean(row.paging && row.paging !== whole) !== paged.includes(routeOfRow(row)));
		expect(wrong.map(([key]) => key)).toEqual([]);
	});
});

describe.each(bulks)('email.%s', (_, { route, fields, run }: Composite & Bulk) => {
	it('sends the bare list that the vendor documents', async () => {
		const requests: VendorRequest[] = [];
		const send = async (request: VendorRequest) => void requests.push(request);
		const values = { ids: fields.ids.toWire('7, 8') } as IDataObject;
		await run({ values, send } as unknown as Call);
		const [{ method, path, body }] = requests;
		expect(`${method} ${path}`).toBe(route);
		expect(body).toEqual([{ id: 7 }, { id: 8 }]);
		expect(violations(matchRoute(method, path), {}, body)).toEqual([]);
	});
});

describe('single rows', () => {
	it('wins, loses, moves and reopens by the deal’s own route', () => {
		const request = (key: string, values: IDataObject) => buildRequest(rows[`deal.${key}`], { deal_id: '9', ...values });
		expect(request('win', {})).toMatchObject({ method: 'PUT', path: '/deals/9', body: { status: 1 } });
		expect(request('lose', { lost_reason_id: 3, reason_close: 'Preço' }).body).toEqual({
			status: 3,
			lost_reason_id: 3,
			reason_close: 'Preço',
		});
		expect(request('moveStage', { stage_id: { mode: 'list', value: 5 }, pipeline_id: { mode: 'list', value: '' } }).body).toEqual({
			stage_id: 5,
		});
		expect(request('reopen', {}).body).toEqual({ status: 0 });
	});

	it('keeps the lines of a plain note, and HTML as it is', () => {
		const text = (given: string) => (buildRequest(rows['note.create'], { text: given }).body as IDataObject).text;
		expect(text('Olá,\nquer 2 < 3 & "já"')).toBe('Olá,<br>quer 2 &lt; 3 &amp; "já"');
		expect(text('<b>Olá</b>\n')).toBe('<b>Olá</b>\n');
	});

	it('writes dates on the clock of São Paulo', () => {
		const body = (start: string) => (buildRequest(rows['activity.update'], { id: 1, start_at: start }).body as IDataObject).start_at;
		expect(body('2026-03-02T12:30:00.000Z')).toBe('2026-03-02 09:30:00');
		expect(body('2026-03-02T00:30:00Z')).toBe('2026-03-01 21:30:00');
		expect(body('2026-03-02T09:30:00')).toBe('2026-03-02 09:30:00');
		expect(body('2026-03-02')).toBe('2026-03-02');
		const day = buildRequest(rows['deal.update'], { deal_id: 1, probably_closed_at: '2026-03-02T01:00:00Z' }).body;
		expect(day).toEqual({ probably_closed_at: '2026-03-01' });
	});

	it('writes custom fields in the form that works, lists for multiple choice', () => {
		const given = {
			entry: [
				{ id: { mode: 'id', value: '5' }, value: '["A","B"]' },
				{ id: '6', value: '45' },
			],
		};
		expect(buildRequest(rows['deal.update'], { deal_id: 1, custom_fields: given }).body).toEqual({
			custom_fields: [
				{ id: 5, value: ['A', 'B'] },
				{ id: 6, value: '45' },
			],
		});
		expect(buildRequest(rows['company.update'], { id: 1, customFields: given }).body).toHaveProperty('customFields');
	});

	it('refuses what is no id', () => {
		expect(() => buildRequest(rows['deal.get'], { deal_id: 'abc' })).toThrow('"abc" is not a PipeRun ID');
		expect(() => buildRequest(rows['deal.delete'], { deal_id: '0' })).toThrow('"0" is not a PipeRun ID');
	});
});
