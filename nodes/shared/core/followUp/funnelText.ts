import { reasonShown } from '../campaign/reasons';

/** One step of a cadence with what became of it, as the database tells it (`follow_up_funnel`). */
export type FunnelStep = {
	cadence: string;
	step: number;
	kind: string;
	total: number;
	queued: number;
	sent: number;
	delivered: number;
	read: number;
	answered: number;
	opted_out: number;
	failed: number;
	skipped: number;
};
export type Funnel = {
	/** ISO 8601. */
	from: string;
	until: string;
	steps: FunnelStep[];
	skipped_because: Record<string, number>;
	/** Leads that are being followed up now, by class. */
	waiting: Record<string, number>;
	promises: { open: number; told: number; kept: number; over: number };
};

const CLASS_NAMES: Partial<Record<string, string>> = { hot: 'Quentes', warm: 'Mornos', cold: 'Frios' };
export const className = (of: string): string => CLASS_NAMES[of] ?? 'Sem classe';

/** A step as a reader knows it: `Mornos · passo 2`; what goes to the team says so. */
export const stepName = ({ cadence, step, kind }: Pick<FunnelStep, 'cadence' | 'step' | 'kind'>): string =>
	`${className(cadence)} · passo ${step}${kind === 'team' ? ' (equipe)' : kind === 'material' ? ' (material)' : ''}`;

const SHOWN: ReadonlyArray<[keyof FunnelStep, string]> = [
	['sent', 'enviadas'],
	['delivered', 'entregues'],
	['read', 'lidas'],
	['answered', 'responderam'],
	['opted_out', 'pediram para não receber mais'],
	['queued', 'na fila'],
	['failed', 'falharam'],
	['skipped', 'não saíram'],
];
const count = (value: number): string => value.toLocaleString('pt-BR');
const share = (part: number, whole: number): string => (whole > 0 ? ` (${Math.round((100 * part) / whole)} %)` : '');

/** The funnel in Portuguese, for a form or a message. Figures that are nought are left out. */
export function funnelText({ steps, skipped_because, waiting, promises }: Funnel): string {
	const lines = steps.map((step) => {
		const told = SHOWN.filter(([key]) => key === 'sent' || Number(step[key]) > 0).map(
			([key, words]) =>
				`${count(Number(step[key]))} ${step.kind === 'team' && key === 'sent' ? 'lembretes' : words}${key === 'answered' ? share(step.answered, step.sent) : ''}`,
		);
		return `${stepName(step)}: ${told.join(' · ')}`;
	});
	const now = Object.entries(waiting).map(([of, many]) => `${count(many)} ${className(of).toLowerCase()}`);
	const because = Object.entries(skipped_because).map(([reason, many]) => `${count(many)}: ${reasonShown(reason) || 'sem explicação'}`);
	return [
		...(lines.length > 0 ? lines : ['Nenhum acompanhamento neste período.']),
		...(because.length > 0 ? [`Não saíram – ${because.join('; ')}`] : []),
		...(now.length > 0 ? [`Em acompanhamento agora: ${now.join(', ')}`] : []),
		`Retornos prometidos: ${count(promises.open + promises.kept + promises.over + Math.max(0, promises.told - promises.kept - promises.over))} · cumpridos ${count(promises.kept)} · a equipe foi lembrada de ${count(promises.told)}`,
	].join('\n');
}
