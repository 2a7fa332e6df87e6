import type { IDataObject } from 'n8n-workflow';

import { endpoints } from '../contracts/whatsappCloudContract';
import { TEMPLATES } from '../sandbox/graphTemplates';
import { file, IDS, json, startBench, type Bench } from './bench';
import { operations, parametersOf } from './walk';

const PICTURE = 'https://example.com/a.jpg';
const entry = (...rows: IDataObject[]): IDataObject => ({ entry: rows });
const template = { template: { __rl: true, mode: 'list', value: 'retomar_conversa/pt_BR' }, fillBy: 'values' };
const filled = { mappingMode: 'defineBelow', value: { 'header.image': PICTURE, 'body.1': 'Ana', 'button.1.url': 'x' } };
const contact = { formattedName: 'Maria Souza', firstName: 'Maria' };
const TEMPLATE_ID = { __rl: true, mode: 'id', value: '920000000000000010' };

/** What stands in the form where its own example is of something else. Everything else is what the form shows. */
const GIVEN: Record<string, IDataObject> = {
	'message.sendFlow': { by: 'id', opens: 'navigate' },
	'message.sendCarousel': {
		cards: entry(...[1, 2].map((n) => ({ type: 'image', image: PICTURE, text: 'Um', label: 'Ver', url: `https://example.com/${n}` }))),
	},
	'message.sendProductCarousel': { cards: entry({ productId: 'A' }, { productId: 'B' }) },
	'message.sendContacts': { contacts: entry({ ...contact, birthday: '1990-12-31', company: { entry: { company: 'Loja' } } }) },
	'message.sendTemplate': { ...template, values: filled },
	'message.sendMarketingTemplate': { ...template, values: filled },
	'message.sendAny': { kind: 'text', text: 'Oi' },
	'media.get': { mediaId: 'MEDIA' },
	'media.delete': { mediaId: 'MEDIA' },
	'media.download': { mediaId: 'MEDIA', binaryField: 'data' },
	'media.upload': { file: 'data' },
	'upload.uploadFile': { appId: '900000000000050', file: 'data' },
	'template.get': { id: TEMPLATE_ID },
	'template.update': {
		template: TEMPLATE_ID,
		buildBy: 'fields',
		headerKind: 'NONE',
		text: 'Oi {{1}}, tudo bem?',
		examples: 'Ana',
		footer: '',
		buttons: {},
	},
	'template.unpause': { id: TEMPLATE_ID },
	'template.create': {
		name: 'nova',
		format: 'POSITIONAL',
		buildBy: 'fields',
		headerKind: 'TEXT',
		header: 'Pedido {{1}}',
		headerExample: '42',
		text: 'Oi {{1}}, sai {{2}}.',
		examples: 'Ana, terça-feira',
		footer: 'Loja',
		buttons: entry(
			{ type: 'URL', text: 'Ver', url: 'https://example.com/{{1}}', urlExample: 'https://example.com/42' },
			{ type: 'QUICK_REPLY', text: 'Ok' },
		),
	},
	'template.createAuthentication': { languages: 'pt_BR, en_US' },
	'automation.set': {
		options: { prompts: entry({ text: 'Quero um orçamento' }), commands: entry({ name: 'boleto', hint: 'Segunda via' }), welcome: true },
	},
	'account.getOwned': { businessId: '900000000000040' },
	'account.getShared': { businessId: '900000000000040' },
	'block.add': { people: '+5531900000001, BR.90000000000000000001' },
};
/** Each is asked for in a way of its own below, or waits for an answer. */
const OWN = ['message.sendAndWait', 'message.sendOrder'];

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ appId: IDS.appId });
});
afterAll(async () => await bench.stop());

/** The routes of the vendor that a request went to. */
const routes = new Set<string>();

const given = (id: string): IDataObject => {
	const { state } = bench.graph;
	const { id: media } = state.store('image/png', Buffer.from('x'));
	state.qrCodes = [{ code: '4O4YGZEG3RIVE1', prefilled_message: 'Oi' }];
	state.templates = TEMPLATES.map((one) => ({ ...one }));
	state.blocked.set('+5531900000009', { wa_id: '553100000009' });
	state.subscribed = [{ whatsapp_business_api_data: { id: IDS.appId } }];
	state.appSubscription = { object: 'whatsapp_business_account' };
	return JSON.parse(JSON.stringify(GIVEN[id] ?? {}).replaceAll('"MEDIA"', `"${media}"`)) as IDataObject;
};

describe('the built node', () => {
	it.each(Object.keys(operations).filter((id) => !OWN.includes(id)))('asks Meta for %s in a way that it accepts', async (id) => {
		for (const filling of ['required', 'everything'] as const) {
			const changes = given(id);
			const isOfOtherFile = filling === 'everything' && id.startsWith('media.');
			const before = bench.graph.requests.length;
			const parameters = { ...parametersOf(id, filling, changes), ...(isOfOtherFile && { options: {} }) };
			const items = await bench.run(parameters, [{ json: {}, binary: file('image/png', 'x', 'foto.png') }]);
			expect(bench.graph.violations.splice(0)).toEqual([]);
			const asked = bench.graph.requests.slice(before);
			expect(asked.length).toBeGreaterThan(0);
			expect(items.length).toBeGreaterThan(0);
			for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
		}
	});

	it('pays by Pix, boleto and link', async () => {
		const order = {
			...parametersOf('message.sendOrder', 'required', { total: 5000, subtotal: 5000, tax: 0 }),
			items: entry({ code: 'A', name: 'Camiseta', quantity: 1, amount: 5000, salePrice: 4000 }),
		};
		for (const pay of ['pix_dynamic_code', 'boleto', 'payment_link']) await bench.run({ ...order, pay, options: { shipping: 100 } });
		expect(bench.graph.violations).toEqual([]);
		expect(bench.graph.sent.at(-1)!.body).toMatchObject({
			interactive: {
				action: {
					parameters: {
						total_amount: { value: 5000, offset: 100 },
						payment_settings: [{ type: 'payment_link', payment_link: { uri: 'https://example.com/pagar/42' } }],
						order: {
							items: [{ amount: { value: 5000, offset: 100 }, sale_amount: { value: 4000, offset: 100 } }],
							shipping: { value: 100 },
						},
					},
				},
			},
		});
	});
});

describe('every route of the vendor', () => {
	/** Routes by what they were asked as; an id of Meta's is what stands first. */
	const asRoute = (method: string, path: string): string => `${method} ${path.split('/').slice(2).join('/')}`;

	it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s was asked for', (_, { method, path }) => {
		for (const request of bench.graph.requests)
			routes.add(asRoute(request.method, request.path.replace(/message_qrdls\/.+/, 'message_qrdls/{code}')));
		const files = method === 'GET' && path === '{media_url}';
		expect([...routes]).toContain(
			files ? 'GET ' + bench.graph.requests.find((one) => one.path.startsWith('/files/'))!.path.split('/')[2] : asRoute(method, path),
		);
	});
});

describe('lists', () => {
	beforeEach(() => void given('template.getMany'));

	it('come page after page, and no token stands in what comes out', async () => {
		bench.graph.state.templates.push(
			...Array.from({ length: 230 }, (_, n) => ({ ...bench.graph.state.templates[0], id: String(930_000_000 + n), name: `n${n}` })),
		);
		const before = bench.graph.requests.length;
		const items = json(await bench.run({ resource: 'template', operation: 'getMany', returnAll: true }));
		expect(items).toHaveLength(bench.graph.state.templates.length);
		expect(bench.graph.requests.length - before).toBe(3);
		expect(JSON.stringify(items)).not.toContain('access_token');
		expect(json(await bench.run({ resource: 'template', operation: 'getMany', returnAll: false, limit: 7 }))).toHaveLength(7);
	});

	it('of pickers show the texts of templates', async () => {
		const { results } = await bench.search('searchTemplates', 'posso ajudar');
		expect(results[0]).toEqual({ name: 'retomar_conversa (pt_BR): Oi, {{1}}! Ainda posso ajudar?', value: 'retomar_conversa/pt_BR' });
		expect((await bench.search('searchTemplates', 'parado')).results).toEqual([]);
		expect((await bench.search('searchTemplateIds', 'parado')).results[0].name).toContain('PAUSED');
		expect((await bench.search('searchPhoneNumbers')).results[0]).toEqual({
			name: 'Loja de exemplo +5531900009999',
			value: IDS.phoneNumberId,
		});
		expect((await bench.search('searchQrCodes')).results[0].name).toContain('(4O4YGZEG3RIVE1)');
		expect(bench.graph.violations).toEqual([]);
	});
});
