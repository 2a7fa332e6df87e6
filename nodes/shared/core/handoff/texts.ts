import type { BusinessHours } from '../brazil/businessHours';
import { nextOpening } from '../brazil/businessHours';
import { wallClock } from '../brazil/wallClock';
import type { Mode } from '../session/state';

const MODE_NAMES: Record<Mode, string> = { agent: 'robô', human: 'pessoa', paused: 'em pausa' };
export const modeName = (mode: Mode): string => MODE_NAMES[mode];

/** Time as words, from total seconds: no day is lost, nothing is in the future (handoff spec A8). */
export function ago(since: string | null, now: string): string {
	if (since === null) return 'nunca';
	const seconds = Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 1000));
	if (seconds < 60) return 'agora';
	if (seconds < 3600) return `há ${Math.floor(seconds / 60)} min`;
	if (seconds < 86_400) return `há ${Math.floor(seconds / 3600)} h`;
	const days = Math.floor(seconds / 86_400);
	return days === 1 ? 'há 1 dia' : `há ${days} dias`;
}

/** Hour and minute, local. */
export const clock = (at: string, timeZone: string): string =>
	wallClock(Date.parse(at), timeZone).slice('YYYY-MM-DD '.length, 'YYYY-MM-DD HH:MM'.length);

/** When the house opens, as one says it: "hoje às 14:00", "amanhã às 08:00", "segunda-feira às 08:00". */
export function opensAt(hours: BusinessHours, now: string): string {
	const at = Date.parse(now);
	const opening = nextOpening(hours, at);
	if (opening === null) return 'em breve';
	const day = (moment: number) => wallClock(moment, hours.timeZone).split(' ')[0];
	const time = clock(new Date(opening).toISOString(), hours.timeZone);
	if (day(opening) === day(at)) return `hoje às ${time}`;
	if (day(opening) === day(at + 86_400_000)) return `amanhã às ${time}`;
	const weekday = new Intl.DateTimeFormat('pt-BR', { timeZone: hours.timeZone, weekday: 'long' }).format(opening);
	return `${weekday} às ${time}`;
}

/** What customers read; the operator may change each (handoff spec A8, A12). */
export const CUSTOMER_TEXTS = {
	escalation: 'Combinado, já estou avisando a equipe. Alguém fala com você por aqui em instantes.',
	after_hours: 'Nossa equipe volta {quando}. Deixei seu pedido anotado.',
	holding: 'Ainda estou com você! Nossa equipe já foi avisada e responde por aqui assim que possível.',
	greeting: 'Estou por aqui de novo! Quer continuar de onde paramos?',
	apology: 'Desculpe a demora: a equipe ainda não conseguiu atender. Enquanto isso, posso continuar te ajudando por aqui.',
};
export type CustomerTexts = typeof CUSTOMER_TEXTS;

/** What attendants read in answer to a command (A8). */
export const OPERATOR_TEXTS = {
	takenOver: (attendant: string) => `Pronto, ${attendant}: você está no comando desta conversa. O robô fica quieto até /liberar.`,
	released: 'Conversa devolvida ao robô.',
	resumed: 'Robô reativado para este contato.',
	/** Said after the two above. */
	waits: 'O cliente está esperando: o robô responde em instantes.',
	callOver: 'Pedido de atendimento encerrado. O robô continua ativo nesta conversa.',
	alreadyActive: 'O robô já está ativo nesta conversa.',
	paused: 'Robô em pausa aqui. Ninguém responde sozinho até /retomar.',
	alreadyPaused: 'Esta conversa já está em pausa.',
	transferred: (attendant: string) => `Conversa transferida para ${attendant}.`,
	noted: 'Anotado.',
	ownedByOther: (owner: string, since: string) =>
		`${owner} já atende este contato desde ${since}. Peça para liberar ou use /assumir força.`,
	notOwner: (owner: string | null) => `Só ${owner ?? 'quem atende'} pode fazer isso nesta conversa.`,
	attendantRequired: 'Informe o atendente.',
	notAllowed: 'Seu perfil não permite este comando.',
	unknown: (command: string) => `Não conheço ${command}. Envie /help para ver a lista.`,
	late: (command: string) => `${command} foi escrito antes da última mudança nesta conversa e não valeu. Envie de novo se ainda quiser.`,
	switchedOn: 'Robô ligado para todos os contatos.',
	switchedOff: 'Robô desligado para todos. Use /ativar para religar.',
	metadataSet: (key: string) => `Anotado: ${key}.`,
};

export interface StatusFacts {
	phone: string;
	mode: Mode;
	attendant: string | null;
	modeSince: string | null;
	lastCustomerMessage: string | null;
	lastAgentMessage: string | null;
	lastHumanMessage: string | null;
	/** Seconds until the agent takes the turn back; null when it does not. */
	resumesInSeconds: number | null;
	agentEnabled: boolean;
	/** Who has the customer on another number of ours: that one's channel, and the person. */
	guard?: { channel: string; mode: Mode; attendant: string | null };
}

/** The panel of `/status`. */
export const statusText = (facts: StatusFacts, now: string): string =>
	[
		`Contato: ${facts.phone}`,
		`Quem responde: ${modeName(facts.mode)}${facts.attendant ? ` (${facts.attendant})` : ''}${facts.modeSince ? `, ${ago(facts.modeSince, now)}` : ''}`,
		...(facts.guard
			? [
					`Em outro número: ${modeName(facts.guard.mode)}${facts.guard.attendant ? ` (${facts.guard.attendant})` : ''}, em ${facts.guard.channel}`,
				]
			: []),
		`Última do cliente: ${ago(facts.lastCustomerMessage, now)}`,
		`Última do robô: ${ago(facts.lastAgentMessage, now)}`,
		`Última do atendente: ${ago(facts.lastHumanMessage, now)}`,
		`Retomada automática: ${facts.resumesInSeconds === null ? 'não' : `em ${Math.ceil(facts.resumesInSeconds / 60)} min`}`,
		`Robô geral: ${facts.agentEnabled ? 'ligado' : 'desligado'}`,
	].join('\n');

const HELP: Array<[string, string]> = [
	['/assumir', 'você responde; com "força" tira de quem está (supervisão)'],
	['/liberar', 'devolve ao robô'],
	['/retomar', 'o mesmo que /liberar'],
	['/pausar', 'ninguém responde sozinho'],
	['/status', 'mostra quem responde'],
	['/ativar', 'liga o robô para todos (supervisão)'],
	['/desativar', 'desliga o robô para todos (supervisão)'],
	['/help', 'esta lista'],
];

/** The list of `/help`: the built-in commands and the operator's own. */
export const helpText = (custom: ReadonlyArray<{ command: string; description: string }>): string =>
	[
		'Comandos:',
		...[...HELP, ...custom.map(({ command, description }) => [command, description])].map(([word, what]) => `${word} – ${what}`),
	].join('\n');
