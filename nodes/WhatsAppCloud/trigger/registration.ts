import type { IHookFunctions } from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { refuseOldSchema } from '../../shared/store/schemaAtPublish';
import { demandHttps } from '../../shared/webhook/deliverable';
import { mayReplace } from '../../shared/webhook/otherUrl';
import { isOurs } from '../../shared/webhook/ownUrl';
import { ForeignUrl } from '../../shared/webhook/urlSlot';
import { inForce, readCallbacks, subscribeApp, writeCallback } from './callbackUrl';
import { withOpenPort } from './listen';
import { registersItself, stores } from './properties';
import { isTest, ourUrl, ownDoorOf } from './url';

/** What the node set at the number, and what stood there before. */
interface Memory {
	taken?: string;
	previous?: string;
}
const memoryOf = (context: IHookFunctions): Memory => context.getWorkflowStaticData('node') as Memory;

/** Whether Meta sends the messages here already, or the operator says that it will. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	await demandSecrets(context);
	if (stores(context)) await refuseOldSchema(context);
	if (!registersItself(context)) return true;
	const url = ourUrl(context);
	return inForce(await graph(context, url, async () => await readCallbacks(context))) === url;
}

/**
 * Sets the URL of the number: only messages and statuses of that number come here by it, and everything else stays with the app. Whose messages go somewhere
 * else now, by the number's, the account's or the app's URL, is left alone unless the operator allows it. A test takes them only where nobody has them.
 * @throws {ForeignUrl | NotReady | NotDeliverable | PortRefused | NotReachable} with nothing changed
 */
export async function register(context: IHookFunctions): Promise<void> {
	const url = ourUrl(context);
	const own = isTest(context) ? null : ownDoorOf(context);
	await demandDeliverable(context, url, own !== null);
	const takeOver = async () => {
		const callbacks = await readCallbacks(context);
		const current = inForce(callbacks);
		if (isTest(context) && current !== '') {
			context.logger.info('WhatsApp Cloud Trigger listens, and the messages go on to where Meta sends them now');
			return;
		}
		const isForeign = current !== '' && !isOurs(context)(current);
		if (isForeign && !mayReplace(context)) throw new ForeignUrl(current, 'foreign');
		const memory = memoryOf(context);
		memory.previous = isForeign ? callbacks.ofNumber : '';
		// Remembered first: an answer of Meta that got lost may have been a yes.
		memory.taken = url;
		await writeCallback(context, url);
		await subscribeApp(context).catch((error: Error) => {
			context.logger.warn('The app could not be subscribed to the WhatsApp Business Account: do it at Meta if nothing arrives', {
				problem: error.message,
			});
		});
	};
	await withOpenPort(context, own, async () => await graph(context, url, takeOver));
}

/** Takes the URL away again, if the node set it and it still stands there; what was there before comes back. The account's subscription stays: other numbers live on it. */
export async function unregister(context: IHookFunctions): Promise<void> {
	const memory = memoryOf(context);
	// A test keeps no memory from its beginning to its end; its URL is nobody's but its own.
	const url = isTest(context) ? (registersItself(context) ? ourUrl(context) : undefined) : memory.taken;
	if (url === undefined) return;
	const previous = isTest(context) ? '' : (memory.previous ?? '');
	delete memory.taken;
	delete memory.previous;
	const { ofNumber } = await readCallbacks(context);
	if (ofNumber === url) await writeCallback(context, previous);
}

/** A fault of configuration that is better told at publish than by silence. */
class NotReady extends Error {
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
		this.name = 'NotReady';
	}
}

/** Without them each delivery would be refused, and each verification. */
async function demandSecrets(context: IHookFunctions): Promise<void> {
	const credential = await context.getCredentials('atendeAquiWhatsAppCloudApi');
	const lacks = [
		['appSecret', 'App Secret'],
		['verifyToken', 'Verify Token'],
	].filter(([field]) => String(credential[field] ?? '').trim() === '');
	if (lacks.length > 0)
		throw new NotReady(
			`The WhatsApp Cloud credential has no ${lacks.map(([, label]) => `"${label}"`).join(' and no ')}, and this trigger believes nobody without`,
			'The App Secret is in your app at Meta under App Settings → Basic; the Verify Token is a word of your own.',
		);
}

/** Of an override (contract, phone numbers). */
const LONGEST_URL = 200;

async function demandDeliverable(context: IHookFunctions, url: string, isOwnPort: boolean): Promise<void> {
	const { baseUrl } = await context.getCredentials('atendeAquiWhatsAppCloudApi');
	demandHttps({ name: 'Meta', baseUrl: 'https://graph.facebook.com' }, baseUrl, url, isOwnPort);
	if (url.length > LONGEST_URL)
		throw new NotReady(
			`The webhook URL has ${url.length} characters, and Meta takes ${LONGEST_URL}`,
			isOwnPort ? 'Fill in a shorter address under "Public URL".' : 'Give n8n a shorter public address (WEBHOOK_URL).',
		);
}

/** What Meta does not let this token do, the operator can do by hand: the sentence says how. The URL is no secret, each delivery is signed. */
async function graph<T>(context: IHookFunctions, url: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof VendorError) || !['unauthorized', 'rejected', 'notFound'].includes(error.kind)) throw error;
		context.logger.warn('WhatsApp Cloud Trigger could not register itself', { problem: error.message });
		throw new NotReady(
			`The webhook could not be set at this number: ${error.message}`,
			`Check that the token has whatsapp_business_management and the account is assigned to its system user. Or choose "By Hand" under "Registration", publish, and paste this URL at Meta under WhatsApp → Configuration of your app, with the "Verify Token" of the credential: ${url}`,
		);
	}
}
