import { barsSvg, percent, type Bar } from '../chart/bars';
import type { Progress } from './progressText';

/** How far a campaign is, as a picture: what became of the list, and how far what was sent got. */
export function campaignChart(progress: Progress): string {
	const { total, sent, queued, waiting, failed, skipped, delivered, read, answered, opted_out } = progress;
	const of = (label: string, value: number, whole: number, tone: Bar['tone'] = 'plain'): Bar => ({
		label,
		value,
		of: whole,
		note: percent(value, whole),
		tone,
	});
	return barsSvg(`Campanha ${progress.name || progress.id}`, `${total.toLocaleString('pt-BR')} na lista`, [
		{
			name: 'A lista',
			bars: [
				of('Enviadas', sent, total, 'good'),
				of('Na fila', queued, total, 'wait'),
				of('Esperam', waiting, total, 'wait'),
				of('Ficam de fora', skipped, total, 'wait'),
				of('Falharam', failed, total, 'bad'),
			],
		},
		{
			name: 'Das enviadas',
			bars: [
				of('Entregues', delivered, sent),
				of('Lidas', read, sent),
				of('Responderam', answered, sent, 'good'),
				of('Pediram para não receber mais', opted_out, sent, 'bad'),
			],
		},
	]);
}
