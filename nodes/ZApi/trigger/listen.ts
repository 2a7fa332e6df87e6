import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import type { Part } from '../../shared/server/mount';
import { listenAt } from '../../shared/server/published';
import { bodyOf } from '../../shared/server/body';
import { answerOf } from '../../shared/server/listen';
import { started } from '../../shared/server/started';
import { CREDENTIAL_KEPT_MS, orToldSo, REREADS_AFTER_MS } from '../../shared/server/vendorDoor';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import { keptCredentials, refusedForSure } from '../../shared/webhook/credential';
import { deliver, hasSecret, WRONG_URL } from './deliver';
import { settingsOf, type Door } from './door';
import { ownDoorOf, pathOf } from './url';

/** A secret that no node has: this door refuses it, and starts nothing. */
const PROBE = { method: 'POST', path: `/${'0'.repeat(32)}`, status: 403, error: WRONG_URL } as const;

/**
 * Listens on a port of its own where the operator chose one; nothing otherwise.
 * @throws {PortRefused | NotReachable}
 */
export async function listenIfChosen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const own = ownDoorOf(context);
	if (own === null || context.getMode() === 'manual') return {};
	return await listenAt(context, own, partOf(context), PROBE);
}

/** Everything that the operator set is read here, while n8n starts the trigger. */
function partOf(context: ITriggerFunctions): Part {
	const settings = settingsOf(context);
	const schema = schemaName(context.getNodeParameter('options.schema', ''));
	const isPatient = context.getNodeParameter('answer', 'responseNode') === 'responseNode';
	const doorAt = (now: number): Door => {
		const credentials = keptCredentials(context, now, CREDENTIAL_KEPT_MS);
		return { context, credentials, settings, rereadsAfterMs: REREADS_AFTER_MS, store: async () => await openStore(credentials, schema) };
	};
	const answer = async (request: Request, secret: string): Promise<Response> => {
		const now = Date.now();
		const door = doorAt(now);
		// No word of a stranger's body is read.
		const isStranger = async () => ((await hasSecret(door, secret)) ? null : WRONG_URL);
		const refusal = await refusedForSure(door.credentials, isStranger, { now, ms: REREADS_AFTER_MS });
		if (refusal !== null) return answerOf(403, { error: refusal }, { connection: 'close' });
		if (request.method !== 'POST') return answerOf(405, { error: 'Z-API delivers with POST' }, { allow: 'POST' });
		const delivery = { secret, headers: Object.fromEntries(request.headers), body: await bodyOf(request) };
		const outcome = await deliver(door, delivery, now);
		return 'item' in outcome ? await started(context, [outcome.item], isPatient) : answerOf(outcome.status, outcome.body);
	};
	return { path: pathOf(context.getNode()), answer: orToldSo(context, { trigger: 'Z-API Trigger', door: 'zapi' }, answer) };
}
