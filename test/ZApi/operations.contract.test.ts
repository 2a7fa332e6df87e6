import { isRow } from '../../nodes/shared/kit/operation';
import { buildRequest } from '../../nodes/shared/kit/request';
import { resources } from '../../nodes/ZApi/operations';
import { rowsOf, samples } from '../contracts/samples';
import type { Field } from '../contracts/field';
import { endpoints, matchRoute, violations, type Endpoint } from '../contracts/zapiContract';
import { operations, requestsOf } from './walk';

const rows = rowsOf(resources);

/** n8n's word for a list is "Get Many"; all other operations are called as the documentation calls them. */
const nameOf = ({ id }: Endpoint): string => id.replace(/\.(getAll|listInstances)$/, '.getMany');

const documented = new Map(endpoints.map((endpoint) => [nameOf(endpoint), endpoint]));

/** Operations that ask nothing which another one does not ask too. */
const OWN = ['partner.getInstanceToken', 'message.sendAndWait', 'message.download', 'message.sendAny'];

const walked = Object.entries(operations).filter(([id]) => !OWN.includes(id));

/** The path below the instance; the partner's routes about one instance stand below it as well. */
const below = (path: string): string => path.replace(/^\/instances\/[^/]+\/token\/[^/]+/, '');

describe('the documented routes', () => {
	it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
		'%s is an operation with its method and path',
		async (_, endpoint) => {
			expect(Object.keys(operations)).toContain(nameOf(endpoint));
			const operation = operations[nameOf(endpoint)];
			const [{ method, path }] = await requestsOf(operation, 'everything');
			expect(matchRoute(method, below(path))).toContain(endpoint);
		},
	);

	it('are all there is', () => {
		expect(walked.map(([id]) => id).filter((id) => !documented.has(id))).toEqual([]);
		expect(walked).toHaveLength(209);
	});
});

describe.each(walked)('%s', (id, operation) => {
	const endpoint = documented.get(id)!;

	it.each(['everything', 'required'] as const)('sends what the vendor documents when %s is filled', async (filling) => {
		for (const { query = {}, body } of await requestsOf(operation, filling)) expect(violations([endpoint], query, body)).toEqual([]);
	});

	it('offers every documented key', async () => {
		const requests = await requestsOf(operation, 'everything');
		const sent = requests.flatMap(({ query = {}, body = {} }) => [...Object.keys(query), ...keysOf(body)]);
		expect([...new Set(sent)].sort()).toEqual([...Object.keys(endpoint.query), ...documentedKeys(endpoint.body)].sort());
	});

	it('says which required field is empty', async () => {
		const isText = (type: string) => type === 'string' || type === 'resourceLocator';
		const needed = Object.entries(operation.fields).filter(([, { form }]) => form.required && isText(form.type));
		for (const [name, { form }] of needed)
			await expect(requestsOf(operation, 'required', { [name]: '' })).rejects.toThrow(new RangeError(`${form.displayName} is empty`));
	});
});

/** The keys of a body by their path, `products[].name`; a bare array stands under `[]`. */
function keysOf(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return at === '' ? ['[]', ...keysOf(value, '[]')] : value.flatMap((entry) => keysOf(entry, at));
	if (typeof value !== 'object' || value === null) return [];
	const prefix = at === '' ? '' : `${at}.`;
	return Object.entries(value).flatMap(([key, inner]) => [`${prefix}${key}`, ...keysOf(inner, `${prefix}${key}`)]);
}

const documentedKeys = (fields: Record<string, Field>, prefix = ''): string[] =>
	Object.entries(fields).flatMap(([key, { properties = {}, items }]) => [
		`${prefix}${key}`,
		...documentedKeys({ ...properties, ...items?.properties }, `${prefix}${key}.`),
	]);

describe('single operations', () => {
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
		expect(body).toEqual({
			phone: '5511999990001',
			message: 'Olá',
			buttonActions: [
				{ type: 'URL', label: 'Site', url: 'https://example.com' },
				{ type: 'CALL', label: 'Ligar', phone: '08001234567', id: '2' },
				{ type: 'REPLY', label: 'Ok' },
			],
		});
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

	it('changes the exceptions of a privacy setting only where it has some', () => {
		const contactsBlacklist = { entry: [{ action: 'add', phone: '(11) 99999-0001' }] };
		const bodyFor = (visualizationType: string) => buildRequest(rows['privacy.setPhoto'], { visualizationType, contactsBlacklist }).body;
		expect(bodyFor('CONTACT_BLACKLIST')).toEqual({
			visualizationType: 'CONTACT_BLACKLIST',
			contactsBlacklist: [{ action: 'add', phone: '5511999990001' }],
		});
		expect(bodyFor('NONE')).toEqual({ visualizationType: 'NONE' });
	});

	it('puts the value of a privacy switch into the query', () => {
		expect(buildRequest(rows['privacy.setReadReceipts'], { value: 'disable' })).toMatchObject({ query: { value: 'disable' }, body: {} });
	});

	it('takes a company value away by sending it empty', () => {
		expect(buildRequest(rows['business.setEmail'], { value: '' }).body).toEqual({ value: '' });
		expect(buildRequest(rows['business.setWebsites'], { websites: {} }).body).toEqual({ websites: [] });
	});

	it.each(['9:00', '24:00', '09h00'])('refuses the opening time %s', (openTime) => {
		const days = { entry: [{ dayOfWeek: 'MONDAY', openTime, closeTime: '18:00' }] };
		const build = () => buildRequest(rows['business.setHours'], { timezone: 'America/Sao_Paulo', mode: 'specificHours', days });
		expect(build).toThrow(new RangeError(`Opens must look like 09:00, and "${openTime}" does not`));
	});

	it('adds calls to a subscription only when that is confirmed', async () => {
		await expect(requestsOf(operations['partner.updateSubscription'], 'required', { withCalls: false })).rejects.toThrow(
			'cannot be taken back',
		);
	});
});

describe('what may be repeated after a failure', () => {
	const repeated = async (id: string) => (await requestsOf(operations[id], 'everything'))[0].repeatable;

	it('no GET that changes something, or that gives a token away', async () => {
		const ids = ['instance.restart', 'instance.restoreSession', 'instance.disconnect', 'group.acceptInvite', 'call.getToken'];
		expect(await Promise.all(ids.map(repeated))).toEqual(ids.map(() => false));
		expect(await repeated('instance.getStatus')).toBe(true);
	});

	it('no send, whatever it sends', async () => {
		const answers = ({ answer }: Endpoint) => typeof answer === 'object' && answer !== null && 'zaapId' in answer;
		const sends = endpoints.filter(answers).map(nameOf);
		expect(sends.length).toBeGreaterThan(40);
		expect(await Promise.all(sends.map(repeated))).toEqual(sends.map(() => false));
	});

	it('every list', async () => {
		const lists = walked.filter(([, operation]) => isRow(operation) && operation.paging).map(([id]) => id);
		expect(lists).toHaveLength(15);
		expect(await Promise.all(lists.map(repeated))).toEqual(lists.map(() => true));
	});

	it('nothing that a partner pays for', async () => {
		const ids = ['partner.createInstance', 'partner.subscribeInstance', 'partner.cancelInstance', 'partner.updateSubscription'];
		expect(await Promise.all(ids.map(repeated))).toEqual(ids.map(() => false));
	});
});
