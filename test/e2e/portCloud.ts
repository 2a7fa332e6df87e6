import { randomUUID } from 'node:crypto';

import { APP_SECRET, messageFrom, PHONE_NUMBER_ID, signatureOf } from '../sandbox/graphWebhooks';
import { startNumberAtMeta } from '../sandbox/graphWebhooksServer';
import type { WorkflowTemplate } from '../sandbox/n8nApi';
import type { Sandbox } from '../sandbox/sandbox';

const TOKEN = 'EAA-exemplo-de-token-0001';
const TRIGGER = 'n8n-nodes-atendeaqui.whatsAppCloudTrigger';

/** A second company in the same n8n: a Cloud number at Meta, and a workflow whose trigger has its door on that port. */
export async function cloudOnPort(sandbox: Sandbox, port: number) {
	const meta = await startNumberAtMeta({ phoneNumberId: PHONE_NUMBER_ID, token: TOKEN, account: '', verifies: true });
	const data = {
		accessToken: TOKEN,
		phoneNumberId: PHONE_NUMBER_ID,
		appSecret: APP_SECRET,
		verifyToken: 'palavra-de-exemplo',
		graphVersion: 'v26.0',
		baseUrl: meta.baseUrl,
	};
	const credential = await sandbox.api().createCredential('Cloud', 'atendeAquiWhatsAppCloudApi', data);
	const parameters = { messages: 'store', ownPort: true, port, publicUrl: `http://127.0.0.1:${port}` };
	const credentials = { atendeAquiWhatsAppCloudApi: { id: credential, name: 'Cloud' }, supabaseApi: { id: '', name: '' } };
	const node = {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'Meta',
		type: TRIGGER,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials,
	};
	const template = { name: 'Cloud', nodes: [node], connections: {}, settings: {} } as unknown as WorkflowTemplate;
	const ids = { atendeAquiWhatsAppCloudApi: credential, supabaseApi: sandbox.credentials.supabaseApi.id };
	const workflow = await sandbox.api().importWorkflow(template, ids);
	return {
		meta,
		workflow,
		/** Meta delivers a message, signed, to where it was told to. @returns the status of the answer */
		says: async (phone: string, text: string): Promise<number> => {
			const body = JSON.stringify(messageFrom({ phone }, { id: randomUUID(), text: { body: text } }));
			const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body) };
			return (await fetch(meta.callbacks.phone_number, { method: 'POST', headers, body })).status;
		},
	};
}
