import { alertsOf, MONITOR_RULES, type MonitoredSession } from '../../../../nodes/shared/core/handoff/monitor';
import { noticeText } from '../../../../nodes/shared/core/handoff/noticeTexts';
import { slackBlocks } from '../../../../nodes/shared/core/handoff/slackMessage';

const paused: MonitoredSession = {
	channel: 'c',
	phone: '5511999990001',
	mode: 'paused',
	mode_epoch: 2,
	human_attendant: null,
	human_since: null,
	last_customer_message: '2026-01-05T12:00:00Z',
	last_human_activity: null,
	paused_at: '2026-01-05T10:00:00Z',
	paused_by: 'machine',
	pause_reason: 'system',
	metadata: {},
};
const alerts = (given: Partial<MonitoredSession>) =>
	alertsOf([{ ...paused, ...given }], '2026-01-05T12:30:00Z', MONITOR_RULES).map(({ type }) => type);

describe('a conversation that is paused because a machine answers in it', () => {
	it('is told of when it is paused, and not once more for being so', () => expect(alerts({})).toEqual([]));

	it('is told of when somebody there asks for a person all the same', () =>
		expect(alerts({ metadata: { escalation_requested: true, escalation_at: '2026-01-05T11:00:00Z' } })).toEqual(['escalation_unaccepted']));

	it('that the system paused otherwise is told of', () => expect(alerts({ paused_by: 'system' })).toEqual(['paused_too_long']));
});

describe('its notice', () => {
	const facts = { kind: 'machine', phone: '5511999990001', name: 'Loja Exemplo', message: 'Recebemos sua mensagem', channel: 'c' } as const;

	it.each([
		['same_text', 'manda sempre o mesmo texto'],
		['replies', 'recebeu respostas demais em uma hora'],
		['of another version', 'manda sempre o mesmo texto'],
	])('says by which sign (%s), what came, and how to go on', (reason, words) => {
		const text = noticeText({ ...facts, reason });
		expect(text).toContain('Loja Exemplo (5511999990001) parece ser um sistema que responde sozinho');
		for (const part of [words, '/liberar', 'Mensagem: Recebemos sua mensagem']) expect(text).toContain(part);
	});

	it('has the button that takes the conversation over', () =>
		expect(JSON.stringify(slackBlocks({ ...facts, reason: 'same_text' }))).toContain('Assumir'));
});
