import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { runNode } from './node';

let chatwoot: Chatwoot;
beforeEach(async () => {
	chatwoot = await startChatwoot();
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

/** Asks in a conversation that is there. */
async function ask(given: IDataObject = {}) {
	const mirror = { resource: 'conversation', operation: 'mirrorMessage', inbox: 12, phone: '5511999990001', direction: 'incoming' };
	const { items } = await runNode(chatwoot, { ...mirror, messageId: 'M1', text: 'Tem desconto?' });
	const conversation = items('Chatwoot')[0].conversationId;
	const parameters = { resource: 'message', operation: 'sendAndWait', conversation, message: 'Posso dar 10%?', ...given };
	return await runNode(chatwoot, parameters);
}
const lastWritten = () => chatwoot.state.conversations[0].messages.at(-1);

describe('a question in a conversation', () => {
	it('goes to the attendants as a private note with the link to the answer, and the execution waits', async () => {
		const run = await ask();
		expect(run.error).toBeUndefined();
		expect(run.status).toBe('waiting');
		expect(lastWritten()).toMatchObject({
			content: expect.stringMatching(/^Posso dar 10%\?\n\nResponda aqui: http\S+\/webhook-waiting\/1\/2\?signature=\w+$/),
			private: true,
			message_type: 'outgoing',
		});
	});

	it('goes to the customer on request', async () => {
		expect((await ask({ audience: 'customer', responseType: 'freeText', message: 'Como foi o atendimento?' })).status).toBe('waiting');
		expect(lastWritten()).toMatchObject({ content: expect.stringContaining('Como foi o atendimento?'), private: false });
	});

	it('that cannot be written is not waited for', async () => {
		const { error, status } = await ask({ conversation: 999_999 });
		expect(error).toBeDefined();
		expect(status).not.toBe('waiting');
	});
});
