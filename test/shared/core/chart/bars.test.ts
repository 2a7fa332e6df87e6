import { barsSvg } from '../../../../nodes/shared/core/chart/bars';
import { campaignChart } from '../../../../nodes/shared/core/campaign/progressChart';
import { funnelChart } from '../../../../nodes/shared/core/followUp/funnelChart';
import { funnelText } from '../../../../nodes/shared/core/followUp/funnelText';

const STEP = {
	cadence: 'warm',
	step: 1,
	kind: 'message',
	total: 310,
	queued: 0,
	sent: 300,
	delivered: 290,
	read: 200,
	answered: 60,
	opted_out: 3,
	failed: 2,
	skipped: 8,
};
const FUNNEL = {
	from: '2026-03-01T03:00:00Z',
	until: '2026-03-31T03:00:00Z',
	steps: [
		{ ...STEP, cadence: 'hot', kind: 'team', total: 40, sent: 40, delivered: 0, read: 0, answered: 0, opted_out: 0, failed: 0, skipped: 0 },
		STEP,
	],
	skipped_because: { answered: 8, unreachable: 2 },
	waiting: { warm: 12, '': 1 },
	promises: { open: 1, told: 2, kept: 5, over: 1 },
};
const widths = (svg: string) =>
	[...svg.matchAll(/<rect[^>]*width="([\d.]+)"[^>]*fill="#(?!f0f0f0|ffffff)/g)].map(([, width]) => Number(width));

it('a bar is as long as its share, a small one is seen, and nought is none', () => {
	const svg = barsSvg('T', 's', [
		{
			name: 'g',
			bars: [
				{ label: 'a', value: 100 },
				{ label: 'b', value: 50 },
				{ label: 'c', value: 0.001 },
				{ label: 'd', value: 0 },
			],
		},
	]);
	const [all, half, small, none] = widths(svg);
	expect([half / all, small, none]).toEqual([0.5, 2, 0]);
	expect(widths(barsSvg('T', 's', [{ name: 'g', bars: [{ label: 'a', value: 5, of: 0 }] }]))[0]).toBe(all);
});

it('words of strangers are words, long ones are cut, and the picture ends below its last bar', () => {
	const svg = barsSvg('<script>alert(1)</script>', 'A & B', [{ name: '"x"', bars: [{ label: 'é'.repeat(60), value: 1 }] }]);
	expect(svg).not.toContain('<script>');
	expect(svg).toContain('A &amp; B');
	expect(svg).toContain(`${'é'.repeat(33)}…`);
	const height = Number(/height="(\d+)"/.exec(svg)![1]);
	const lowest = Math.max(...[...svg.matchAll(/<(?:rect|text)[^>]* y="(\d+(?:\.\d+)?)"/g)].map(([, y]) => Number(y)));
	expect(height).toBeGreaterThan(lowest);
	expect(svg).not.toMatch(/href|url\(|@import|NaN|undefined/);
});

it('a campaign and the funnel say their figures', () => {
	const campaign = campaignChart({
		id: 'natal',
		total: 100,
		waiting: 10,
		queued: 5,
		sent: 70,
		delivered: 60,
		read: 50,
		answered: 7,
		opted_out: 1,
		failed: 5,
		skipped: 10,
		status: 'running',
	});
	for (const words of ['Campanha natal', '70 %', 'Responderam', '10 %', 'Ficam de fora']) expect(campaign).toContain(words);
	const funnel = funnelChart(FUNNEL);
	for (const words of [
		'Quentes · passo 1 (equipe)',
		'Lembretes à equipe',
		'Mornos · passo 1',
		'20 %',
		'01/03/2026 a 31/03/2026',
		'Sem classe',
	])
		expect(funnel).toContain(words);
	expect(funnelText(FUNNEL)).toBe(
		[
			'Quentes · passo 1 (equipe): 40 lembretes',
			'Mornos · passo 1: 300 enviadas · 290 entregues · 200 lidas · 60 responderam (20 %) · 3 pediram para não receber mais · 2 falharam · 8 não saíram',
			'Não saíram – 8: a pessoa respondeu; 2: o número não está no WhatsApp',
			'Em acompanhamento agora: 12 mornos, 1 sem classe',
			'Retornos prometidos: 7 · cumpridos 5 · a equipe foi lembrada de 2',
		].join('\n'),
	);
	expect(funnelText({ ...FUNNEL, steps: [], skipped_because: {}, waiting: {} })).toContain('Nenhum acompanhamento');
});
