import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { hurried } from '../e2e/chaos';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import { startEngine, type Credentials, type WorkflowJson } from '../setup/engine';
import { publish } from '../setup/published';
import { filledIn } from '../workflows/shop';

/**
 * The process that is killed: n8n-core's engine with the bundled workflows, whose Conversation Trigger claims turns, and what the outbox has left every few seconds.
 * Says `ready` once it claims.
 */
const TRIGGER = 'Conversa em silêncio';
const AT_ONCE = 20;
const OUTBOX_EVERY_MS = 5000;

async function main(): Promise<void> {
	const credentials = JSON.parse(process.env.STORM_CREDENTIALS ?? '{}') as Credentials;
	const agent = hurried(
		filledIn('../../workflows/sdr-agent.json', {}, 1) as unknown as WorkflowTemplate,
		'sdr-agent',
	) as unknown as WorkflowJson;
	const trigger = agent.nodes.find(({ name }) => name === TRIGGER)!;
	Object.assign(trigger.parameters, { quietSeconds: 1, atOnce: AT_ONCE });
	await publish(agent, { node: TRIGGER, credentials, activation: 'init' });
	process.stdout.write('ready\n');
	const outbox = hurried(read('bastidores'), 'bastidores') as unknown as WorkflowJson;
	const engine = await startEngine();
	for (;;) {
		await sleep(OUTBOX_EVERY_MS);
		await engine.run(outbox, { from: 'A cada 20 segundos', items: [{}] as IDataObject[], credentials }).catch(() => undefined);
	}
}

const read = (name: string): WorkflowTemplate =>
	JSON.parse(readFileSync(path.resolve(__dirname, `../../workflows/${name}.json`), 'utf8')) as WorkflowTemplate;

void main();
