import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import type { Conversation } from '../sandbox/chatwootState';
import { startTrigger, type Trigger } from './hook';

export let chatwoot: Chatwoot;
let triggers: Trigger[];

/** A Chatwoot of its own for each test, which no call may offend; triggers that a test starts end with it. */
export function withChatwoot(): void {
	beforeEach(async () => {
		chatwoot = await startChatwoot({ botRetryMs: 5, timeoutMs: 2000 });
		triggers = [];
	});
	afterEach(async () => {
		await chatwoot.stop();
		await Promise.all(triggers.map(async ({ stop }) => await stop()));
		expect(chatwoot.violations).toEqual([]);
	});
}

export const trigger = async (parameters: IDataObject = {}, userId = 1): Promise<Trigger> => {
	const started = await startTrigger(chatwoot, parameters, userId);
	triggers.push(started);
	return started;
};
export const published = async (parameters: IDataObject = {}): Promise<Trigger> => {
	const started = await trigger(parameters);
	await started.hook('create');
	return started;
};
export function conversation(inbox = 12, phone = '+5511999990001'): Conversation {
	const contact = chatwoot.acts.createContact({ name: 'Marina', phone_number: phone });
	return chatwoot.acts.createConversation(chatwoot.acts.link(contact, inbox, phone.slice(1)), {});
}
export const failure = async (run: Promise<unknown>) => (await run.catch((error: unknown) => error)) as Error & { description: string };
export const api = () => chatwoot.state.inboxes[0];
