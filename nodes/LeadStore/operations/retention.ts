import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { runRetention, setRetention, type RetentionDays, type RetentionRun } from '../../shared/store/retention';
import { byIn, byProperty } from '../law/who';
import type { StoreOperations } from '../operation';

const days = (displayName: string, name: keyof RetentionDays, initial: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 36_500, numberPrecision: 0 },
	default: initial,
	description,
});

/** What the kinds are called in the report of a night. Who adds a kind to 98-retention.sql adds its name. */
const KINDS: Record<string, string> = {
	conversations: 'mensagens',
	inbox: 'mensagens recebidas',
	technical_questions: 'perguntas respondidas',
	turns: 'respostas do robô',
	session_history: 'histórico do atendimento',
	identity_checks: 'códigos enviados',
	outbox: 'envios concluídos',
	audit_logs: 'auditoria',
	lgpd_requests: 'pedidos encerrados',
	erasures: 'comprovantes de exclusão',
	sessions: 'memória de conversas',
	agent_state: 'memória do robô',
	leads: 'leads inativos (viram números)',
};

const inWords = (counts: Record<string, number>): string => {
	const lines = Object.entries(counts)
		.filter(([, count]) => count > 0)
		.map(([kind, count]) => `${KINDS[kind] ?? kind}: ${count}${count >= 10_000 ? ' ou mais' : ''}`);
	return lines.length > 0 ? lines.join('\n') : 'nada';
};

export const retention: StoreOperations = {
	run: {
		name: 'Run',
		action: 'Run retention',
		description: 'Delete what is older than it may be, in batches, until nothing is due; while nobody turned it on, only count',
		properties: [
			{
				displayName: 'Rows of a Batch',
				name: 'batch',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
				default: 1000,
				description: 'How many rows of each kind go at once',
			},
			{
				displayName: 'Most Minutes',
				name: 'minutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 240 },
				default: 30,
				description: 'How long one run may go on; what is left is the next one’s',
			},
		],
		run: async (context, store, itemIndex) => {
			const batch = Number(context.getNodeParameter('batch', itemIndex, 1000));
			const until = Date.now() + Number(context.getNodeParameter('minutes', itemIndex, 30)) * 60_000;
			const total: Record<string, number> = {};
			let last: RetentionRun;
			do {
				last = await runRetention(store, batch);
				for (const [kind, count] of Object.entries(last.done ?? {})) total[kind] = (total[kind] ?? 0) + count;
			} while (last.more && Date.now() < until);
			const text = last.ran
				? `Apagado por prazo:\n${inWords(total)}`
				: last.reason === 'not_confirmed'
					? `A retenção está desligada. Hoje seriam apagados:\n${inWords(last.counted ?? {})}`
					: 'A retenção já está em andamento.';
			return { json: { ...last, ...(last.ran && { done: total }), text } as unknown as IDataObject };
		},
	},
	set: {
		name: 'Set',
		action: 'Set retention',
		description: 'Turn retention on or off and set its days; it can be turned on once a run has counted what it would delete',
		properties: [
			byProperty,
			{ displayName: 'On', name: 'isOn', type: 'boolean', default: false, description: 'Whether data is deleted at the end of its time' },
			{
				displayName: 'Days',
				name: 'days',
				type: 'collection',
				placeholder: 'Add',
				default: {},
				description: 'What is not given stays as it is',
				options: [
					days('Audit and Requests', 'audit_days', 1826, 'Closed requests, receipts and the audit; five years'),
					days('Finished Effects', 'outbox_days', 7, 'What was sent or done'),
					days('Leads Without a Sign of Life', 'lead_days', 365, 'Then they stay as figures, without anything that tells who it was'),
					days('Memory of Conversations', 'context_days', 90, 'What the agent and the handoff remember'),
					days('Messages', 'messages_days', 90, 'What was written, by anybody'),
				],
			},
		],
		run: async (context, store, itemIndex) => {
			const given = context.getNodeParameter('days', itemIndex, {}) as RetentionDays;
			const isOn = context.getNodeParameter('isOn', itemIndex, false) === true;
			const set = await setRetention(store, given, isOn, byIn(context, itemIndex));
			const text =
				set.changed === false
					? 'Rode a contagem uma vez antes de ligar: ninguém deve apagar sem ver quanto.'
					: isOn
						? 'Retenção ligada.'
						: 'Retenção desligada.';
			return { json: { ...set, text } as IDataObject };
		},
	},
};
