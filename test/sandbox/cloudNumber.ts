import { startGraph, type Graph } from './graph';
import { IN_ORDER } from './graphTold';
import { ACCOUNT, APP_SECRET, PHONE_NUMBER_ID } from './graphWebhooks';
import type { NodeJson } from './n8nApi';
import type { Adjust } from './publish';

/** A number of the Cloud API as an operator has it: Meta's side, the credential, and the trigger in place of Z-API's. */

const VERIFY_TOKEN = 'palavra-de-verificacao';

export const startCloudNumber = async (token: string): Promise<Graph> =>
	await startGraph({ token, phoneNumberId: PHONE_NUMBER_ID, accountId: ACCOUNT, appSecret: APP_SECRET, telling: IN_ORDER });

export const cloudCredential = (baseUrl: string, accessToken: string): Record<string, unknown> => ({
	accessToken,
	phoneNumberId: PHONE_NUMBER_ID,
	businessAccountId: ACCOUNT,
	appSecret: APP_SECRET,
	verifyToken: VERIFY_TOKEN,
	appSecretProof: false,
	graphVersion: 'v26.0',
	baseUrl,
});

/** The door of the Cloud API in place of that of Z-API: what an operator does who has no other. */
export const onCloud: Adjust = (template) => ({ ...template, nodes: template.nodes.map(throughCloud) });

const throughCloud = (node: NodeJson): NodeJson =>
	node.type === 'n8n-nodes-atendeaqui.zApiTrigger'
		? {
				...node,
				type: 'n8n-nodes-atendeaqui.whatsAppCloudTrigger',
				typeVersion: 1,
				parameters: { events: ['received'], messages: 'store', registration: 'override', otherUrl: 'refuse', options: {} },
			}
		: node;
