import { readFileSync } from 'node:fs';
import path from 'node:path';

import { credentialsFor } from '../Chatwoot/node';
import { startChatwoot } from '../sandbox/chatwoot';
import { crmSwitchedOn } from '../sandbox/crm';
import { TEAM_PHONE } from '../sandbox/demoCompany';
import { startPipeRun } from '../sandbox/piperun';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { sql } from '../setup/supabase';
import type { Company } from './shop';

const INBOX = 12;
/** Operations that look after every number there is. */
const OF_ALL = ['getUncertain', 'reconcile', 'claimOutbox', 'claimMirror', 'claimCrm'];

/** A company's Chatwoot and PipeRun, and the bundled workflows that write there, for the company's number alone. */
export async function besides({ credentials }: Company) {
	const [chatwoot, piperun] = [await startChatwoot(), await startPipeRun({ token: 'TOKEN' })];
	const channel = String(credentials.atendeAquiZApi.instanceId);
	const given = { ...credentials, ...credentialsFor(chatwoot), atendeAquiPipeRunApi: { token: 'TOKEN', baseUrl: piperun.baseUrl } };

	async function run(name: string, from: string): Promise<void> {
		const shipped = JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowJson;
		const json = crmSwitchedOn(piperun.ids)(shipped as never, name) as unknown as WorkflowJson;
		for (const { parameters } of json.nodes) {
			if (OF_ALL.includes(String(parameters.operation))) parameters.onlyChannel = channel;
			if (parameters.operation === 'mirrorWord') parameters.inbox = INBOX;
			if (parameters.teamPhone === '') parameters.teamPhone = TEAM_PHONE;
		}
		const { error } = await (await startEngine()).run(json, { from, items: [{}], credentials: given });
		expect(error).toBeUndefined();
	}
	return {
		chatwoot,
		deals: () => piperun.account.all('deals'),
		/** What was said goes to Chatwoot, and leads to the CRM. */
		written: async () => {
			await sql(`update outbox set next_attempt_at = now() where channel = $1 and status = 'pending'`, [channel]);
			await run('handoff-chatwoot', 'A cada 10 segundos');
			await run('bastidores', 'A cada 20 segundos');
		},
		stop: async () => {
			expect([chatwoot.violations, piperun.violations]).toEqual([[], []]);
			await Promise.all([chatwoot.stop(), piperun.stop()]);
		},
	};
}
