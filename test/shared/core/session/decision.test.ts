import { decision } from '../../../../nodes/shared/core/session/decision';
import { decisionLog } from '../../../../nodes/shared/core/session/decisionLog';
import type { Reason } from '../../../../nodes/shared/core/session/event';

/** Every reason that a caller may be given, with the words of the first integrations (handoff spec A5). */
const REASONS: Record<Exclude<Reason, 'nothing_due'>, string | null> = {
	agent_active: null,
	auto_resumed: null,
	escalation_requested: null,
	waiting_human: 'aguardando humano',
	human_message: 'humano esta atendendo',
	human_prefix: 'interferencia humana detectada',
	command_processed: 'comando processado',
	command_unknown: 'comando processado',
	command_rejected: null,
	session_paused: 'sessao pausada',
	globally_disabled: null,
	duplicate_message: null,
	ignored_channel: null,
	agent_echo: null,
	late_human_message: null,
	stale_generation: null,
	store_unavailable: 'modo desconhecido',
};
const known = { session_mode: 'agent' as const, session: {}, fence: { phone: '5511900000001', mode_epoch: 1 } };

it.each(Object.entries(REASONS))('%s: every key is there, with the legacy words', (reason, legacy) => {
	expect(decision({ ...known, reason: reason as Reason })).toEqual({
		should_respond: false,
		reason,
		reason_legacy: legacy,
		response: null,
		greeting: null,
		session_mode: 'agent',
		metadata: { escalation_requested: false, auto_resumed: reason === 'auto_resumed' },
		session: {},
		command: null,
		notify: [],
		fence: { phone: '5511900000001', mode_epoch: 1 },
	});
});

it('keeps the metadata of the conversation, and what it says of an escalation', () => {
	const metadata = { escalation_requested: true, auto_resumed: false, priority: 'high' };
	expect(decision({ ...known, reason: 'session_paused', metadata }).metadata).toEqual(metadata);
});

describe('a log', () => {
	const decided = { should_respond: false, reason: 'waiting_human' as const, session_mode: 'human' as const };
	const message = { phone: '5511999990001', text: 'Oi', at: '2026-01-05T13:00:00.000Z', executionId: '42' };

	it('tells what came and what was decided', () => {
		expect(decisionLog(decided, message, true)).toEqual([
			{
				event: 'whatsapp_message_received',
				phone: '***********01',
				message_preview: 'Oi',
				timestamp: '2026-01-05T13:00:00.000Z',
				n8n_execution_id: '42',
			},
			{
				event: 'backend_decision',
				phone: '***********01',
				should_respond: false,
				reason: 'waiting_human',
				mode: 'human',
				n8n_execution_id: '42',
			},
		]);
		expect(decisionLog(decided, message, false).map(({ phone }) => phone)).toEqual(['5511999990001', '5511999990001']);
	});

	it.each([
		['', ''],
		['uma\n\nlinha  só', 'uma linha só'],
		['x'.repeat(60), 'x'.repeat(50)],
		['😀'.repeat(60), '😀'.repeat(50)],
	])('of %j it shows %j', (text, preview) => {
		expect(decisionLog(decided, { ...message, text }, true)[0].message_preview).toBe(preview);
	});
});
