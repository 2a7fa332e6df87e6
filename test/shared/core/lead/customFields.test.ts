import {
	cleanCustomValues,
	customRules,
	customShown,
	customValuesOf,
	customWanted,
	readCustomFields,
} from '../../../../nodes/shared/core/lead/customFields';

const read = (...rows: object[]) => readCustomFields('Fields to Collect', rows, ['name', 'city']);

describe('the form', () => {
	it('makes a key of the description where none is given', () => {
		expect(read({ label: 'Quantas lojas (hoje)?' }, { label: '2ª opção de produto' }).map(({ key }) => key)).toEqual([
			'quantas_lojas_hoje',
			'opcao_de_produto',
		]);
	});

	it.each([
		['no description', [{ label: ' ' }, { label: ' ', key: 'lojas' }], 'field 2 has no "Description"'],
		['a bad key', [{ label: 'Lojas', key: 'Lojas!' }], '"Lojas!" cannot be a key'],
		['a description without a letter', [{ label: '???' }], '"" cannot be a key'],
		['a usual field', [{ label: 'Nome', key: 'name' }], 'there are two fields "name"'],
		['the same field twice', [{ label: 'Lojas' }, { label: 'lojas' }], 'there are two fields "lojas"'],
		['a list without values', [{ label: 'Canal', kind: 'oneOf' }], '"Canal" has no "List of Values"'],
		['a pattern that is none', [{ label: 'Placa', kind: 'pattern', pattern: '(' }], 'the pattern of "Placa" is no regular expression'],
		['too many', Array.from({ length: 31 }, (_, n) => ({ label: `Campo ${n}` })), 'there are more than 30'],
	])('refuses %s, naming the field', (_, rows, problem) => {
		expect(() => read(...rows)).toThrow(`The field "Fields to Collect" cannot be used: ${problem}`);
	});

	it('takes a row that was added and left as it was for no field', () => {
		const untouched = { label: '', key: '', kind: 'text', choices: '', pattern: '', question: '', required: true };
		expect(read(untouched, { label: 'Lojas' }, {}).map(({ key }) => key)).toEqual(['lojas']);
	});

	it('takes no rows for no fields', () => {
		expect(readCustomFields('F', undefined, [])).toEqual([]);
	});
});

describe('a value', () => {
	const fields = read(
		{ label: 'Lojas', kind: 'number' },
		{ label: 'Frota própria', key: 'frota', kind: 'yesNo' },
		{ label: 'Canal', kind: 'oneOf', choices: 'Loja física\nDelivery; Atacado' },
		{ label: 'Placa', kind: 'pattern', pattern: '[a-z]{3}-?\\d{4}' },
		{ label: 'Marca' },
	);

	it.each([
		['lojas', 'umas 1.200', '1200'],
		['lojas', '2,5', '2.5'],
		['lojas', 3, '3'],
		['lojas', '2 mil', '2000'],
		['lojas', 'muitas', undefined],
		['frota', true, 'sim'],
		['frota', 'ainda não', 'não'],
		['frota', 'talvez', undefined],
		['canal', 'loja fisica', 'Loja física'],
		['canal', 'ATACADO', 'Atacado'],
		['canal', 'feira', undefined],
		['placa', 'ABC-1234', 'ABC-1234'],
		['placa', 'a placa é ABC-1234', undefined],
		['marca', ' Seleta ', 'Seleta'],
		['marca', 'não informado', undefined],
		['marca', null, undefined],
		['marca', { nested: true }, undefined],
	])('of %s: %p is stored as %p', (key, given, stored) => {
		expect(cleanCustomValues(fields, { [key]: given, other: 'ignored' })).toEqual(stored === undefined ? {} : { [key]: stored });
	});

	it('that is handed on is text under a key, whatever its field is', () => {
		expect(customValuesOf({ lojas: 3, marca: 'Seleta', 'Bad Key': 'x', nested: {}, nada: 'null' })).toEqual({
			lojas: '3',
			marca: 'Seleta',
		});
		expect([customValuesOf(null), customValuesOf(['a']), customValuesOf('a')]).toEqual([{}, {}, {}]);
	});

	it('has its form told to the model', () => {
		expect(customRules(fields)).toEqual([
			'  lojas: Lojas (só o número).',
			'  frota: Frota própria ("sim" ou "não").',
			'  canal: Canal (um destes: Loja física, Delivery, Atacado).',
			'  placa: Placa (como o cliente escreveu).',
			'  marca: Marca (em poucas palavras).',
		]);
	});
});

it('what is required is asked for until it is known', () => {
	const fields = read(
		{ label: 'Lojas', required: true, question: 'Quantas lojas vocês têm?' },
		{ label: 'Marca', required: true },
		{ label: 'Canal' },
	);
	expect(customWanted(fields, {})).toEqual([
		'Ainda precisamos saber (pergunte quando couber, um por vez): Lojas ("Quantas lojas vocês têm?"); Marca.',
	]);
	expect(customWanted(fields, { lojas: '3', marca: 'Seleta' })).toEqual([]);
});

it('the team reads each on a line of its own', () => {
	expect(`Conhece? sim${customShown({ lojas: '3', frota_propria: 'sim,\ncom 2 carros' })}`).toBe(
		'Conhece? sim\nLojas: 3\nFrota propria: sim, com 2 carros',
	);
	expect(customShown({})).toBe('');
});
