import type { IHookFunctions, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { bytesOf } from '../../shared/server/body';
import { answerOf } from '../../shared/server/listen';
import type { Part } from '../../shared/server/mount';
import type { OwnPort } from '../../shared/server/ownPort';
import { listenAt, openAt } from '../../shared/server/published';
import { started } from '../../shared/server/started';
import { CREDENTIAL_KEPT_MS, orToldSo, REREADS_AFTER_MS } from '../../shared/server/vendorDoor';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import { keptCredentials } from '../../shared/webhook/credential';
import { challenged, CHALLENGE_HEADERS } from './challenge';
import { deliver } from './deliver';
import { settingsOf, type Delivery, type Door } from './door';
import { readRating } from './rating';
import { formProblem, MAX_BYTES, UNSIGNED } from './signature';
import { idOf, LAST_SEGMENT, ownDoorOf, pathOf, urlAt } from './url';

/** A delivery without a signature: this door refuses it, and starts nothing. */
const PROBE = { method: 'POST', path: `/${LAST_SEGMENT}`, status: 401, error: UNSIGNED } as const;

/**
 * Listens on a port of its own where the operator chose one; nothing otherwise.
 * @throws {PortRefused | NotReachable}
 */
export async function listenIfChosen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const own = ownDoorOf(context);
	if (own === null || context.getMode() === 'manual') return {};
	context.logger.info('WhatsApp Cloud Trigger: the address for Meta is that of its own port', { url: urlAt(own, context.getNode()) });
	return await listenAt(context, own, partOf(context), PROBE);
}

/**
 * Has the port open while Meta is told its address, and asks for the challenge: n8n starts the trigger only afterwards. What Meta delivers in between waits for that.
 * Whoever publishes is told of a public URL that leads elsewhere in a sentence of ours; later Meta alone asks, and n8n is not to take a workflow off line for it.
 * @throws {PortRefused | NotReachable} before anything was told
 */
export async function withOpenPort<T>(context: IHookFunctions, own: OwnPort | null, work: () => Promise<T>): Promise<T> {
	if (own === null) return await work();
	const probe = context.getActivationMode() === 'activate' ? PROBE : null;
	const mounted = await openAt(context, own, partWith(context, null), probe);
	try {
		return await work();
	} finally {
		await mounted.close();
	}
}

/** Everything that the operator set is read here, while n8n starts the trigger. */
function partOf(context: ITriggerFunctions): Part {
	const settings = settingsOf(context);
	const schema = schemaName(context.getNodeParameter('options.schema', ''));
	const isPatient = context.getNodeParameter('answer', 'onReceived') === 'responseNode';
	const listener = `${idOf(context.getNode())}:webhook`;
	return partWith(context, async (delivery, { credentials, rereadsAfterMs }, now) => {
		const store = async () => await openStore(credentials, schema);
		const rating = async () => await readRating(context);
		const outcome = await deliver({ context, credentials, rereadsAfterMs, settings, listener, store, rating }, delivery, now);
		return 'items' in outcome ? await started(context, outcome.items, isPatient) : answerOf(outcome.status, outcome.body);
	});
}

type Take = (delivery: Delivery, given: Pick<Door, 'credentials' | 'rereadsAfterMs'>, now: number) => Promise<Response>;

/** @param take a delivery; null where there is nobody yet, and Meta is to come again */
function partWith(context: ITriggerFunctions | IHookFunctions, take: Take | null): Part {
	const answer = async (request: Request, rest: string): Promise<Response> => {
		const now = Date.now();
		const given = { credentials: keptCredentials(context, now, CREDENTIAL_KEPT_MS), rereadsAfterMs: REREADS_AFTER_MS };
		if (rest !== LAST_SEGMENT) return answerOf(404, { error: 'There is nothing at this address' });
		if (request.method === 'GET' || request.method === 'HEAD') {
			const { status, text } = await challenged({ context, ...given }, queryOf(request), now);
			return new Response(text, { status, headers: CHALLENGE_HEADERS });
		}
		if (request.method !== 'POST')
			return answerOf(405, { error: 'Meta asks with GET and delivers with POST' }, { allow: 'GET, HEAD, POST' });
		const signature = request.headers.get('x-hub-signature-256');
		// No word of a body is read that nobody signed.
		const unsigned = formProblem(signature);
		if (unsigned !== null) return answerOf(401, { error: unsigned }, { connection: 'close' });
		if (take === null) return answerOf(503, { error: 'The trigger starts; deliver it again in a moment' }, { 'retry-after': '2' });
		return await take({ raw: Buffer.from(await bytesOf(request, MAX_BYTES)), signature }, given, now);
	};
	return {
		path: pathOf(context.getNode()),
		answer: orToldSo(context, { trigger: 'WhatsApp Cloud Trigger', door: 'whatsapp_cloud' }, answer),
	};
}

/** What is given twice is given as a list, as n8n's webhook gives it. */
function queryOf({ url }: Request): Record<string, string | string[]> {
	const { searchParams } = new URL(url);
	return Object.fromEntries(
		[...searchParams.keys()].map((name) => {
			const values = searchParams.getAll(name);
			return [name, values.length === 1 ? values[0] : values];
		}),
	);
}
