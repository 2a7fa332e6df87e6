import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';

import { change } from '../../Conversation/change';
import { contextOf, CREDENTIAL_KEPT_MS } from '../../ControlApi/portContext';
import { at } from '../../shared/core/json/readers';
import type { OwnPort } from '../../shared/server/ownPort';
import { sample } from '../../shared/store/metrics';
import { schemaName } from '../../shared/store/schemaOption';
import { openStore } from '../../shared/store/store';
import { keptCredentials } from '../../shared/webhook/credential';
import { attendanceOf, sessionOf, type KnownCall } from '../call';
import { figures } from '../metrics';
import { originsIn } from '../originsOption';
import { say } from '../says';
import { emitOf, itemsOf } from '../serve';
import type { Grounds } from './part';
import { seatsTaken } from './seats';
import type { Speaker } from './speak';

figures.add(() => [sample('websocket_connections_active', {}, seatsTaken())]);

/** What the socket of a published server stands on: its database, its operations, and the workflow that sends. */
export function groundsOf(context: ITriggerFunctions, parameters: IDataObject, { publicUrl }: OwnPort): Grounds {
	const open = async () =>
		await openStore(keptCredentials(context, Date.now(), CREDENTIAL_KEPT_MS), schemaName(at(parameters, 'options', 'schema') ?? ''));
	/** As if it had been called at the API. */
	const callOf = async (who: Speaker, conversation: string, body: Record<string, unknown>): Promise<KnownCall> => ({
		...who,
		context: { ...(await contextOf(context, parameters, new Request(publicUrl), '')), helpers: context.helpers },
		store: await open(),
		parameters: { conversation_id: conversation },
		query: {},
		body,
		now: Date.now(),
	});
	return {
		open,
		send: async (who, conversation, { content, type }) => {
			const call = await callOf(who, conversation, { content, type });
			const answer = await say(call);
			void answer.send?.().then((sent) => emitOf(context, itemsOf({}, call.context, sent)));
			return answer.body as { id: string; status: string };
		},
		touch: async (who, conversation) => {
			const call = await callOf(who, conversation, {});
			const one = await attendanceOf(call.store, conversation, 1);
			if (one.owner !== who.me.attendant) return;
			const { at: session, circumstances } = await sessionOf(call, one);
			await change(call.store, session, { type: 'touch', attendant: who.me.attendant }, circumstances);
		},
		failed: (problem) => context.logger.warn('The socket of the attendance API could not do what was asked of it', { problem }),
		logger: context.logger,
		publicUrl,
		allowedOrigins: originsIn(at(parameters, 'options', 'origins')),
	};
}
