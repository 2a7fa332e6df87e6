import { readSignup } from '../../../../nodes/shared/core/onboarding/signup';

const good = { id: 'empresa-456', name: 'Ana Souza', email: 'Ana@Example.com ', phone: '(11) 99999-0001' };
const field = (changes: object) => {
	const reading = readSignup({ ...good, ...changes });
	return reading.ok ? null : reading.field;
};

it('reads a signup, cleaned', () => {
	const more = {
		company_name: 'Burger do Vale',
		industry: 'alimentação',
		role: 'CTO',
		plan: 'pro',
		preferred_language: 'pt-BR',
		password: 'x',
	};
	expect(readSignup({ ...good, ...more })).toEqual({
		ok: true,
		signup: {
			id: 'empresa-456',
			name: 'Ana Souza',
			email: 'ana@example.com',
			phone: '5511999990001',
			company: 'Burger do Vale',
			metadata: { company: 'Burger do Vale', sector: 'alimentação', role: 'CTO', plan: 'pro', preferred_language: 'pt-BR' },
		},
	});
});

it.each([
	['(51) 98765-4321', '5551987654321'],
	['51987654321', '5551987654321'],
	['+51 987 654 321', '51987654321'],
	['91 99999-00012', null],
	['4004-0001', null],
	['49 99999-0001 ramal 12', null],
	['100000000000001@lid', null],
])('the phone %s is %s', (phone, key) => {
	const reading = readSignup({ ...good, phone });
	expect(reading.ok ? reading.signup.phone : null).toBe(key);
});

it('takes the phone of an item of ours as the id that it is', () => {
	const holders = () => [{ eventKey: 'deal-1-won', phone: '51987654321' }];
	expect(readSignup({ ...good, phone: '51987654321' }, { holders })).toMatchObject({ ok: true, signup: { phone: '51987654321' } });
});

it('does without the email where it may be missing, but takes no wrong one', () => {
	const withoutEmail = { ...good, email: '' };
	expect(readSignup(withoutEmail)).toMatchObject({ ok: false, field: 'email' });
	expect(readSignup(withoutEmail, { emailMayMiss: true })).toMatchObject({ ok: true, signup: { email: '' } });
	expect(readSignup({ ...good, email: 'x' }, { emailMayMiss: true })).toMatchObject({ ok: false, field: 'email' });
});

it('takes a number as an id, and does without the company', () => {
	expect(readSignup({ ...good, id: 456 })).toMatchObject({ ok: true, signup: { id: '456', company: '', metadata: {} } });
});

it.each([
	[{ id: undefined }, 'id'],
	[{ id: ' ' }, 'id'],
	[{ id: 'a/b' }, 'id'],
	[{ id: '..' }, 'id'],
	[{ id: { a: 1 } }, 'id'],
	[{ name: '' }, 'name'],
	[{ name: null }, 'name'],
	[{ name: 'x'.repeat(201) }, 'name'],
	[{ email: undefined }, 'email'],
	[{ email: 'ana' }, 'email'],
	[{ email: 'ana@example' }, 'email'],
	[{ email: 'a b@example.com' }, 'email'],
	[{ email: ['ana@example.com'] }, 'email'],
	[{ phone: '' }, 'phone'],
	[{ phone: '123' }, 'phone'],
	[{ phone: 'Maria' }, 'phone'],
	[{ phone: '5520999990001' }, 'phone'],
	[{ phone: '120363019502650977-group' }, 'phone'],
	[{ plan: { name: 'pro' } }, 'plan'],
	[{ company: true }, 'company'],
])('names the field that is wrong: %j', (changes, wrong) => {
	expect(field(changes)).toBe(wrong);
	expect(readSignup({ ...good, ...changes })).toMatchObject({ problem: expect.stringContaining(`"${wrong}"`) });
});

it.each([undefined, null, 'oi', 5, [good]])('refuses what is no object: %j', (body) => {
	expect(readSignup(body)).toEqual({ ok: false, field: 'body', problem: 'O corpo deve ser um objeto JSON.' });
});
