import type { Body, StoredTemplate } from './graphState';

const template = (id: number, name: string, components: Body[], more: Partial<StoredTemplate> = {}): StoredTemplate => ({
	id: `9200000000000000${id}`,
	name,
	language: 'pt_BR',
	status: 'APPROVED',
	category: 'MARKETING',
	parameter_format: 'POSITIONAL',
	components,
	...more,
});

const card = (): Body => ({
	components: [
		{ type: 'HEADER', format: 'IMAGE' },
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Quero este' }] },
	],
});

/** Templates that an account of the stand-in begins with. */
export const TEMPLATES: StoredTemplate[] = [
	template(10, 'retomar_conversa', [
		{ type: 'HEADER', format: 'IMAGE' },
		{ type: 'BODY', text: 'Oi, {{1}}! Ainda posso ajudar?' },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'QUICK_REPLY', text: 'Quero' },
				{ type: 'URL', text: 'Ver', url: 'https://loja.example/{{1}}' },
			],
		},
	]),
	template(11, 'boas_vindas', [{ type: 'BODY', text: 'Oi, {{nome}}, seja bem-vinda.' }], { parameter_format: 'NAMED' }),
	template(
		12,
		'codigo',
		[
			{ type: 'BODY', text: '*{{1}}* é o seu código.', add_security_recommendation: true },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copiar' }] },
		],
		{ category: 'AUTHENTICATION' },
	),
	template(13, 'oferta', [
		{ type: 'HEADER', format: 'IMAGE' },
		{ type: 'BODY', text: 'Para você, {{1}}.' },
		{ type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Só hoje', has_expiration: true } },
		{
			type: 'BUTTONS',
			buttons: [
				{ type: 'COPY_CODE', example: 'ANA10' },
				{ type: 'URL', text: 'Usar', url: 'https://loja.example/c/{{1}}' },
			],
		},
	]),
	template(14, 'vitrine', [
		{ type: 'BODY', text: 'Separei estes, {{1}}:' },
		{ type: 'CAROUSEL', cards: [card(), card()] },
	]),
	template(15, 'aviso', [{ type: 'BODY', text: 'O seu pedido saiu.' }], { category: 'UTILITY' }),
	template(18, 'aviso_da_equipe', [{ type: 'BODY', text: 'Aviso do atendimento: {{1}}. Veja no painel.' }], { category: 'UTILITY' }),
	template(19, 'mensagem_da_loja', [{ type: 'BODY', text: 'Uma mensagem para você: {{1}} Responda por aqui.' }]),
	template(16, 'parado', [{ type: 'BODY', text: 'Oi.' }], { status: 'PAUSED' }),
	template(17, 'retomar_conversa', [{ type: 'BODY', text: 'Hi {{1}}!' }], { language: 'en_US' }),
];

/** What a template's part wants of a message: which component, how many parameters, of which kinds. */
interface Wanted {
	part: string;
	kinds: string[];
}

const gaps = (text: unknown): string[] =>
	[...new Set(String(text ?? '').match(/\{\{\s*\w+\s*\}\}/g) ?? [])].map((gap) => gap.replace(/[{}\s]/g, ''));

function wanted(components: Body[]): Wanted[] {
	return components.flatMap((part): Wanted[] => {
		const words = gaps(part.text).map(() => 'text');
		if (part.type === 'HEADER')
			return part.format === 'TEXT' ? [{ part: 'header', kinds: words }] : [{ part: 'header', kinds: [String(part.format).toLowerCase()] }];
		if (part.type === 'BODY') return [{ part: 'body', kinds: words }];
		if (part.type === 'LIMITED_TIME_OFFER') return [{ part: 'limited_time_offer', kinds: ['limited_time_offer'] }];
		if (part.type !== 'BUTTONS') return [];
		return (part.buttons as Body[]).flatMap((button, n): Wanted[] => {
			const needs = button.type === 'OTP' || button.type === 'COPY_CODE' || (button.type === 'URL' && gaps(button.url).length > 0);
			return needs ? [{ part: `button ${n}`, kinds: [button.type === 'COPY_CODE' ? 'coupon_code' : 'text'] }] : [];
		});
	});
}

const partOf = (component: Body): string => (component.type === 'button' ? `button ${String(component.index)}` : String(component.type));

/** Whether a message has what its template wants: the code of the refusal and its words, or null. */
export function templateProblem(templates: StoredTemplate[], message: Body): [code: number, details: string] | null {
	const { name, language, components = [] } = message as { name: string; language: { code: string }; components?: Body[] };
	const found = templates.find((one) => one.name === name && one.language === language.code);
	if (!found) return [132001, `template name (${name}) does not exist in ${language.code}`];
	if (found.status === 'PAUSED') return [132015, 'the template is paused'];
	if (found.status !== 'APPROVED') return [132001, `template is ${found.status}`];
	const inCards = found.components.filter(({ type }) => type === 'CAROUSEL').flatMap(({ cards }) => cards as Array<{ components: Body[] }>);
	const given = components.filter(({ type }) => type === 'carousel').flatMap(({ cards }) => cards as Array<{ components: Body[] }>);
	if (inCards.length !== given.length) return [132012, `the template has ${inCards.length} cards, and ${given.length} were sent`];
	return (
		inPart(
			found.components,
			components.filter(({ type }) => type !== 'carousel'),
			found.parameter_format === 'NAMED',
		) ??
		inCards.map((card, n) => inPart(card.components, given[n].components, false)).find((problem) => problem !== null) ??
		null
	);
}

function inPart(template: Body[], message: Body[], isNamed: boolean): [number, string] | null {
	for (const { part, kinds } of wanted(template)) {
		const parameters = (message.find((component) => partOf(component) === part)?.parameters ?? []) as Body[];
		if (parameters.length !== kinds.length)
			return [132000, `${part}: ${kinds.length} parameters are expected, and ${parameters.length} came`];
		const wrong = parameters.findIndex(
			({ type }, n) => type !== kinds[n] && !(kinds[n] === 'text' && /^(currency|date_time)$/.test(String(type))),
		);
		if (wrong >= 0) return [132012, `${part}: Format mismatch, expected ${kinds[wrong]}, received ${String(parameters[wrong].type)}`];
		if (part === 'body' && isNamed !== parameters.every((one) => 'parameter_name' in one) && parameters.length > 0)
			return [132000, 'body: parameter names do not match'];
		const words = parameters.map(({ text }) => text).find((text) => typeof text === 'string' && /[\n\t]| {5}/.test(text));
		if (words !== undefined) return [132008, `${part}: has a new line, a tab or more than four blanks`];
	}
	return null;
}
