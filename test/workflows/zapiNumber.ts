import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

import type { IDataObject } from 'n8n-workflow';

import type { CleanMessage } from '../../nodes/shared/core/message/message';
import type * as Inbound from '../../nodes/shared/inbound/takeIn';
import { openStore, type Store } from '../../nodes/shared/store/store';
import { readEvent, type Reading } from '../../nodes/ZApi/events';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { receivedRevoke } from '../sandbox/zapiContents';
import { receivedAudio, receivedText, type ReceivedCallback } from '../sandbox/zapiPayloads';
import type { Credentials } from '../setup/engine';
import type { CompanyNumber, Message } from './numbers';

// The engine loads the built package: the trigger that a message wakes is known there. The storm loads this, too, and knows no Jest.
const { takeIn, takeInChange } = createRequire(__filename)('../../dist/nodes/shared/inbound/takeIn') as typeof Inbound;

const TOKEN = 'F00000000000000000000000000TOKEN';
const CLIENT_TOKEN = 'C00000000000000000000000000TOKEN';
const asks = { helpers: {} as never, logger: { warn: () => undefined } as never };

export interface ZApiNumber extends CompanyNumber {
	zapi: ZApi;
}

export async function openZApiNumber(): Promise<ZApiNumber> {
	const channel = randomUUID().replaceAll('-', '').toUpperCase();
	const zapi = await startZApi({ instanceId: channel, token: TOKEN, clientToken: CLIENT_TOKEN });
	const isSend = (route: string) => route.startsWith('/send-');
	const changed = async (payload: ReceivedCallback, database: Credentials) => {
		await takeInChange(asks, await storeOf(database), changeOf(channel, payload).change);
	};
	return {
		provider: 'zapi',
		channel,
		zapi,
		credentials: {
			atendeAquiZApi: { instanceId: channel, instanceToken: TOKEN, clientToken: CLIENT_TOKEN, baseUrl: zapi.baseUrl },
		},
		secrets: [TOKEN, CLIENT_TOKEN],
		sent: () =>
			zapi.sent.map(({ body, messageId }) => ({
				to: String(body.phone),
				text: String(body.message ?? body.caption ?? ''),
				id: messageId,
				body: body as IDataObject,
			})),
		asked: () => zapi.requests.filter(({ route }) => isSend(route)).length,
		violations: () => zapi.violations,
		faults: zapi.faults,
		trouble: {
			// What is refused for good (a number that is not on WhatsApp) is told instead: test/Conversation/finalRefusals.
			refused: { kind: 'okWithError', body: { error: 'The queue is full' }, match: isSend },
			busy: { kind: 'status', status: 429, headers: { 'retry-after': '0' }, match: isSend },
			reset: { kind: 'reset', match: isSend },
			resetAfter: { kind: 'resetAfter', match: isSend },
		},
		refusal: 'Z-API refused the request: The queue is full',
		arrives: async (message, database) => {
			await takeIn(asks, await storeOf(database), messageOf(channel, message));
		},
		edited: async ({ text = '', ...of }, database) => await changed(receivedText({ ...of, text, isEdit: true }), database),
		deleted: async ({ phone, messageId }, database) => await changed(receivedRevoke({ phone, messageId }), database),
		stop: zapi.stop,
	};
}

const storeOf = async ({ supabaseApi }: Credentials): Promise<Store> => await openStore({ getCredentials: async () => supabaseApi });

/** A message as the trigger of Z-API reads it. */
export function messageOf(channel: string, message: Message): CleanMessage {
	const given = { ...(message.fromMe && { fromApi: false }), ...message, instanceId: channel };
	const received = message.audioUrl ? receivedAudio({ ...given, url: message.audioUrl }) : receivedText(given);
	const reading = readEvent(received, { groups: false, ownMessages: true }, false);
	if (reading.kind !== 'message') throw new Error(`It is not taken for a message: ${JSON.stringify(reading)}`);
	return reading.message;
}

/** A change as the trigger of Z-API reads it. */
export function changeOf(channel: string, payload: ReceivedCallback): Extract<Reading, { kind: 'change' }> {
	const given = { ...payload, instanceId: channel };
	const reading = readEvent(given, { groups: false, ownMessages: true, changes: true }, false);
	if (reading.kind !== 'change') throw new Error(`It is not taken for a change: ${JSON.stringify(reading)}`);
	return reading;
}
