import { wallClock } from '../brazil/wallClock';
import { reasonShown } from './reasons';

/** How far a campaign is, as the database tells it (`campaign_progress`). */
export interface Progress {
	id: string;
	name?: string;
	status: string;
	reason?: string | null;
	waits_for?: string | null;
	/** ISO 8601. */
	waits_until?: string | null;
	ends_at?: string | null;
	/** Money by currency; null where no price tells it. */
	cost?: Record<string, number> | null;
	total: number;
	waiting: number;
	queued: number;
	sent: number;
	delivered: number;
	read: number;
	answered: number;
	opted_out: number;
	failed: number;
	skipped: number;
	skipped_because?: Record<string, number>;
	failed_because?: Record<string, number>;
	waiting_because?: Record<string, number>;
}

const STATUSES: Partial<Record<string, string>> = {
	draft: 'conferência, nada foi enviado',
	running: 'em andamento',
	paused: 'pausada',
	halted: 'parou sozinha',
	stopped: 'encerrada',
	done: 'terminou',
};
/** The figures in the order in which a message goes its way. */
export const FIGURES: ReadonlyArray<[keyof Progress, string]> = [
	['total', 'na lista'],
	['skipped', 'ficam de fora'],
	['waiting', 'esperam'],
	['queued', 'na fila'],
	['sent', 'enviadas'],
	['delivered', 'entregues'],
	['read', 'lidas'],
	['answered', 'responderam'],
	['opted_out', 'pediram para não receber mais'],
	['failed', 'falharam'],
];
const count = (value: number): string => value.toLocaleString('pt-BR');
const moment = (iso: string, timeZone: string): string => {
	const [day, time] = wallClock(Date.parse(iso), timeZone).split(' ');
	return `${day.split('-').reverse().join('/')} às ${time.slice(0, 5)}`;
};

/** The figures of a campaign in Portuguese, for a form or a message. Figures that are nought are left out. */
export function progressText(progress: Progress, timeZone = 'America/Sao_Paulo'): string {
	const { id, name, status, reason, waits_for, waits_until, ends_at, cost } = progress;
	const why = reasonShown(reason);
	const costs = Object.entries(cost ?? {}).map(
		([currency, amount]) => `${currency} ${amount.toLocaleString('pt-BR', { minimumFractionDigits: 2 })}`,
	);
	return [
		`Campanha ${name || id}: ${STATUSES[status] ?? status}${why ? ` (${why})` : ''}`,
		FIGURES.filter(([key]) => key === 'total' || Number(progress[key]) > 0)
			.map(([key, words]) => `${count(Number(progress[key]))} ${words}`)
			.join(' · '),
		...reasons('Ficam de fora', progress.skipped_because),
		...reasons('Falharam', progress.failed_because),
		...reasons('Esperam', progress.waiting_because),
		...(status === 'running' && waits_for
			? [`Agora espera: ${reasonShown(waits_for)}${waits_until ? `, até ${moment(waits_until, timeZone)}` : ''}`]
			: []),
		...(ends_at && progress.waiting > 0 ? [`Deve terminar em ${moment(ends_at, timeZone)}`] : []),
		...(costs.length > 0 ? [`Custo estimado: ${costs.join(' e ')}`] : []),
	].join('\n');
}

const reasons = (title: string, because: Record<string, number> = {}): string[] => {
	const lines = Object.entries(because)
		.sort(([, a], [, b]) => b - a)
		.map(([reason, many]) => `${count(many)}: ${reasonShown(reason) || 'sem explicação'}`);
	return lines.length > 0 ? [`${title} – ${lines.join('; ')}`] : [];
};
