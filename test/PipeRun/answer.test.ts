import { deleted, done, entry, one } from '../../nodes/PipeRun/answer';
import { byCursor, byPage, entriesOf, pipeRun, whole } from '../../nodes/PipeRun/api';

describe('a record', () => {
	it('has one type for each key, whatever the route gave', () => {
		expect(
			entry({ id: '748', deleted: 0, freezed: '1', value: '0.00', value_mrr: 600, is_main: false, person_id: '', title: '0' }),
		).toEqual({
			id: 748,
			deleted: false,
			freezed: true,
			value: 0,
			value_mrr: 600,
			is_main: false,
			person_id: '',
			title: '0',
		});
	});

	it('gives times with the offset of Brasília, and leaves days and foreign forms alone', () => {
		expect(entry({ created_at: '2020-03-09', closed_at: '2020-03-16 22:27:42', updated_at: '2023-07-24T17:53:57.000000Z' })).toEqual({
			created_at: '2020-03-09',
			closed_at: '2020-03-16T22:27:42-03:00',
			updated_at: '2023-07-24T17:53:57.000000Z',
		});
	});

	it('treats what is inside the same, but never what was typed into a custom field', () => {
		expect(
			entry({
				contactPhones: [{ id: 5, is_main: 1, phone: '9999' }],
				customFields: [{ id: 9, value: '007', raw_value: '007' }],
				names: ['1', null],
			}),
		).toEqual({
			contactPhones: [{ id: 5, is_main: true, phone: '9999' }],
			customFields: [{ id: 9, value: '007', raw_value: '007' }],
			names: ['1', null],
		});
		expect(entry({ custom_field_id: 9, value: '45' })).toEqual({ custom_field_id: 9, value: '45' });
	});
});

describe('an answer', () => {
	const envelope = (data: unknown) => ({ success: true, message: 'OK', data });

	it.each([
		['an object', { id: 1 }],
		['a list of one', [{ id: 1 }]],
	])('gives its record: %s', (_, data) => {
		expect(one(envelope(data))).toEqual({ id: 1 });
		expect(entriesOf(envelope(data))).toEqual([{ id: 1 }]);
	});

	it('may have no record', () => {
		expect(entriesOf(envelope(null))).toEqual([]);
		expect(done({})).toEqual({ success: true });
		expect(deleted()).toEqual({ deleted: true });
		expect(one({ id: 27403 })).toEqual({ id: 27403 });
	});

	it('may be a list that comes whole', () => {
		const request = { method: 'GET', path: '/datalists', repeatable: true } as const;
		expect(whole.first(request, 50)).toEqual(request);
		expect(whole.next(request, envelope([{ id: 1 }]), 1)).toBeNull();
	});

	it('tells the next page by its cursor', () => {
		const first = byCursor.first({ method: 'GET', path: '/deals', query: { status: 0 }, repeatable: true }, 100);
		const page = (next: string | null) => ({
			...envelope([{ id: 1 }]),
			meta: { cursor: { current: null, prev: null, next, count: null } },
		});
		expect(first.query).toEqual({ status: 0, show: 100 });
		expect(byCursor.next(first, page('eyJ'), 1)?.query).toEqual({ status: 0, show: 100, cursor: 'eyJ' });
		expect(byCursor.next(first, page(null), 1)).toBeNull();
		expect(byCursor.next(first, envelope([]), 0)).toBeNull();
		expect(byPage.next({ ...first, query: { page: 1, show: 2 } }, envelope([]), 2)?.query).toEqual({ page: 2, show: 2 });
	});
});

describe('a complaint', () => {
	it.each([
		['success', 200, { success: true, data: {} }, null],
		['an empty deletion', 204, '', null],
		[
			'refused fields',
			422,
			{ success: false, message: 'Unprocessable Entity', data: { title: 'O campo title é obrigatório.', cpf: ['já existe', 'inválido'] } },
			'Unprocessable Entity; title: O campo title é obrigatório.; cpf: já existe inválido',
		],
		['a refusal with status 200', 200, { success: false, message: 'Malformed JSON.' }, 'Malformed JSON.'],
		['a page of a proxy', 502, '<html>Bad gateway</html>', '<html>Bad gateway</html>'],
		['nothing', 500, null, 'it gave no reason'],
	])('%s', (_, status, body, said) => {
		expect(pipeRun.complaint(status, body, '/deals')).toBe(said);
	});

	it('about the token says where the token is', () => {
		expect(pipeRun.explain?.(401, 'Unauthorized')).toEqual({
			message: 'PipeRun does not accept the token for this: Unauthorized',
			remedy: expect.stringContaining('user data page'),
		});
		expect(pipeRun.explain?.(404, 'Not Found')).toBeNull();
	});
});
