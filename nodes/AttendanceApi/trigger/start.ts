import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';

import { VendorError } from '../../shared/http/errors';
import { redact } from '../../shared/http/redact';
import { withRemedy } from '../../shared/kit/withRemedy';
import { rootOf } from '../address';
import { attendanceApi } from '../api';
import { dialectOf, timeZoneOf } from '../dialect';
import { doorFor } from '../door';
import { readerOf, type Reader } from '../reader';
import { doorsOf } from '../session/login';
import { sessionFor } from '../session/sessions';
import type { Clock } from '../socket/line';
import { realClock } from '../socket/open';
import { Jobs } from './jobs';
import { listen } from './listen';
import { begin, endAt } from './live';
import { memoryIn, packed } from './memory';
import { settingsOf, type Settings } from './properties';
import { sampleOf } from './sample';
import { Watch } from './watch';

/** The operator is told of an outage in the list of executions, once, when it lasts. */
const TELL_AFTER_FAILURES = 6;
/** A socket is looked behind this often: the code dialect never tells that a conversation was closed. */
const LOOK_BEHIND_MS = { documented: 5 * 60_000, v2: 60_000 };

/**
 * The published trigger. A server that is down keeps nobody from being published, nor a wrong password after a restart, since n8n would take the workflow off
 * line; it is told at the first publishing, when somebody is there to read it.
 */
export async function start(context: ITriggerFunctions, clock: Clock = realClock): Promise<ITriggerResponse> {
	const node = context.getNode();
	const settings = await withRemedy(node, async () => await Promise.resolve(settingsOf(context)));
	const credential = await context.getCredentials(attendanceApi.credentialType);
	const reader = await withRemedy(node, async () => await Promise.resolve(readerFor(credential)));
	if (context.getMode() === 'manual') return { manualTriggerFunction: async () => await sampleOf(context, credential, reader) };
	if (context.getActivationMode() === 'activate') await withRemedy(node, async () => await loggedIn(context, credential));
	const key = `${context.getWorkflow().id}:${node.id}`;
	await begin(key, () => run(context, credential, reader, settings, clock));
	return { closeFunction: async () => await endAt(key) };
}

const readerFor = (credential: ICredentialDataDecryptedObject): Reader =>
	readerOf(dialectOf(credential), timeZoneOf(credential), () => sessionFor(credential).user?.id || undefined);

/** @throws {VendorError} only for what the operator has to mend */
async function loggedIn(context: ITriggerFunctions, credential: ICredentialDataDecryptedObject): Promise<void> {
	await sessionFor(credential)
		.token(doorsOf(context))
		.catch((error: unknown) => {
			const isDown = error instanceof VendorError && (error.notProcessed || error.mayHaveActed);
			if (!isDown) throw error;
			context.logger.warn('Attendance API does not answer; the trigger goes on trying', { problem: error.message });
		});
}

/** @returns ends it */
function run(
	context: ITriggerFunctions,
	credential: ICredentialDataDecryptedObject,
	reader: Reader,
	settings: Settings,
	clock: Clock,
): () => Promise<void> {
	let isOver = false;
	const told = troubles(context);
	const data = context.getWorkflowStaticData('node');
	const account = `${rootOf(credential.baseUrl)} ${String(credential.email).trim().toLowerCase()}`;
	const watch = new Watch({
		send: doorFor(context, credential),
		reader,
		wants: (event) => settings.events.has(event),
		incomingOnly: settings.incomingOnly,
		asksQueue: settings.mode === 'polling',
		memory: memoryIn(data, account),
		account,
		save: (memory) => void Object.assign(data, packed(memory)),
		emit: (json) => {
			if (!isOver) context.emit([[{ json }]]);
		},
		passedOver: (conversation, problem) => context.logger.warn('A conversation cannot be read', { conversation, problem }),
	});
	const jobs = new Jobs(clock, told('the server'));
	const look = () =>
		jobs.add('', async () => {
			await watch.look();
			line?.join();
		});
	const ear = { context, credential, reader, settings, clock, watch, jobs, look, ...told('the socket') };
	const line: ReturnType<typeof listen> | null = settings.mode === 'socket' ? listen(ear) : null;
	let forget = (): void => undefined;
	const again = (everyMs: number) => {
		forget = clock.after(everyMs, () => {
			look();
			again(everyMs);
		});
	};
	look();
	again(settings.mode === 'polling' ? settings.everyMs : LOOK_BEHIND_MS[reader.dialect]);
	return async () => {
		isOver = true;
		forget();
		await Promise.all([line?.stop(), jobs.stop()]);
	};
}

/** Tells of what does not work: in the log at once, in the list of executions once when it lasts, in the log when it is over. */
const troubles = (context: ITriggerFunctions) => (of: string) => ({
	failed: (error: Error, failures: number) => {
		const problem = redact(error.message);
		if (failures === 1) context.logger.warn(`Attendance API Trigger has trouble with ${of} and goes on trying`, { problem });
		if (failures === TELL_AFTER_FAILURES)
			context.saveFailedExecution?.(new NodeOperationError(context.getNode(), problem, descriptionOf(error)));
	},
	recovered: (failures: number) => context.logger.info(`Attendance API Trigger has no trouble with ${of} any more`, { failures }),
});

const descriptionOf = (error: Error): IDataObject => ({ description: (error as { remedy?: string }).remedy });
