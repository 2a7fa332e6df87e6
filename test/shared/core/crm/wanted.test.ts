import { cnpj as cnpjKey } from '../../../../nodes/shared/core/brazil/cnpj';
import { isWanted, readLead, type CrmLead, type SyncPolicy } from '../../../../nodes/shared/core/crm/wanted';
import { changes, isSettled } from '../../../../nodes/shared/core/crm/changes';
import { dealTitle, NOTE_TEMPLATE, noteText, TITLE_TEMPLATE } from '../../../../nodes/shared/core/crm/text';

const lead = (given: Partial<CrmLead> = {}): CrmLead => ({ ...readLead({ phone: '11999990001' }), ...given });

describe('readLead', () => {
	it.each([
		[{ phone: '51987654321', channel: 'instagram' }, '5551987654321'], // typed: Porto Alegre
		[{ telefone: '(51) 98765-4321', whatsapp_name: null }, '5551987654321'],
		[{ phone: '51987654321', whatsapp_name: null }, '51987654321'], // a row of ours: Peru
		[{ phone: '5215512345678', whatsapp_name: 'Lupe' }, '5215512345678'],
		[{ phone: '100000000000001@lid', whatsapp_name: null }, '100000000000001@lid'],
	])('knows a key of ours from a typed phone: %j', (given, phone) => {
		expect(readLead(given)).toMatchObject({ phone });
	});

	it('takes the columns of leads, and older names', () => {
		expect(
			readLead({
				phone: '(11) 9999-0001',
				name: ' Maria ',
				uf: 'são paulo',
				temperatura: 'Quente',
				produto: 'FB300',
				volume_diario: 500,
				empresa: '',
			}),
		).toMatchObject({
			phone: '5511999990001',
			name: 'Maria',
			uf: 'SP',
			temperature: 'hot',
			product: 'FB300',
			volume: '500',
			company: null,
		});
	});

	it('wants a phone', () => {
		expect(() => readLead({ name: 'Maria' })).toThrow('(empty)');
	});

	it.each([
		['11.222.333/0001-81', '11222333000181'],
		['11222333000181', '11222333000181'],
		['12.ABC.345/01DE-35', '12ABC34501DE35'],
		['11222333000180', null],
		['11.222.333/0001', null],
		['00000000000000', null],
		['', null],
	])('CNPJ %s is %s', (given, key) => {
		expect(cnpjKey(given)).toBe(key);
	});
});

describe('isWanted', () => {
	const complete = { name: 'Maria', product: 'FB300', city: 'Campinas' };

	it.each<[SyncPolicy, Partial<CrmLead>, string | true]>([
		['hotOnly', { temperature: 'hot' }, true],
		['hotOnly', { temperature: 'warm', ...complete }, 'temperature: warm'],
		['hotOnly', {}, 'not classified yet'],
		['hotWarm', { temperature: 'hot' }, true],
		['hotWarm', { temperature: 'warm', name: 'Maria', product: 'FB300' }, true],
		['hotWarm', { temperature: 'warm', name: 'Maria' }, 'missing: product'],
		['hotWarm', { temperature: 'cold', ...complete }, 'temperature: cold'],
		['hotWarm', complete, 'not classified yet'],
		['allWithMinimum', { temperature: 'cold', ...complete }, true],
		['allWithMinimum', complete, true],
		['allWithMinimum', { temperature: 'hot', name: 'Maria' }, 'missing: product, city'],
	])('%s, %j: %s', (policy, given, expected) => {
		expect(isWanted(lead(given), policy)).toEqual(expected === true ? { wanted: true } : { wanted: false, reason: expected });
	});
});

describe('the title of a deal', () => {
	it.each([
		[{ product: 'FB300', city: 'São Paulo', uf: 'SP' }, 'Lead - FB300 - São Paulo/SP'],
		[{}, 'Lead - Interesse - Brasil'],
		[{ uf: 'SP' }, 'Lead - Interesse - SP'],
		[{ city: 'Mogi das Cruzes' }, 'Lead - Interesse - Mogi das Cruzes'],
	])('%j: %s', (given, title) => {
		expect(dealTitle(lead(given), TITLE_TEMPLATE)).toBe(title);
	});

	it('names a placeholder that does not exist', () => {
		expect(() => dealTitle(lead(), 'Lead {produtos}')).toThrow('The field "Deal Title" has a placeholder that does not exist: {produtos}');
	});
});

describe('the note of a deal', () => {
	const escape = (text: string) => text.replaceAll('<', '&lt;');
	const note = (given: Partial<CrmLead>) => noteText(lead(given), NOTE_TEMPLATE, escape, 'Ref. 1');

	it('says what is known, in the order of the template, and what is not', () => {
		const text = note({
			name: 'Maria',
			company: 'Padaria <Central>',
			city: 'Campinas',
			uf: 'SP',
			temperature: 'hot',
			summary: 'Quer orçamento.\nAté sexta.',
		});
		expect(text).toContain(
			'<b>Resumo do Atendimento</b><br>Quer orçamento.<br>Até sexta.<br><br><b>Dados do Cliente</b><br>Empresa: Padaria &lt;Central>',
		);
		expect(text).toContain('Cidade: Campinas/SP (11)<br>Segmento: Não informado<br><br>');
		expect(note({ custom_fields: { lojas: '3 <ou> 4' } })).toContain('Segmento: Não informado<br>Lojas: 3 &lt;ou> 4<br><br>');
		expect(text).toContain('Quente<br><br><b>Próximo Passo</b><br>Encaminhado ao consultor para orçamento<br><br>Ref. 1');
	});

	it('tells what the customer asked the team for, and when; what nobody has words for is not shown', () => {
		const asked = { commercial: '2026-11-28T12:00:00Z', technical: '2026-11-29', something: '2026-11-30' };
		const told = (requests: CrmLead['requests']) => noteText(lead({ requests }), 'Pedidos: {pedidos}', escape, '');
		expect(told(asked)).toContain('Pedidos: Valores ou proposta (28/11/2026), Dúvida técnica (29/11/2026)');
		expect(told({})).toContain('Pedidos: Nenhum');
	});

	it('has words for everything that is missing', () => {
		const text = noteText({ ...lead(), phone: '14155550001' }, NOTE_TEMPLATE, escape, 'Ref. 1');
		expect(text).toContain('Atendimento automático pelo WhatsApp');
		expect(text).toContain('(XX)');
		expect(text).toContain('Aguardando definição');
		expect(text).not.toMatch(/null|undefined|\n/);
	});
});

describe('changes', () => {
	it.each([
		['an empty place is filled', { a: 'x' }, { a: null }, {}, { a: 'x' }],
		['what is there already is not sent again', { a: 'x', b: 7 }, { a: 'x', b: '7' }, {}, {}],
		['what we wrote is brought up to date', { a: 'y' }, { a: 'x' }, { a: 'x' }, { a: 'y' }],
		['what a person changed stays', { a: 'y' }, { a: 'z' }, { a: 'x' }, {}],
		['what a person wrote before us stays', { a: 'y' }, { a: 'z' }, {}, {}],
		['what a person emptied stays empty', { a: 'x' }, { a: '' }, { a: 'x' }, {}],
		['no opinion changes nothing', { a: undefined, b: '' }, { a: 'x', b: null }, { a: 'x' }, {}],
		['HTML that was rewritten is no change', { a: '<b>A</b><br>B &amp; C' }, { a: '<B>A</B><br />B & C' }, {}, {}],
		['a mask is no change', { a: '11222333000181' }, { a: '11.222.333/0001-81' }, {}, {}],
		['amounts are no masks', { a: '10.5' }, { a: '105' }, { a: '105' }, { a: '10.5' }],
	])('%s', (_, desired, current, sent, expected) => {
		expect(changes(desired, current, sent)).toEqual(expected);
	});

	it('has nothing to ask when nothing new is desired', () => {
		expect(isSettled({ a: 'x', b: undefined }, { a: 'x' })).toBe(true);
		expect(isSettled({ a: 'y' }, { a: 'x' })).toBe(false);
	});
});
