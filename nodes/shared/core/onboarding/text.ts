import { withoutLinks } from '../text/links';

/** What a message may use of a user; empty texts where nothing is known. */
export interface NudgeFacts {
	/** Full name of the person. */
	name: string;
	company: string;
	/** Title of the next step, as the flow shows it. */
	nextStep: string;
	/** 0 to 100. */
	percentage: number;
	/** Where the user goes on; empty when there is no address. */
	link: string;
}

/**
 * The plain message, for when no model writes a personal one. Later reminders are shorter and offer help.
 * @param number place of the reminder, from 1
 */
export function nudgeText(nudge: 'reminder' | 'congratulation', facts: NudgeFacts, number: number): string {
	const lines = nudge === 'congratulation' ? congratulation(facts) : number > 1 ? laterReminder(facts) : firstReminder(facts);
	return lines.filter(Boolean).join('\n\n');
}

/** What a new customer gets; `{nome}`, `{empresa}` and `{link}` are filled in. */
export const WELCOME = `Olá, {nome}! 🎉 Que bom ter vocês com a gente.

Sua conta{empresa} está criada. O primeiro passo leva poucos minutos.

{link}

Qualquer dúvida, é só responder aqui.`;

/**
 * A welcome in the operator's words. What is not known leaves no hole: the comma before a name and the paragraph of a link go with it.
 * @param template with `{nome}`, `{empresa}` (as " da Acme") and `{link}`
 */
export const welcomeText = (template: string, { name, company, link }: Pick<NudgeFacts, 'name' | 'company' | 'link'>): string =>
	template
		.replace(firstName(name) ? /\{nome\}/g : /,?[^\S\n]*\{nome\}/g, () => firstName(name))
		.replace(/\{empresa\}/g, () => ofCompany(company))
		.replace(/\{link\}/g, () => link)
		.replace(/\n{3,}/g, '\n\n')
		.trim();

const firstReminder = ({ name, company, nextStep, percentage, link }: NudgeFacts): string[] => [
	`${greeting(name)} A configuração${ofCompany(company)} ${progress(percentage)}.`,
	nextStep ? `O próximo passo é "${nextStep}".` : 'Falta pouco para terminar.',
	link && `Continue de onde parou: ${link}`,
	'Se precisar de ajuda, é só responder aqui.',
];

const laterReminder = ({ name, company, nextStep, link }: NudgeFacts): string[] => [
	`${greeting(name)} Posso ajudar a concluir ${nextStep ? `o passo "${nextStep}"` : 'a configuração'}${ofCompany(company)}?`,
	link && `Para continuar: ${link}`,
	'Se preferir não receber estes lembretes, responda SAIR.',
];

const congratulation = ({ name, company }: NudgeFacts): string[] => [
	`Parabéns${firstName(name) ? `, ${firstName(name)}` : ''}! 🎉 A configuração${ofCompany(company)} está completa.`,
	'Qualquer dúvida, é só responder aqui.',
];

const greeting = (name: string): string => (firstName(name) ? `Olá, ${firstName(name)}!` : 'Olá!');
const ofCompany = (company: string): string => (tame(company) ? ` da ${tame(company)}` : '');
const progress = (percentage: number): string =>
	percentage > 0 && percentage < 100 ? `já está em ${Math.round(percentage)}%` : 'ainda não foi concluída';

const firstName = (name: string): string => tame(name).split(' ')[0];

/** Names come from forms that anybody may fill in: one line, and nothing that a reader could follow. */
const tame = (words: string): string => withoutLinks(words, 80);
