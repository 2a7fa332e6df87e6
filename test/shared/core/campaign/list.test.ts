import { lineOf, type Writing } from '../../../../nodes/shared/core/campaign/list';

const writing: Writing = {
	campaignId: 'natal',
	phoneColumn: 'telefone',
	nameColumn: 'nome',
	consentColumn: '',
	consent: 'cliente desde 2024',
	text: 'Oi {primeiro_nome}',
	template: null,
	gaps: ['primeiro_nome'],
	areKeys: false,
};
const line = (row: Record<string, unknown>, changes: Partial<Writing> = {}) => lineOf(row, 1, { ...writing, ...changes });

/** As they come out of spreadsheets and CRMs: https://github.com/megaapp977/stack/issues/664, https://github.com/shaneapen/WhatsApp-Group-Contacts-Scraper/issues/4 */
it.each<[unknown, string, string | null]>([
	['5511999990001', '5511999990001', null],
	['551199990001', '5511999990001', null],
	['(11) 99999-0001', '5511999990001', null],
	['11999990001', '5511999990001', null],
	['+55 11 9 9999-0001', '5511999990001', null],
	[5511999990001, '5511999990001', null],
	['5511999990001.0', '5511999990001', null],
	["'5511999990001", '5511999990001', null],
	['1133334444', '551133334444', null],
	['+351 912 345 678', '351912345678', null],
	['5,51199999E+12', '', 'invalid_phone'],
	['5.51199999E+12', '', 'invalid_phone'],
	['999990001', '', 'invalid_phone'],
	['11999990001 / 11988880002', '', 'invalid_phone'],
	['1203630000000-group', '', 'not_a_person'],
	['', '', 'no_phone'],
	[null, '', 'no_phone'],
])('the phone %j', (telefone, phone, reason) => {
	expect(line({ telefone, nome: 'Ana' })).toMatchObject({ phone, reason });
});

it('of what is no number only the end is kept', () => {
	expect(line({ telefone: '999990001', nome: 'Ana' }).text).toBe('*******01');
});

it('columns are found however they are written', () => {
	expect(line({ '\uFEFFTelefone': '11999990001', NOME: 'ANA' })).toMatchObject({
		phone: '5511999990001',
		text: 'Oi Ana',
		name: 'ANA',
		reason: null,
	});
});

it('whoever has no name is skipped where the text greets by name, and not where it does not', () => {
	expect(line({ telefone: '11999990001', nome: '' })).toMatchObject({ reason: 'missing_value:primeiro_nome' });
	expect(line({ telefone: '11999990001', nome: '' }, { text: 'Oi', gaps: [] })).toMatchObject({ reason: null, text: 'Oi' });
});

it.each([
	['aceitou no site', 'aceitou no site'],
	['sim', 'sim'],
	['Não', ''],
	['N', ''],
	['', ''],
])('the consent %j of a column', (aceite, consent) => {
	expect(line({ telefone: '11999990001', nome: 'Ana', aceite }, { consentColumn: 'aceite' })).toMatchObject({ consent });
});

it('a key of ours is taken as it is', () => {
	expect(line({ telefone: '100000000000001@lid', nome: 'Ana' }, { areKeys: true })).toMatchObject({
		phone: '100000000000001@lid',
		reason: null,
	});
});

it('a template shows what it will say', () => {
	const template = { name: 'novidades', language: 'pt_BR', values: ['{primeiro_nome}'] };
	expect(line({ telefone: '11999990001', nome: 'Ana' }, { template })).toMatchObject({
		text: '[Modelo novidades] · Ana',
		template: { name: 'novidades', language: 'pt_BR', values: ['Ana'] },
	});
});
