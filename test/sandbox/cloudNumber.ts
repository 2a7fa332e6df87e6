import { startGraph, type Graph } from './graph';
import { IN_ORDER } from './graphTold';
import { ACCOUNT, APP_SECRET, PHONE_NUMBER_ID } from './graphWebhooks';

/** A number of the Cloud API as an operator has it: Meta's side, and the credential. */

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
