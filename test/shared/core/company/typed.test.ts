import { companySettings, withCompanyHours } from '../../../../nodes/shared/core/company/settings';
import { asTyped, COMPANY_KEYS, FIELDS, readTyped } from '../../../../nodes/shared/core/company/typed';

const read = (given: object) => readTyped(given);

describe('what somebody types', () => {
	it.each([
		['persona', ' Lia ', 'Lia'],
		['weekday_hours', '8h às 12h e 13h30 às 18h', '8h às 12h e 13h30 às 18h'],
		['sunday_hours', 'fechado', 'fechado'],
		['holidays', '25/12/2026, 1/1/2027; 2027-04-21', '2026-12-25, 2027-01-01, 2027-04-21'],
		['time_zone', 'America/Manaus', 'America/Manaus'],
		['team_phone', '11 99999-0001', '5511999990001'],
		// Pasted out of a contact: a no-break space stands between area code and number.
		['team_phone', '(11)\u00A099999-0001', '5511999990001'],
		['technical_phone', '+351 912 345 678', '351912345678'],
		['quiet_seconds', '7,5', 7.5],
		['quiet_seconds', 10, 10],
		['resume_after_seconds', '0', 0],
		['model_prices', 'gpt-4o-mini; 0,15; 0.60; usd', [{ model: 'gpt-4o-mini', input: 0.15, output: 0.6, currency: 'USD' }]],
		[
			'model_prices',
			'a;1;2\n\nb;3;4;BRL',
			[
				{ model: 'a', input: 1, output: 2, currency: 'USD' },
				{ model: 'b', input: 3, output: 4, currency: 'BRL' },
			],
		],
	])('%s: %j', (key, typed, stored) => {
		expect(read({ [key]: typed })).toEqual({ settings: { [key]: stored }, problems: [] });
		expect(read({ [key]: asTyped(key as never, stored) }).settings).toEqual({ [key]: stored });
	});

	it.each(['', '  ', null, undefined])('nothing takes a setting back: %j', (typed) => {
		for (const key of COMPANY_KEYS) expect(read({ [key]: typed })).toEqual({ settings: { [key]: null }, problems: [] });
	});

	it.each([
		['weekday_hours', '8-12', 'Horário de segunda a sexta: "8-12" não é um horário'],
		['holidays', '31/02/2026', 'Feriados: "31/02/2026" não é um dia'],
		['time_zone', 'Brasília', 'Fuso horário: "Brasília" não é um fuso horário'],
		['team_phone', '12', 'Telefone da equipe: "12" não é um telefone'],
		['quiet_seconds', '61', 'Segundos de silêncio antes de responder: "61" não serve'],
		['quiet_seconds', '-1', 'não serve'],
		['resume_after_seconds', '5 min', 'não serve'],
		['model_prices', 'gpt-4o-mini 0,15', 'Preços do modelo: "gpt-4o-mini 0,15" não é um preço'],
		['persona', 'x'.repeat(61), 'tem 61 letras'],
	])('%s: %j is told, and not stored', (key, typed, sentence) => {
		const { settings, problems } = read({ [key]: typed, profile: 'Padaria' });
		expect(problems).toEqual([
			{ message: expect.stringContaining(FIELDS[key as 'persona'].label), sentence: expect.stringContaining(sentence) },
		]);
		expect(settings).toEqual({ profile: 'Padaria' });
	});

	it('what is not given is not touched', () => {
		expect(read({ persona: 'Lia', other: 'x' })).toEqual({ settings: { persona: 'Lia' }, problems: [] });
	});
});

describe('what is stored, read again', () => {
	it.each([null, 'x', [], 3, { quiet_seconds: 'soon', persona: '', products: 'x', model_prices: {} }])('%j tells nothing', (stored) => {
		expect(companySettings(stored)).toEqual({});
	});

	it('keeps what it knows', () => {
		const told = { persona: 'Lia', quiet_seconds: 9, products: [{ name: 'a' }], products_left_out: true };
		expect(companySettings(told)).toEqual(told);
	});
});

describe('hours', () => {
	const company = { weekday_hours: '09:00-17:00', holidays: '2026-12-25', time_zone: 'America/Manaus' };
	const theirs = {
		weekdayHours: '09:00-17:00',
		saturdayHours: undefined,
		sundayHours: undefined,
		holidays: '2026-12-25',
		timeZone: 'America/Manaus',
	};
	it.each([
		['the company told them', {}, company, theirs],
		['the form told them', { weekdayHours: '08:00-12:00' }, company, { weekdayHours: '08:00-12:00' }],
		['the form told holidays alone', { holidays: '2027-01-01' }, company, { ...theirs, holidays: '2027-01-01' }],
		['nobody told them', { calls: 'one' }, { persona: 'Lia' }, { calls: 'one' }],
	])('%s', (_, form, told, hours) => {
		expect(withCompanyHours(form, told)).toEqual(hours);
	});
});
