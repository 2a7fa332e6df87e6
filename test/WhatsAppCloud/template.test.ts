import type { IDataObject } from 'n8n-workflow';

import { componentsOf } from '../../nodes/WhatsAppCloud/template/components';
import { inOrder, slotsOf } from '../../nodes/WhatsAppCloud/template/slots';
import { TEMPLATES } from '../sandbox/graphTemplates';
import { startBench, TO, type Bench } from './bench';

const slots = (name: string) => slotsOf(TEMPLATES.find((one) => one.name === name)!.components);
const ids = (name: string) => slots(name).map(({ id, required }) => `${id}${required ? '' : '?'}`);

describe('the places of a template', () => {
	it.each([
		['retomar_conversa', ['header.image', 'body.1', 'button.0.quick_reply?', 'button.1.url']],
		['boas_vindas', ['body.nome']],
		['codigo', ['body.1', 'button.0.url?']],
		['oferta', ['header.image', 'body.1', 'offer.expires', 'button.0.copy_code', 'button.1.url']],
		['vitrine', ['body.1', 'card.0.header.image', 'card.0.button.0.quick_reply?', 'card.1.header.image', 'card.1.button.0.quick_reply?']],
		['aviso', []],
	])('%s', (name, expected) => {
		expect(ids(name)).toEqual(expected);
	});

	it('are read of whatever Meta answers', () => {
		for (const odd of [null, 'x', [null, 1, { type: 5 }, { type: 'BUTTONS', buttons: 'x' }, { type: 'CAROUSEL', cards: [null] }]])
			expect(slotsOf(odd)).toEqual([]);
	});
});

describe('values in order', () => {
	it('fill the places that must be filled; a code stands on its button too', () => {
		expect(inOrder(slots('codigo'), ['482913'])).toEqual({ 'body.1': '482913', 'button.0.url': '482913' });
		expect(inOrder(slots('aviso'), [])).toEqual({});
	});

	it.each([[[]], [['a', 'b', 'c', 'd']]])('%j do not fit, and the gaps are named', (values) => {
		expect(() => inOrder(slots('retomar_conversa'), values)).toThrow(
			/has 3 gaps \(Header: image.*Text \{\{1\}\} of "Oi, \{\{1\}\}!.*were given/,
		);
	});
});

describe('the components', () => {
	it.each<[string, IDataObject, unknown[]]>([
		['nothing given', {}, []],
		['empty values', { 'body.1': '', 'header.image': null }, []],
		[
			'ten gaps in their order',
			Object.fromEntries([10, 2, 1].map((n) => [`body.${n}`, `v${n}`])),
			[{ type: 'body', parameters: [1, 2, 10].map((n) => ({ type: 'text', text: `v${n}` })) }],
		],
		[
			'what Meta refuses in a text',
			{ 'body.1': 'Ana\nMaria\t e      mais' },
			[{ type: 'body', parameters: [{ type: 'text', text: 'Ana Maria  e mais' }] }],
		],
		[
			'an amount',
			{ 'body.1': '{"type": "currency", "currency": {"fallback_value": "R$ 10", "code": "BRL", "amount_1000": 10000}}' },
			[{ type: 'body', parameters: [{ type: 'currency', currency: { fallback_value: 'R$ 10', code: 'BRL', amount_1000: 10_000 } }] }],
		],
		[
			'a place',
			{ 'header.location': { latitude: '1', longitude: '2', name: 'L', address: 'R' } },
			[{ type: 'header', parameters: [{ type: 'location', location: { latitude: '1', longitude: '2', name: 'L', address: 'R' } }] }],
		],
		['a text in the head', { 'header.text.1': '42' }, [{ type: 'header', parameters: [{ type: 'text', text: '42' }] }]],
		[
			'a flow by its token',
			{ 'button.0.flow': 'lead-42' },
			[{ type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action: { flow_token: 'lead-42' } }] }],
		],
		[
			'products',
			{ 'button.0.mpm': '{"thumbnail_product_retailer_id": "A", "sections": []}' },
			[
				{
					type: 'button',
					sub_type: 'mpm',
					index: '0',
					parameters: [{ type: 'action', action: { thumbnail_product_retailer_id: 'A', sections: [] } }],
				},
			],
		],
	])('%s', (_, values, expected) => {
		expect(componentsOf(values)).toEqual(expected);
	});

	it.each<[IDataObject, string]>([
		[{ 'body.1': 'x'.repeat(1025) }, '{{1}} may have 1024 characters at most'],
		[{ 'header.text.1': 'x'.repeat(61) }, '60 characters'],
		[{ 'button.0.quick_reply': 'x'.repeat(257) }, '256 characters'],
		[{ 'button.0.copy_code': 'ANA-10' }, '15 letters and digits'],
		[{ 'offer.expires': 'amanhã' }, 'is no date'],
		[{ 'header.location': 'Rua A' }, 'must be a JSON object'],
		[{ corpo: 'Ana' }, '"corpo" is no place of a template'],
	])('%j is told as what is wrong', (values, sentence) => {
		expect(() => componentsOf(values)).toThrow(sentence);
	});
});

describe('the node', () => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await startBench();
	});
	afterAll(async () => await bench.stop());
	const send = { resource: 'message', operation: 'sendTemplate', to: TO };
	const by = (name: string, mode = 'id') => ({ template: { __rl: true, mode, value: name } });

	it('shows one field for each gap, in the words around it', async () => {
		const { fields } = await bench.mapped({ ...send, ...by('retomar_conversa/pt_BR', 'list'), language: 'pt_BR' });
		expect(fields.map(({ id, required }) => [id, required])).toEqual([
			['header.image', true],
			['body.1', true],
			['button.0.quick_reply', false],
			['button.1.url', true],
		]);
		expect(fields[1].displayName).toBe('Text {{1}} of "Oi, {{1}}! Ainda posso ajudar?"');
		expect((await bench.mapped({ ...send, ...by('aviso'), language: 'pt_BR' })).emptyFieldsNotice).toContain('no gaps');
		await expect(bench.mapped({ ...send, ...by('aviso'), language: 'es' })).rejects.toThrow(
			'There is no template "aviso" in es: it is there in pt_BR',
		);
	});

	it('takes the name and the language apart, and values that an expression gives', async () => {
		await bench.run({ ...send, ...by('retomar_conversa'), language: 'en_US', fillBy: 'values', values: '={{ ({"body.1": "Ann"}) }}' });
		expect(bench.graph.sent.at(-1)!.body.template).toEqual({
			name: 'retomar_conversa',
			language: { code: 'en_US' },
			components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }],
		});
	});

	it('takes Meta’s own form', async () => {
		const components = '[{"type": "body", "parameters": [{"type": "text", "parameter_name": "nome", "text": "Ana"}]}]';
		await bench.run({ ...send, ...by('boas_vindas'), language: 'pt_BR', fillBy: 'components', components });
		expect(bench.graph.violations).toEqual([]);
	});

	it.each([
		['a value too few', 'retomar_conversa', { 'body.1': 'Ana' }, 132012, 'fixTemplate'],
		['another language', 'aviso/es', {}, 132001, 'fixTemplate'],
		['one that is paused', 'parado', {}, 132015, 'fixTemplate'],
	])('%s is what Meta refuses', async (_, name, value, _code, action) => {
		const parameters = { ...send, ...by(name), language: 'pt_BR', fillBy: 'values', values: { mappingMode: 'defineBelow', value } };
		const [{ json }] = await bench.run(parameters, undefined, { onError: 'continueRegularOutput' });
		expect(json).toMatchObject({ details: { action } });
	});
});
