import { shownName } from '../../../../nodes/shared/core/handoff/people';
import { actionHints } from '../../../../nodes/shared/core/handoff/actionHints';
import { nextOpening, readHours } from '../../../../nodes/shared/core/brazil/businessHours';
import { ago, helpText, opensAt, statusText } from '../../../../nodes/shared/core/handoff/texts';
import type { NoticeKind } from '../../../../nodes/shared/core/handoff/notice';
import { noticeText } from '../../../../nodes/shared/core/handoff/noticeTexts';
import { slackBlocks, slackText } from '../../../../nodes/shared/core/handoff/slackMessage';

const NOW = '2026-01-05T13:00:00.000Z'; // Monday, 10:00 in São Paulo
const before = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

it.each([
	[-50, 'agora'],
	[59, 'agora'],
	[60, 'há 1 min'],
	[3600, 'há 1 h'],
	[26 * 3600, 'há 1 dia'],
	[50 * 3600, 'há 2 dias'],
])('%i seconds are %s', (seconds, words) => {
	expect(ago(before(seconds), NOW)).toBe(words);
});

it('the panel says who answers, since when, and when the agent comes back', () => {
	const text = statusText(
		{
			phone: '5511900000001',
			mode: 'human',
			attendant: 'ana',
			modeSince: before(120),
			lastCustomerMessage: before(172_800),
			lastAgentMessage: null,
			lastHumanMessage: before(30),
			resumesInSeconds: 170,
			agentEnabled: true,
		},
		NOW,
	);
	expect(text.split('\n')).toEqual([
		'Contato: 5511900000001',
		'Quem responde: pessoa (ana), há 2 min',
		'Última do cliente: há 2 dias',
		'Última do robô: nunca',
		'Última do atendente: agora',
		'Retomada automática: em 3 min',
		'Robô geral: ligado',
	]);
});

it('help lists the built-in commands and the own ones', () => {
	const text = helpText([{ command: '/prioridade', description: 'marca como urgente' }]);
	for (const word of [
		'/assumir',
		'/liberar',
		'/retomar',
		'/pausar',
		'/status',
		'/ativar',
		'/desativar',
		'/help',
		'/prioridade – marca como urgente',
	])
		expect(text).toContain(word);
});

describe('opening times', () => {
	const hours = readHours({ weekdayHours: '08:00-12:00, 14:00-18:00', saturdayHours: '09:00-12:00', holidays: '2026-01-06' })!;

	it.each([
		['2026-01-05T15:30:00Z', 'hoje às 14:00'],
		['2026-01-05T22:00:00Z', 'quarta-feira às 08:00'], // Tuesday is a holiday
		['2026-01-07T22:00:00Z', 'amanhã às 08:00'],
		['2026-01-10T16:00:00Z', 'segunda-feira às 08:00'],
	])('at %s the house opens %s', (now, words) => {
		expect(opensAt(hours, now)).toBe(words);
	});

	it('an open house is open, one without hours always, one that never opens soon', () => {
		expect(nextOpening(hours, Date.parse(NOW))).toBe(Date.parse(NOW));
		expect(readHours({ timeZone: 'America/Manaus' })).toBeNull();
		expect(opensAt({ ...hours, week: { ...readHours({ weekdayHours: 'fechado' })!.week } }, NOW)).toBe('em breve');
	});
});

it.each([
	['agent', null, 'attendant', ['takeover', 'pause']],
	['paused', null, 'attendant', ['takeover', 'resume']],
	['human', 'ana', 'attendant', ['release', 'transfer', 'pause']],
	['human', 'bia', 'attendant', []],
	['human', 'bia', 'supervisor', ['force_takeover', 'release', 'transfer']],
	['human', 'auto-detected', 'attendant', ['takeover', 'release']],
] as const)('in mode %s of %s a %s sees %j', (mode, owner, role, actions) => {
	expect(actionHints({ mode, human_attendant: owner }, { id: 'ana', role })).toEqual(actions);
});

describe('notices', () => {
	const kinds: NoticeKind[] = [
		'escalation',
		'auto_resumed',
		'owner_changed',
		'operator_refused',
		'expired_while_paused',
		'escalation_unaccepted',
		'paused_too_long',
		'human_inactive',
		'mode_changed',
		'uncertain_reply',
		'given_up',
		'crm_given_up',
		'crm_forbidden',
		'crm_unauthorized',
		'hot_lead',
		'follow_up',
		'lead_silent',
		'promise_late',
		'promise_over',
		'lgpd_request',
		'opted_out_wrote',
		'agent_silent',
		'unanswered',
		'undecided',
		'command_answer',
		'corrupt_mode',
	];

	it.each(kinds)('%s names the contact', (kind) => {
		expect(noticeText({ kind, phone: '5511900000001' })).toContain('5511900000001');
	});

	it.each(['misaddressed', 'unreachable'])('name the address in the credential where it may be wrong: %s', (reason) => {
		const text = (integration: string) => noticeText({ kind: 'integration_down', phone: '1', integration, reason });
		expect(text('piperun')).toMatch(
			/O PipeRun não está funcionando.*\n.*"Base URL" na credencial AtendeAqui PipeRun API.*\nOs leads esperam/,
		);
		expect(text('zapi')).toContain('"Base URL" na credencial AtendeAqui Z-API API');
		expect(text('model')).not.toContain('Base URL');
	});

	it('a hot lead is its summary, and one click from being taken over', () => {
		const facts = { kind: 'hot_lead' as const, channel: 'C1', phone: '5511900000001', summary: '*Novo Lead Quente*\nNome: Ana' };
		expect(noticeText(facts)).toBe('🔥 *Novo Lead Quente*\nNome: Ana');
		expect(JSON.stringify(slackBlocks(facts))).toMatch(/🔥 Um lead ficou quente[\s\S]*Nome: Ana[\s\S]*Assumir/);
	});

	it.each([
		['commercial', 'Ana (1) pediu valores ou proposta: o robô prometeu um retorno da equipe.\nMensagem: quanto custa?'],
		['technical', 'Ana (1) fez uma pergunta técnica: o robô prometeu um retorno da equipe.\nMensagem: quanto custa?'],
	])('a promise says what it is about: %s', (reason, text) => {
		expect(noticeText({ kind: 'follow_up', phone: '1', name: 'Ana', reason, message: 'quanto custa?' })).toBe(`📌 ${text}`);
	});

	it('a promise of two things says both', () => {
		const facts = { kind: 'follow_up' as const, phone: '1', reason: 'commercial', reasons: ['commercial', 'delivery'] };
		expect(noticeText(facts)).toContain('1 pediu valores ou proposta e perguntou de frete ou entrega:');
	});

	it.each([
		['pediu_humano', 'pediu uma pessoa'],
		['support', 'precisa de suporte'],
		['frustration', 'está insatisfeito'],
		['erro_consecutivo', 'ficou sem resposta: o robô falhou várias vezes'],
		['hot', 'virou um lead quente'],
		['toString', 'precisa de uma pessoa'],
	])('a call for a person says why: %s', (reason, words) => {
		const facts = { kind: 'escalation' as const, channel: 'C1', phone: '1', reason };
		expect(noticeText(facts)).toBe(`🆘 1 – ${words}`);
		expect(JSON.stringify(slackBlocks(facts))).toContain(`🆘 Um cliente ${words}`);
		expect(noticeText({ ...facts, kind: 'escalation_unaccepted', minutes: 7 })).toBe(`⏰ 1 ${words} há 7 min e ninguém assumiu.`);
	});

	it.each([
		['ana', 'Ana Souza'],
		['bia.lima@example.com', 'Bia Lima'],
		['auto-detected', 'quem usa o celular da empresa'],
		['42', '42'],
	])('an attendant is a name: %s', (id, name) => {
		expect(shownName(id, new Map([['ana', { name: 'Ana Souza', phone: null }]]))).toBe(name);
	});

	it('a change of mode carries who answers now', () => {
		const text = (toMode: 'agent' | 'human') =>
			noticeText({ kind: 'mode_changed', phone: '1', fromMode: 'paused', toMode, attendant: 'ana' });
		expect([text('agent'), text('human')]).toEqual(['🤖 1: em pausa → robô (ana)', '👤 1: em pausa → pessoa (ana)']);
	});

	it('Slack gets a headline, two fields and the button; what the customer wrote is escaped and cut', () => {
		const facts = { kind: 'escalation' as const, channel: 'C1', phone: '5511900000001', message: `<!channel> & ${'x'.repeat(5000)}` };
		const [headline, fields, actions] = slackBlocks(facts) as [
			{ text: { text: string } },
			{ fields: Array<{ text: string }> },
			{ elements: Array<{ action_id: string; value: string; style: string }> },
		];
		expect(headline.text.text).toContain('🆘');
		expect(fields.fields.map(({ text }) => text.split('\n')[0])).toEqual(['*Contato*', '*Mensagem*']);
		expect(fields.fields[1].text).toContain('&lt;!channel&gt; &amp;');
		expect(fields.fields[1].text.length).toBeLessThan(2000);
		expect(actions.elements).toEqual([
			expect.objectContaining({ action_id: 'takeover', style: 'primary', value: '{"channel":"C1","phone":"5511900000001"}' }),
		]);
		expect(slackBlocks({ ...facts, kind: 'auto_resumed' })).toHaveLength(1);
	});

	it('cuts no escaped character in two', () => {
		expect(slackText('&'.repeat(2000))).toMatch(/^(&amp;)+…$/);
	});
});

it.each([
	['evil.club/pix', '[link] (5511999990001)'],
	['\u202EAna\u202C\nLima', 'Ana Lima (5511999990001)'],
	['\u200B', '5511999990001'],
])('a notice passes no link of a name on: %j', (name, who) => {
	expect(noticeText({ kind: 'hot_lead', phone: '5511999990001', name })).toBe(`🔥 ${who} – lead quente`);
});

it.each([
	['auto_resumed', true, '🤖 Sem atividade de ana: o contato 5511900000001 voltou para o robô e o cliente está esperando.'],
	['auto_resumed', false, '🤖 Sem atividade de ana: o contato 5511900000001 voltou para o robô.'],
	['human_inactive', true, '👀 ana não escreve para 5511900000001 há 30 min e o cliente está esperando.'],
] as const)('%s tells whether a customer waits (%s)', (kind, customerWaiting, text) => {
	expect(noticeText({ kind, phone: '5511900000001', attendant: 'ana', minutes: 30, customerWaiting })).toBe(text);
});
