import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { runNode } from './node';

export let chatwoot: Chatwoot;

/** A Chatwoot of its own for each test, which no call may offend. */
export function withChatwoot(): void {
	beforeEach(async () => {
		chatwoot = await startChatwoot();
	});
	afterEach(async () => {
		await chatwoot.stop();
		expect(chatwoot.violations).toEqual([]);
	});
}

export const PHONE = '5511999990001';
export const NOW = new Date().toISOString();

export const mirror = async (given: IDataObject = {}, options: IDataObject = {}) => {
	const base = {
		resource: 'conversation',
		operation: 'mirrorMessage',
		inbox: 12,
		phone: PHONE,
		direction: 'incoming',
		messageId: 'M1',
		text: 'Oi',
	};
	return await runNode(chatwoot, { ...base, ...given, options });
};
export const only = async (run: ReturnType<typeof mirror>): Promise<IDataObject> => {
	const { error, items } = await run;
	expect(error).toBeUndefined();
	expect(items('Chatwoot')).toHaveLength(1);
	return items('Chatwoot')[0];
};
export const paths = () => chatwoot.requests.map(({ method, path }) => `${method} ${path.replace('/api/v1/accounts/7', '')}`);
export const written = () =>
	chatwoot.state.conversations.flatMap(({ messages }) => messages.filter((one) => one.message_type !== 'activity'));
