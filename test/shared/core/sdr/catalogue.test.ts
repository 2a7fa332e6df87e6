import { catalogueLines, productsFor, readCatalogue } from '../../../../nodes/shared/core/sdr/catalogue';
import { SAMPLE_CATALOGUE, SAMPLE_UPSELL } from '../../../../nodes/shared/core/sdr/sampleCatalogue';
import { readUpsellRules, upsellFor, wasTold } from '../../../../nodes/shared/core/sdr/upsell';

const products = readCatalogue('Catalogue', SAMPLE_CATALOGUE);
const named = (text: string) => productsFor(products, text).map(({ name }) => name);

describe('productsFor', () => {
	it.each([
		['me fala da fb-300', ['FB300']],
		['FB 300 ou FB_700?', ['FB300', 'FB700']],
		['SE3000', ['SE3000']],
		['qual a ensacadeira de vocês', ['Ensacadeira elétrica']],
		['máquina de espetinho', ['Linha para Espeto']],
		['cortar carne em cubos', expect.arrayContaining(['CT200'])],
		['lâminas', ['CT200']],
		['quero uma formadora de hambúrguer', ['FBM100', 'FB300', 'FB700', 'SE SmartPro']],
		['misturadores de 70 litros', ['Misturador']],
		['cortesia, perfil, retirar', []],
		['bom dia, quero uma máquina', []],
	])('%s: %p', (text, expected) => {
		expect(named(text)).toEqual(expected);
	});
});

describe('catalogueLines', () => {
	it('tells the public message and the alternative of a product that is not available, never the internal note', () => {
		const lines = catalogueLines(productsFor(products, 'linha de espeto'), products).join('\n');
		expect(lines).toContain('Linha para Espeto: INDISPONÍVEL no momento.');
		expect(lines).toContain('Ofereça como alternativa: CT200.');
		expect(lines).toContain('- CT200 (cortadora): até 300 kg por hora');
		expect(lines).not.toMatch(/março|2026|relançamento/);
	});

	it('keeps within the length, and gives no product twice', () => {
		const lines = catalogueLines([...products, ...products], products);
		expect(lines.join('\n').length).toBeLessThan(1500);
		expect(new Set(lines).size).toBe(lines.length);
	});
});

describe('readCatalogue', () => {
	it.each([
		['{', 'it is not valid JSON'],
		['{}', 'it is not a list of objects'],
		['[1]', 'it is not a list of objects'],
		['[{"facts":[]}]', 'entry 1 has no "name"'],
	])('refuses %s, naming the field', (given, why) => {
		expect(() => readCatalogue('Catalogue', given)).toThrow(`The field "Catalogue" cannot be used: ${why}`);
	});

	it('reads rows of the table and facts as lines', () => {
		expect(readCatalogue('Catalogue', '[{"name":"X1","facts":"a\\n b","is_available":false}]')).toEqual([
			expect.objectContaining({ name: 'X1', facts: ['a', 'b'], available: false, keywords: [], internal_note: '' }),
		]);
		expect(readCatalogue('Catalogue', '')).toEqual([]);
	});
});

describe('upsell', () => {
	const rules = readUpsellRules('Upsell Rules', SAMPLE_UPSELL);

	it.each([
		['quero a FBM-100', true],
		['fbm_100', true],
		['formadora de hambúrguer, manual', true],
		['produção manual de linguiça', false],
		['quero a FB300', false],
	])('%s: %p', (text, expected) => {
		expect(upsellFor(rules, [text], []) !== null).toBe(expected);
	});

	it('is told once a lead, and only when the reply names the product above', () => {
		expect(upsellFor(rules, ['FBM100'], ['FBM100>FB300'])).toBeNull();
		expect(wasTold(rules[0], 'Há também a FB 300, semiautomática.')).toBe(true);
		expect(wasTold(rules[0], 'A FBM100 é ótima.')).toBe(false);
	});

	it('refuses a rule without triggers, naming the field', () => {
		expect(() => readUpsellRules('Upsell Rules', '[{"from":"A","to":"B"}]')).toThrow('The field "Upsell Rules" cannot be used: entry 1');
	});
});
