import { resources } from '../../nodes/ZApi/operations';
import type { Operation } from '../../nodes/shared/kit/operation';
import { buildRequest } from '../../nodes/shared/kit/request';
import { rowsOf, samples } from '../contracts/samples';
import { endpoints, matchRoute, violations, type Endpoint } from '../contracts/zapiContract';

const rows = rowsOf(resources);

/** The documented operation of the same name, or all that share the route. */
function documented(id: string, method: string, path: string): Endpoint[] {
	const candidates = matchRoute(method, path);
	const own = candidates.filter((endpoint) => endpoint.id === id);
	return own.length > 0 ? own : candidates;
}

describe.each(Object.entries(rows))('%s', (id, row) => {
	it('sends what the vendor documents when every field and option is filled', () => {
		const { method, path, query, body } = buildRequest(row, {
			...samples(row.fields, 'everything'),
			...samples(row.options ?? {}, 'everything'),
		});
		expect(violations(documented(id, method, path), query ?? {}, body)).toEqual([]);
	});

	it('sends what the vendor documents when only the required fields are filled', () => {
		const { method, path, query, body } = buildRequest(row, samples(row.fields, 'required'));
		expect(violations(documented(id, method, path), query ?? {}, body)).toEqual([]);
	});

	it('offers every documented key', () => {
		const { method, path, query, body } = buildRequest(row, {
			...samples(row.fields, 'everything'),
			...samples(row.options ?? {}, 'everything'),
		});
		const [endpoint] = documented(id, method, path);
		const sent = [...Object.keys(query ?? {}), ...Object.keys(body ?? {})].sort();
		expect(sent).toEqual([...Object.keys(endpoint.query), ...Object.keys(endpoint.body)].sort());
	});

	it('says which required field is empty', () => {
		for (const [name, { form }] of Object.entries(row.fields).filter(([, field]) => field.form.required && field.form.type === 'string')) {
			const values = { ...samples(row.fields, 'required'), [name]: '' };
			expect(() => buildRequest(row, values)).toThrow(new RangeError(`${form.displayName} is empty`));
		}
	});
});

describe('coverage of the documented routes', () => {
	const covered = ['message', 'instance', 'queue', 'webhook'];
	/** Announced for removal by the vendor; `POST /queue` took its place. */
	const left = new Set(['GET /queue']);
	const offered = new Set(Object.values(rows).map(({ request }) => request));

	it.each(endpoints.filter(({ id }) => covered.includes(id.split('.')[0])).map(({ id, method, path }) => [id, `${method} ${path}`]))(
		'%s has a row',
		(_, route) => {
			expect(offered.has(route as Operation['request']) || left.has(route)).toBe(true);
		},
	);

	it('names message and instance rows as the documentation does', () => {
		const ids = endpoints.map(({ id }) => id).filter((id) => /^(message|instance)\./.test(id));
		const keys = Object.keys(rows).filter((id) => /^(message|instance)\./.test(id));
		expect(keys.sort()).toEqual(ids.sort());
	});
});

describe('single rows', () => {
	it('sends of each button only what its type needs', () => {
		const { body } = buildRequest(rows['message.sendButtonActions'], {
			phone: '5511999990001',
			message: 'Olá',
			buttonActions: {
				entry: [
					{ type: 'URL', label: 'Site', url: 'https://example.com', phone: '', id: '' },
					{ type: 'CALL', label: 'Ligar', url: '', phone: '0800 123 4567', id: '2' },
					{ type: 'REPLY', label: 'Ok', url: 'https://example.com', phone: '11', id: '' },
				],
			},
		});
		expect(body).toMatchObject({
			buttonActions: [
				{ type: 'URL', label: 'Site', url: 'https://example.com' },
				{ type: 'CALL', label: 'Ligar', phone: '08001234567', id: '2' },
				{ type: 'REPLY', label: 'Ok' },
			],
		});
		const { buttonActions } = body as { buttonActions: object[] };
		expect(Object.keys(buttonActions[2])).toEqual(['type', 'label']);
		expect(violations(matchRoute('POST', '/send-button-actions'), {}, body)).toEqual([]);
	});

	it('wants the link of a link button', () => {
		const values = { phone: '5511999990001', message: 'Olá', buttonActions: { entry: [{ type: 'URL', label: 'Site' }] } };
		expect(() => buildRequest(rows['message.sendButtonActions'], values)).toThrow(new RangeError('Link URL is empty'));
	});

	it('takes the dot off a file extension', () => {
		const values = { phone: '5511999990001', document: 'https://example.com/a.pdf', extension: '.pdf' };
		expect(buildRequest(rows['message.sendDocument'], values).path).toBe('/send-document/pdf');
	});

	it('takes coordinates with a decimal comma', () => {
		const values = { phone: '5511999990001', title: 'Loja', address: 'Rua A', latitude: '-23,5', longitude: -46.6 };
		expect(buildRequest(rows['message.sendLocation'], values).body).toMatchObject({ latitude: '-23.5', longitude: '-46.6' });
	});

	it('gives the Pix key of an order whole or not at all', () => {
		const order = {
			...samples(rows['message.sendOrder'].fields, 'required'),
			pix: { entry: { key: 'a@example.com', keyType: 'email', name: '' } },
		};
		expect(() => buildRequest(rows['message.sendOrder'], order)).toThrow(new RangeError('Key Name is empty'));
		expect(buildRequest(rows['message.sendOrder'], { ...order, pix: {} }).body).not.toHaveProperty('paymentSettings');
	});

	it('keeps the token of the instance out of the output', () => {
		expect(rows['instance.getMe'].output?.({ id: 'A', token: 'secret', name: 'Vendas' })).toEqual([{ id: 'A', name: 'Vendas' }]);
	});

	it('never repeats a GET that changes something', () => {
		expect(['restart', 'restoreSession', 'disconnect'].map((key) => buildRequest(rows[`instance.${key}`], {}).repeatable)).toEqual([
			false,
			false,
			false,
		]);
		expect(buildRequest(rows['instance.getStatus'], {}).repeatable).toBe(true);
	});

	it('never repeats a send', () => {
		const sends = Object.entries(rows).filter(([key]) => key.startsWith('message.') && key !== 'message.read');
		expect(sends.filter(([, row]) => buildRequest(row, samples(row.fields, 'everything')).repeatable)).toEqual([]);
	});
});
