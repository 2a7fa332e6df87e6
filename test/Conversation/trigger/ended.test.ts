import type { IRun } from 'n8n-workflow';

import { endedOf } from '../../../nodes/Conversation/trigger/ended';

const run = (status: string, resultData?: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	({
		status,
		mode: 'trigger',
		startedAt: new Date(0),
		...more,
		...(resultData && { data: { resultData: { runData: {}, ...resultData } } }),
	}) as unknown as IRun;
const STALLED =
	'This execution failed to be processed too many times and will no longer retry. To allow this execution to complete, please break down your workflow or scale up your workers or adjust your worker settings.';

it.each([
	['a success', run('success', { lastNodeExecuted: 'Enviar' }), 'done'],
	['one that was started before', undefined, 'done'],
	['one that waits, which queue mode calls finished', run('waiting', { lastNodeExecuted: 'Espera' }, { finished: true }), 'waiting'],
	['a failed node', run('error', { lastNodeExecuted: 'Agente', error: { message: 'no', node: { name: 'Agente' } } }), 'failed'],
	['a failed node, as queue mode tells it', run('error', { lastNodeExecuted: 'Agente', error: { message: 'no' } }), 'failed'],
	['a failed node that is named by the error alone', run('error', { error: { message: 'no', node: { name: 'Agente' } } }), 'failed'],
	['a worker that died', run('error', { error: { message: STALLED, level: 'warning' } }), 'died'],
	['a worker that died, in other words', run('error', { error: { message: 'job stalled more than allowable limit' } }), 'died'],
	['one that n8n marked as crashed', run('crashed'), 'died'],
	['one without anything beside it', run('error'), 'failed'],
	['one that the operator stopped', run('canceled', { lastNodeExecuted: 'Agente' }), 'failed'],
	['a status that is not known yet', run('unknown'), 'failed'],
])('%s', (_, ended, expected) => {
	expect(endedOf(ended)).toBe(expected);
});
