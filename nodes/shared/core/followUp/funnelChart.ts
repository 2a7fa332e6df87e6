import { wallClock } from '../brazil/wallClock';
import { barsSvg, percent } from '../chart/bars';
import { className, stepName, type Funnel } from './funnelText';

const day = (iso: string, timeZone: string): string => wallClock(Date.parse(iso), timeZone).slice(0, 10).split('-').reverse().join('/');

/** The funnel of follow-ups as a picture: of each step how many got it, read it and answered. */
export function funnelChart(funnel: Funnel, timeZone = 'America/Sao_Paulo'): string {
	const steps = funnel.steps.map((step) => ({
		name: stepName(step),
		bars:
			step.kind === 'team'
				? [{ label: 'Lembretes à equipe', value: step.sent }]
				: [
						{ label: 'Enviadas', value: step.sent },
						{ label: 'Lidas', value: step.read, note: percent(step.read, step.sent) },
						{ label: 'Responderam', value: step.answered, note: percent(step.answered, step.sent), tone: 'good' as const },
						...(step.opted_out > 0
							? [
									{
										label: 'Pediram para não receber mais',
										value: step.opted_out,
										note: percent(step.opted_out, step.sent),
										tone: 'bad' as const,
									},
								]
							: []),
						...(step.failed + step.skipped > 0 ? [{ label: 'Não saíram', value: step.failed + step.skipped, tone: 'wait' as const }] : []),
					],
	}));
	const now = Object.entries(funnel.waiting).map(([of, value]) => ({ label: className(of), value, tone: 'wait' as const }));
	return barsSvg('Acompanhamento de quem ficou em silêncio', `${day(funnel.from, timeZone)} a ${day(funnel.until, timeZone)}`, [
		...steps,
		...(now.length > 0 ? [{ name: 'Em acompanhamento agora', bars: now }] : []),
	]);
}
