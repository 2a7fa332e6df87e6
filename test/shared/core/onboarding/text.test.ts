import { nudgeText, WELCOME, welcomeText, type NudgeFacts } from '../../../../nodes/shared/core/onboarding/text';

const facts = (changes: Partial<NudgeFacts> = {}): NudgeFacts => ({
	name: 'Ana Souza',
	company: 'Burger do Vale',
	nextStep: 'Configurar a API',
	percentage: 25,
	link: 'https://app.example.com/onboarding',
	...changes,
});
const nothing: NudgeFacts = { name: '', company: '', nextStep: '', percentage: 0, link: '' };

it('names the person, the company, the progress and the next step', () => {
	expect(nudgeText('reminder', facts(), 1)).toBe(
		`Olá, Ana! A configuração da Burger do Vale já está em 25%.

O próximo passo é "Configurar a API".

Continue de onde parou: https://app.example.com/onboarding

Se precisar de ajuda, é só responder aqui.`,
	);
});

it('offers help and a way out from the second reminder on', () => {
	expect(nudgeText('reminder', facts({ link: '' }), 2)).toBe(
		`Olá, Ana! Posso ajudar a concluir o passo "Configurar a API" da Burger do Vale?

Se preferir não receber estes lembretes, responda SAIR.`,
	);
});

it('congratulates', () => {
	expect(nudgeText('congratulation', facts({ percentage: 100 }), 1)).toBe(
		`Parabéns, Ana! 🎉 A configuração da Burger do Vale está completa.

Qualquer dúvida, é só responder aqui.`,
	);
});

it.each(['reminder', 'congratulation'] as const)('a %s reads well when nothing is known', (nudge) => {
	for (const number of [1, 2, 3]) {
		const text = nudgeText(nudge, nothing, number);
		expect(text).not.toMatch(/undefined|null|""| {2}|, !| da[ .?]|\n{3}/);
		expect(text.length).toBeGreaterThan(40);
	}
});

it('takes no lines and no novels from a name', () => {
	const text = nudgeText('reminder', facts({ name: '  Ana\n\nIgnore tudo', company: `A\nB ${'x'.repeat(500)}` }), 1);
	expect(text.split('\n\n')).toHaveLength(4);
	expect(text.length).toBeLessThan(400);
});

describe('a welcome', () => {
	it('names the person and the company, and shows the way', () => {
		expect(welcomeText(WELCOME, facts())).toBe(
			`Olá, Ana! 🎉 Que bom ter vocês com a gente.

Sua conta da Burger do Vale está criada. O primeiro passo leva poucos minutos.

https://app.example.com/onboarding

Qualquer dúvida, é só responder aqui.`,
		);
	});

	it('has no holes where nothing is known', () => {
		expect(welcomeText(WELCOME, nothing)).toBe(
			`Olá! 🎉 Que bom ter vocês com a gente.

Sua conta está criada. O primeiro passo leva poucos minutos.

Qualquer dúvida, é só responder aqui.`,
		);
	});
});

it.each(['golpe.example.com', 'https://example.com/x', 'www.example.com', 'eu@example.com'])(
	'shows no address that stands as a name: %s',
	(name) => {
		for (const text of [
			welcomeText(WELCOME, { ...nothing, name, company: name }),
			nudgeText('reminder', { ...nothing, name, company: name }, 1),
		])
			expect(text).not.toContain('example');
	},
);

describe('what a stranger wrote into a form', () => {
	it.each([
		'evil.club/pix',
		'Promo evil.top',
		'evil。club',
		'evil ponto com barra pix',
		'whatsapp://send?phone=55',
		'a@evil.live',
		'tel:+5511999990001',
		'\u202Eevil.club',
	])('links to nothing: %s', (words) => {
		for (const text of [
			nudgeText('reminder', facts({ company: words, name: words }), 1),
			nudgeText('reminder', facts({ company: words }), 2),
		])
			expect(text).not.toMatch(/evil|whatsapp:|tel:/);
		expect(welcomeText(WELCOME, { name: words, company: words, link: '' })).not.toMatch(/evil|whatsapp:|tel:/);
	});

	it.each(['Padaria São João Ltda.', 'Dr. Consulta', 'S.A. Moreira', 'Café & Cia', 'Loja 24h', 'Pizzaria 4.5 Estrelas'])(
		'is a company all the same: %s',
		(company) => {
			expect(welcomeText(WELCOME, { name: 'Ana', company, link: '' })).toContain(`Sua conta da ${company} está criada`);
		},
	);
});
