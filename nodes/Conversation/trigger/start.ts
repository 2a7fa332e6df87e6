import { NodeOperationError, type IDataObject, type IRun, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { onArrival } from '../../shared/inbound/wake';
import { giveBackHeld, holdTurns, letGo, nextTurns, turnToTry } from '../../shared/store/dueTurns';
import { holderOf } from '../../shared/store/holder';
import { shownRemedy } from '../../shared/remedies/portuguese';
import { refuseOldSchema } from '../../shared/store/schemaAtPublish';
import { openStore, type Store } from '../../shared/store/store';
import { giveTurnBack } from '../../shared/store/turns';
import { keptCredentials } from '../../shared/webhook/credential';
import { endedOf, type Ended } from './ended';
import { turnItem, wordsItem } from './items';
import { begin, isClaimed, stopAt, type Claims } from './live';
import { outboxLook } from './look';
import { startLoop, type Work } from './loop';
import { settingsOf, type Settings } from './properties';
import { refuseNameless, tellOfSetUp } from './setUp';

/** What is read of a credential is kept this long: outside an execution each reading costs n8n an isolated VM. */
const CREDENTIAL_KEPT_MS = 60_000;
/** The operator is told of an outage in the list of executions, once, when it lasts. */
const TELL_AFTER_FAILURES = 6;

/**
 * The published trigger: claims what is due until it is closed. A database that is down is no reason to throw but at the first publishing, when somebody is there to
 * read it: n8n would take a published workflow off line.
 */
export async function start(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const settings = settingsOf(context);
	if (context.getMode() === 'manual') return tryOut(context, settings);
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	const claims = await claimsOf(context, settings);
	if (context.getActivationMode() === 'activate') {
		await refuseOldSchema(context);
		if (isClaimed(key, claims))
			throw new NodeOperationError(context.getNode(), 'Another published workflow answers the same conversations', {
				description: shownRemedy({
					remedy:
						'Each would answer with its own number and its own words. Fill in "Channel" in both, each with the number that it answers for (for Z-API the instance ID), or unpublish the other.',
				}),
			});
	}
	await withStore(context, settings, async (store) => {
		if (context.getActivationMode() === 'activate') await refuseNameless(context, store, settings.window.channel);
		await tellOfSetUp(context, store, settings.window.channel, settings.problem);
	});
	const loop = await begin(key, claims, () =>
		startLoop(workOf(context, settings), { ...settings, leaseSeconds: settings.window.leaseSeconds }),
	);
	const forget = onArrival(loop.wake);
	return {
		closeFunction: async () => {
			forget();
			await stopAt(key);
		},
	};
}

/** Whether the agent is told who it is, and whether its fields can be read. A database that does not answer just now keeps nobody from being published. */
async function withStore(context: ITriggerFunctions, { schema }: Settings, look: (store: Store) => Promise<void>): Promise<void> {
	try {
		await look(await openStore(keptCredentials(context, Date.now()), schema));
	} catch (error) {
		if (error instanceof NodeOperationError) throw error;
		context.logger.warn('What stands behind the trigger could not be looked at', { problem: (error as Error).message });
	}
}

/** Whose conversations these settings are about; a credential that cannot be read is no reason to stop a restart. */
const claimsOf = async (context: ITriggerFunctions, { schema, window: { channel } }: Settings): Promise<Claims> =>
	await openStore(keptCredentials(context, Date.now()), schema).then(
		({ address }) => ({ database: `${address} ${schema}`, channel }),
		() => ({ database: null, channel }),
	);

/** Plays the last turn once more, for whoever presses "Execute workflow": of no customer's conversation, and held by nobody. */
function tryOut(context: ITriggerFunctions, { window, schema }: Settings): ITriggerResponse {
	return {
		manualTriggerFunction: async () => {
			const store = await openStore(context, schema);
			const turn = await turnToTry(store, window);
			if (turn === null)
				throw new NodeOperationError(context.getNode(), 'No customer has written yet, so there is nothing to try', {
					description: shownRemedy({ remedy: 'Publish the workflow, write to the number once, and try again.' }),
				});
			context.emit([[{ json: turnItem(store, turn, Date.now()) }]]);
		},
	};
}

function workOf(context: ITriggerFunctions, settings: Settings): Work {
	const store = async () => await openStore(keptCredentials(context, Date.now(), CREDENTIAL_KEPT_MS), settings.schema);
	const holder = holderOf(context);
	return {
		now: Date.now,
		look: outboxLook(context, store),
		takeOver: async () => {
			if (holder === null) return;
			const turns = await giveBackHeld(await store(), holder, settings.window);
			if (turns > 0) context.logger.info('Turns of an earlier process are taken up again', { turns });
		},
		next: async (limit) => await nextTurns(await store(), limit, settings.window, holder),
		hold: async (claims) => await holdTurns(await store(), claims, settings.window.leaseSeconds, holder),
		letGo: async (claims) => await letGo(await store(), claims),
		giveBack: async (claim) => void (await giveTurnBack(await store(), claim, { reason: 'The execution failed', counts: true })),
		play: async (turn) => await emitted(context, turnItem(await store(), turn, Date.now()), `${turn.turn_id}:${turn.lease_token}`),
		// What is not handed over now is due again in a minute.
		hand: (words) =>
			void store()
				.then((opened) => context.emit([[], [{ json: wordsItem(opened, words) }]]))
				.catch((error: Error) =>
					context.logger.warn('Conversation Trigger could not hand over words of the team', { problem: error.message }),
				),
		failed: (error, failures) => {
			if (failures === 1)
				context.logger.warn('Conversation Trigger cannot reach the database and goes on trying', { problem: error.message });
			if (failures === TELL_AFTER_FAILURES) context.saveFailedExecution?.(new NodeOperationError(context.getNode(), error));
		},
		recovered: (failures) => context.logger.info('Conversation Trigger reaches the database again', { failures }),
	};
}

/** Starts an execution. n8n tells its end, or rejects when it was stopped or took too long. */
async function emitted(context: ITriggerFunctions, json: IDataObject, deduplicationKey: string): Promise<Ended> {
	const done = context.helpers.createDeferredPromise<IRun>();
	try {
		context.emit([[{ json }]], undefined, done, deduplicationKey);
		return endedOf(await done.promise);
	} catch {
		return 'failed';
	}
}
