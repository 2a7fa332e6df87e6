import type { IDataObject } from 'n8n-workflow';

import type { ZApi } from '../sandbox/zapi';
import { credentialsOf, openZApi, runNode } from './node';

const NOW = Date.parse('2026-11-20T15:00:00Z');
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const uncertain = { outbox_id: 3, send_to: '5511999990001', began_at: at(0), last_known_at: at(-60), text: 'Temos sim!', provider: 'zapi' };
let zapi: ZApi;
beforeEach(async () => {
	zapi = await openZApi();
});
afterEach(async () => {
	expect(zapi.violations).toEqual([]);
	await zapi.stop();
});
const ask = async (item: IDataObject, parameters: IDataObject = {}) =>
	await runNode({ operation: 'findOut', ...parameters }, [item], credentialsOf(zapi));

it.each<[string, number, string]>([
	['the chat shows something since it was begun', 1, 'sent'],
	['the chat ends with what the customer wrote before', -60, 'not_sent'],
	['the chat has a message that nobody here knows of', -20, 'unknown'],
])('%s', async (_, seconds, verdict) => {
	zapi.noteMessage(uncertain.send_to, NOW + seconds * 1000);
	expect((await ask(uncertain)).items('WhatsApp')).toEqual([{ ...uncertain, verdict }]);
});

it('somebody else wrote at about that time: nothing tells', async () => {
	zapi.noteMessage(uncertain.send_to, NOW + 1000);
	expect((await ask({ ...uncertain, last_known_at: at(-1) })).items('WhatsApp')).toMatchObject([{ verdict: 'unknown' }]);
});

it('a provider that does not answer is an error, and no verdict', async () => {
	zapi.faults.push({ kind: 'status', status: 500, times: 9, match: (route) => route.startsWith('/chats/') });
	const run = await ask(uncertain);
	expect([run.items('WhatsApp'), run.items('WhatsApp', 1).length]).toEqual([[], 1]);
});

it.each([{ uncertain: '{}' }, { uncertain: '[]' }, { uncertain: '{"send_to": ""}' }])('%j is told as what is missing', async (given) => {
	expect((await ask({}, given)).items('WhatsApp', 1)[0].error).toContain('Get Uncertain');
	expect(zapi.requests).toEqual([]);
});
