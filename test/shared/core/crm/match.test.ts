import { readLead, type CrmLead } from '../../../../nodes/shared/core/crm/wanted';
import { dealReference, decideDeal, phoneOfReference, type DealRecord } from '../../../../nodes/shared/core/crm/deal';
import { matchingCity, matchingCompany, matchingPerson } from '../../../../nodes/shared/core/crm/match';

const PHONE = '5511999990001';
const lead = (given: Partial<CrmLead> = {}): CrmLead => ({ ...readLead({ phone: PHONE }), ...given });

describe('matchingPerson', () => {
	const person = (id: number, given: { externalCode?: string; phones?: string[]; emails?: string[] } = {}) => ({
		id,
		externalCode: null,
		phones: [],
		emails: [],
		...given,
	});
	const found = (candidates: Array<ReturnType<typeof person>>, given: Partial<CrmLead> = {}) =>
		matchingPerson(lead(given), PHONE, candidates)?.id ?? null;

	it('compares every candidate: the first page of everybody gives nobody', () => {
		expect(found([person(1), person(2, { phones: ['(11) 98888-0002'] }), person(3, { emails: ['ana@example.com'] })])).toBeNull();
	});

	it('finds by code, then by phone however it is written, then by e-mail', () => {
		const byEmail = person(1, { emails: ['Maria@Example.com'] });
		const byPhone = person(2, { phones: ['9999', '(11) 9999-0001'] });
		const byCode = person(3, { externalCode: PHONE });
		const email = { email: 'maria@example.com' };
		expect(found([byEmail, byPhone, byCode], email)).toBe(3);
		expect(found([byEmail, byPhone], email)).toBe(2);
		expect(found([byEmail], email)).toBe(1);
		expect(found([byEmail])).toBeNull();
	});

	it('takes the oldest of several', () => {
		expect(found([person(9, { externalCode: PHONE }), person(4, { externalCode: PHONE })])).toBe(4);
	});
});

describe('matchingCompany', () => {
	const company = (id: number, name: string, cityId: number | null = null, cnpj: string | null = null) => ({ id, name, cityId, cnpj });
	const CNPJ = '11222333000181';
	const found = (given: Partial<CrmLead>, cityId: number | null, candidates: Array<ReturnType<typeof company>>) =>
		matchingCompany(lead({ company: 'Padaria São João', ...given }), cityId, candidates)?.id ?? null;

	it.each([
		[
			'the CNPJ, whatever the name',
			{ cnpj: CNPJ },
			5,
			[company(1, 'Padaria São João', 5), company(2, 'Outra', 6, '11.222.333/0001-81')],
			2,
		],
		['the name in the same city', {}, 5, [company(1, 'Padaria São João', 6), company(2, 'PADARIA  SAO JOAO', 5)], 2],
		['the name without a city', {}, 5, [company(1, 'padaria sao joao')], 1],
		['not the name in another city', {}, 5, [company(1, 'Padaria São João', 6)], null],
		['not a longer name', {}, 5, [company(1, 'Padaria São João do Vale', 5)], null],
		['not a namesake with another CNPJ', { cnpj: CNPJ }, 5, [company(1, 'Padaria São João', 5, '99.999.999/0001-91')], null],
		['a namesake whose CNPJ is not known', { cnpj: CNPJ }, 5, [company(1, 'Padaria São João', 5)], 1],
		['not one in a city, for a lead without', {}, null, [company(1, 'Padaria São João', 5)], null],
		['one without a city, for a lead without', {}, null, [company(1, 'Padaria São João')], 1],
	] as const)('%s', (_, given, cityId, candidates, expected) => {
		expect(found(given, cityId, [...candidates])).toBe(expected);
	});
});

it('takes the city of exactly that name', () => {
	const cities = [
		{ id: 1, name: 'Santa Maria do Oeste', uf: 'PR' },
		{ id: 2, name: 'Santa Maria', uf: 'RN' },
		{ id: 3, name: 'Santa Maria', uf: 'RS' },
	];
	expect(matchingCity(lead({ city: 'santa maria', uf: 'RS' }), cities)?.id).toBe(3);
	expect(matchingCity(lead({ city: 'Santa', uf: 'RS' }), cities)).toBeNull();
});

describe('decideDeal', () => {
	const NOW = Date.UTC(2026, 2, 31);
	const daysAgo = (days: number) => NOW - days * 86_400_000;
	const deal = (id: number, given: Partial<DealRecord> = {}): DealRecord => ({
		id,
		reference: null,
		status: 'open',
		deleted: false,
		closedAt: null,
		pipelineId: 7,
		...given,
	});
	const ours = (cycle: number) => ({ reference: dealReference(PHONE, cycle) });
	const decide = (deals: DealRecord[], linkedId: number | null = null) =>
		decideDeal({ phone: PHONE, deals, linkedId, pipelineId: 7, now: NOW, reopenAfterDays: 30 });
	const closed = (days: number) => ({ status: 'won', closedAt: daysAgo(days) }) as const;

	it.each([
		['none', [], null, { kind: 'create', cycle: 1 }],
		['ours, though the link was lost', [deal(5, ours(2))], null, { kind: 'use', id: 5, cycle: 2 }],
		['the older of two that two workers made', [deal(6, ours(1)), deal(5, ours(1))], null, { kind: 'use', id: 5, cycle: 1 }],
		['the linked one, in any pipeline', [deal(5, { pipelineId: 8 }), deal(4)], 5, { kind: 'use', id: 5, cycle: 1 }],
		['an open one that people made', [deal(4), deal(5)], null, { kind: 'use', id: 4, cycle: 1 }],
		['not an open one of another pipeline', [deal(4, { pipelineId: 8 })], null, { kind: 'create', cycle: 1 }],
		[
			'not one of another lead',
			[deal(4, { reference: dealReference('5511999990009', 3), status: 'won' })],
			null,
			{ kind: 'create', cycle: 1 },
		],
		['closed a week ago', [deal(5, { ...ours(1), ...closed(7) })], 5, { kind: 'leave', id: 5, cycle: 1, reason: 'closedRecently' }],
		['closed long ago', [deal(5, { ...ours(1), ...closed(31) })], 5, { kind: 'create', cycle: 2 }],
		[
			'closed at an unknown time',
			[deal(5, { ...ours(1), status: 'lost' })],
			5,
			{ kind: 'leave', id: 5, cycle: 1, reason: 'closedRecently' },
		],
		['closed, with an open one beside it', [deal(5, { ...ours(1), ...closed(7) }), deal(9)], 5, { kind: 'use', id: 9, cycle: 1 }],
		['in the bin', [deal(5, { ...ours(1), deleted: true })], 5, { kind: 'leave', id: 5, cycle: 1, reason: 'inTheBin' }],
		[
			'a newer one in the bin',
			[deal(5, { ...ours(1), ...closed(90) }), deal(6, { ...ours(2), deleted: true })],
			null,
			{ kind: 'leave', id: 6, cycle: 2, reason: 'inTheBin' },
		],
		['the newest cycle', [deal(5, { ...ours(1), ...closed(90) }), deal(6, ours(2))], null, { kind: 'use', id: 6, cycle: 2 }],
	])('%s', (_, deals, linkedId, expected) => {
		expect(decide(deals, linkedId)).toEqual(expected);
	});
});

it.each(['5511999990001', '51987654321', '100000000000001@lid', 'BR.1A2B3C'])('the deal of %s tells whose it is', (key) => {
	expect(phoneOfReference(dealReference(key, 2))).toBe(key);
});
it.each([null, 7, '', 'atendeaqui:', 'atendeaqui:5511999990001', 'other:5511999990001:1', { toString: 1 }])(
	'%p tells nobody',
	(reference) => {
		expect(phoneOfReference(reference)).toBeNull();
	},
);
describe('one city, however it is written', () => {
	const cities = [
		{ id: 1, name: "Santa Bárbara d'Oeste", uf: 'SP' },
		{ id: 2, name: 'Mogi Mirim', uf: 'SP' },
		{ id: 3, name: 'Chapecó', uf: 'SC' },
		{ id: 4, name: 'Mogi das Cruzes', uf: 'SP' },
		{ id: 5, name: "Olho d'Água do Casado", uf: 'AL' },
	];
	it.each([
		['Santa Bárbara D’Oeste', 'SP', 1],
		['santa barbara do oeste', 'São Paulo', 1],
		['SANTA BÁRBARA D`OESTE/SP', '', 1],
		['Mogi-Mirim', 'SP', 2],
		['Chapecó - SC', '', 3],
		['Chapecó/SC', 'SC', 3],
		['Chapecó-SC', '', 3],
		['Chapecó (SC)', '', 3],
		['Chapecó, Santa Catarina, Brasil', '', 3],
		['Chapecó', 'SC - Santa Catarina', 3],
		['Chapeco\u0301\u200B', 'Santa Catarina/SC', 3],
		['Olho d´Água do Casado', 'AL', 5],
		['Chapecó', 'SP', null],
		['Mogi', 'SP', null],
	])('%s, %s', (city, uf, id) => {
		expect(matchingCity(readLead({ phone: PHONE, city, uf }), cities)?.id ?? null).toBe(id);
	});
});

describe('one company, whatever its legal form', () => {
	it.each([
		['Padaria São João Ltda', 'PADARIA SAO JOAO LTDA.', true],
		['Padaria São João', 'Padaria São João - LTDA ME', true],
		['Moreira S/A', 'Moreira S.A.', true],
		['Moreira SA', 'moreira', true],
		['Silva & Cia Ltda', 'Silva e Cia', true],
		['João da Silva 12345678901 MEI', 'João da Silva 12345678901', true],
		['Padaria D’Ouro EIRELI', "Padaria D'Ouro", true],
		['Me', 'Ltda', false],
		['Casa Salame', 'Casa Sal', false],
		['Padaria São João', 'Padaria São José Ltda', false],
	])('%s = %s: %s', (a, b, same) => {
		const found = matchingCompany(lead({ company: a }), null, [{ id: 1, name: b, cnpj: null, cityId: null }]);
		expect(found !== null).toBe(same);
	});
});
