import { progressText, type Progress } from '../../../../nodes/shared/core/campaign/progressText';
import { haltedText, reasonShown } from '../../../../nodes/shared/core/campaign/reasons';

const progress: Progress = {
	id: 'natal',
	name: 'Natal',
	status: 'running',
	waits_for: 'closed',
	waits_until: '2026-03-03T12:00:00+00:00',
	ends_at: '2026-03-04T13:30:00+00:00',
	cost: { BRL: 1234.5 },
	total: 10_000,
	waiting: 6000,
	queued: 3,
	sent: 3000,
	delivered: 2900,
	read: 1000,
	answered: 40,
	opted_out: 2,
	failed: 0,
	skipped: 997,
	skipped_because: { opted_out: 7, duplicate: 990 },
	failed_because: {},
	waiting_because: {},
};

it('tells how far a campaign is, in words', () => {
	expect(progressText(progress)).toBe(
		[
			'Campanha Natal: em andamento',
			'10.000 na lista · 997 ficam de fora · 6.000 esperam · 3 na fila · 3.000 enviadas · 2.900 entregues · 1.000 lidas · 40 responderam · 2 pediram para não receber mais',
			'Ficam de fora – 990: a mesma pessoa já está na lista; 7: pediu para não receber mensagens',
			'Agora espera: fora do horário de atendimento, até 03/03/2026 às 09:00',
			'Deve terminar em 04/03/2026 às 10:30',
			'Custo estimado: BRL 1.234,50',
		].join('\n'),
	);
});

it('tells why one stopped, and what is not known is no number', () => {
	const halted = { ...progress, status: 'halted', reason: 'number_blocked', cost: null, ends_at: null, waiting: 0, waits_for: null };
	const text = progressText(halted);
	expect(text).toContain('parou sozinha (o WhatsApp bloqueou os envios do número)');
	expect(text).not.toMatch(/Custo|terminar|esperam/);
	expect(haltedText({ campaign: 'Natal', reason: 'too_many_failed' })).toContain('"Natal" parou sozinha: muitas mensagens falharam.');
});

it('shows a reason that nobody here knows as it was said', () => {
	expect([reasonShown('(#131026) undeliverable'), reasonShown('missing_value:cidade'), reasonShown(null)]).toEqual([
		'(#131026) undeliverable',
		'a coluna {cidade} está vazia nesta linha',
		'',
	]);
});
