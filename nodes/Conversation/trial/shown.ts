import { escapeMarkdown, oneLine } from '../../shared/core/text/escape';
import type { TrialReport } from './report';

/** Why nobody answers, or the reply was thrown away, in the operator's words. */
const SILENCES: Record<string, string> = {
	globally_disabled: 'O robô está desligado para todas as conversas.',
	lease_lost: 'Outra mensagem desta conversa chegou antes da resposta.',
	already_confirmed: 'Outra mensagem desta conversa chegou antes da resposta.',
	stale_generation: 'Alguém assumiu a conversa enquanto o robô pensava.',
};
const WITH_A_PERSON = 'O robô está em silêncio: a conversa está com a equipe. Para falar com ele de novo, comece outra conversa no chat.';

export const silenceOf = (reason: string): string => SILENCES[reason] ?? WITH_A_PERSON;

/** Each bubble as a quote, as the customer would read it, with its line breaks; under them what the turn did, a line each. */
export function shown(bubbles: string[], { learnt, heard, held_back, lead_class, notices, model }: TrialReport, said: string[]): string {
	const lines = [
		`🧠 **Aprendido:** ${listed(learnt)}`,
		`👂 **Ouvido:** ${listed(heard)}`,
		`✋ **Segurado:** ${listed(held_back)}`,
		...(lead_class === null ? [] : [`🌡️ **Classe:** ${inLine(lead_class)}`]),
		`📣 **A equipe seria avisada:** ${listed(notices)}`,
		`⚙️ **Modelo:** ${inLine(model)}`,
		...said.map((sentence) => `⏸️ ${inLine(sentence)}`),
	];
	return [...bubbles.map(quoted), '---', lines.join('  \n')].join('\n\n');
}

/** Nothing was answered: why. */
export const shownSilence = (sentence: string, notices: string[]): string =>
	[`⏸️ ${inLine(sentence)}`, ...(notices.length > 0 ? [`📣 **A equipe seria avisada:** ${listed(notices)}`] : [])].join('\n\n');

/** The turn failed: what to mend. */
export const shownFailure = (reason: string, remedy: string): string =>
	[`⚠️ **O agente não respondeu:** ${inLine(reason)}`, ...(remedy ? [inLine(remedy)] : [])].join('\n\n');

const inLine = (text: string): string => escapeMarkdown(oneLine(text));
const listed = (entries: string[]): string => (entries.length > 0 ? entries.map(inLine).join(' · ') : '–');
const quoted = (bubble: string): string =>
	escapeMarkdown(bubble)
		.split('\n')
		.map((line) => `> ${line}`)
		.join('  \n');
