import { wallClock } from '../brazil/wallClock';
import type { Step } from './step';

export interface Erasure {
	protocol: string;
	/** ISO: when our own tables were done. */
	at: string;
	/** Rows a table. */
	counts: Record<string, number>;
	steps: Step[];
	/** No API key was given: n8n's saved executions were not looked at. */
	executionsLeft?: boolean;
}

const NOUNS: Record<Step['what'], [one: string, many: string]> = {
	contact: ['contato', 'contatos'],
	conversation: ['conversa', 'conversas'],
	person: ['pessoa', 'pessoas'],
	note: ['nota', 'notas'],
	activity: ['atividade', 'atividades'],
	deal: ['negócio', 'negócios'],
	company: ['empresa', 'empresas'],
	execution: ['execução salva', 'execuções salvas'],
};

const counted = (what: Step['what'], count: number): string => `${count} ${NOUNS[what][count === 1 ? 0 : 1]}`;

/** What a receipt says of one kind of thing at one place. */
function linesOf(steps: Step[], isWanted: (step: Step) => boolean, suffix: (step: Step) => string): string[] {
	const groups = new Map<string, Step[]>();
	for (const step of steps.filter(isWanted)) {
		const name = [step.where, step.what, suffix(step)].join('\n');
		groups.set(name, [...(groups.get(name) ?? []), step]);
	}
	return [...groups.values()].map((group) => `• ${group[0].where}: ${counted(group[0].what, group.length)}${suffix(group[0])}`);
}

/** Brazil's official time, as people write it. */
export function momentInWords(iso: string): string {
	const ms = Date.parse(iso);
	if (Number.isNaN(ms)) return iso;
	const [day, time] = wallClock(ms, 'America/Sao_Paulo').split(/[ T]/);
	return `${day.split('-').reverse().join('/')} às ${time.slice(0, 5)}`;
}

/** The receipt of an erasure, for the person: protocol, what, where, when, and what could not be. */
export function receiptText({ protocol, at, counts, steps, executionsLeft }: Erasure): string {
	const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
	const erased = linesOf(
		steps,
		({ result }) => result === 'deleted',
		() => '',
	);
	const kept = linesOf(
		steps,
		({ result }) => result === 'left' || result === 'emptied' || result === 'failed',
		({ reason }) => (reason ? ` (${reason})` : ''),
	);
	const left = [...kept, ...(executionsLeft ? ['• n8n: execuções salvas (serão apagadas pelo prazo do próprio n8n)'] : [])];
	return [
		`🗑️ *Os seus dados foram apagados*\nProtocolo ${protocol}, em ${momentInWords(at)} (horário de Brasília).`,
		[`*O que foi apagado*`, `• Nosso banco de dados: ${rows} ${rows === 1 ? 'registro' : 'registros'}`, ...erased].join('\n'),
		...(left.length > 0 ? [['*O que não pôde ser apagado*', ...left].join('\n')] : []),
		'Guardamos só o que a lei pede: que este pedido existiu e, se você não quer mensagens, que não devemos escrever. Sem o seu nome e sem o seu número.',
		'Esta mensagem também será apagada dos nossos sistemas. O que está no seu celular continua com você.',
	].join('\n\n');
}
