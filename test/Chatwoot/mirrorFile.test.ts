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

/** A word whose file its provider gives by an id. */
async function mirrored(given: IDataObject) {
	const word = {
		outbox_id: 1,
		lease_token: 'lease',
		attempts: 1,
		phone: '5511999990001',
		direction: 'incoming',
		message_id: 'M1',
		text: '',
		name: 'Marina',
		sent_at: new Date().toISOString(),
		file_url: '',
		file_id: '900000000000001',
		file_name: 'nota.txt',
		...given,
	};
	const parameters = { resource: 'conversation', operation: 'mirrorWord', inbox: 12 };
	const { error } = await runNode(chatwoot, parameters, { items: [word] });
	expect(error).toBeUndefined();
	const { content, attachments } = chatwoot.state.conversations.at(-1)!.messages.at(-1)!;
	return { content, files: attachments.map((one) => String(one.content)) };
}

// With the file that an earlier node fetched: test/workflows/wholeProduct.
it.each<[string, IDataObject, string]>([
	['with its words', { text: 'olha' }, 'olha\n📎 nota.txt: não foi possível buscar no WhatsApp'],
	['without any', {}, '📎 nota.txt: não foi possível buscar no WhatsApp'],
	['of no name', { file_name: '' }, '📎 Arquivo: não foi possível buscar no WhatsApp'],
])('a file that nobody could fetch holds nothing up: the message goes %s and says so', async (_, given, content) => {
	expect(await mirrored(given)).toEqual({ content, files: [] });
});
