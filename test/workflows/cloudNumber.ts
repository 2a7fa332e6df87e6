import { randomInt } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { startGraph, type Graph } from '../sandbox/graph';
import { errorBody } from '../sandbox/graphErrors';
import { echoTo, messageFrom, type Delivery } from '../sandbox/graphWebhooks';
import type { Credentials } from '../setup/engine';
import { credentialOf, SECRETS } from '../WhatsAppCloud/bench';
import { deliver, triggerOf } from '../WhatsAppCloud/trigger/hook';
import type { CompanyNumber, Message, MessageChange } from './numbers';

export interface CloudNumber extends CompanyNumber {
	graph: Graph;
}

/** What customers say is stored by the real trigger, from bytes that Meta signed. */
export async function openCloudNumber(): Promise<CloudNumber> {
	const channel = `9${String(randomInt(1e14)).padStart(14, '0')}`;
	const graph = await startGraph({
		token: SECRETS.accessToken,
		appSecret: SECRETS.appSecret,
		phoneNumberId: channel,
		accountId: '900000000000010',
	});
	const credential = credentialOf(graph, { phoneNumberId: channel });
	const isSend = (route: string) => route === `/${channel}/messages`;
	const told = async (delivery: Delivery, database: Credentials) => {
		const given = await triggerOf({ messages: 'store', events: ['received'] }, credential, { supabaseApi: database.supabaseApi });
		const { answered } = await deliver(given, delivery);
		if (answered.status !== 200) throw new Error(`The trigger answered with ${answered.status}`);
	};
	return {
		provider: 'whatsapp_cloud',
		channel,
		graph,
		credentials: { atendeAquiWhatsAppCloudApi: credential } as Credentials,
		secrets: Object.values(SECRETS),
		sent: () =>
			graph.sent
				.filter(({ body }) => body.type !== undefined)
				.map(({ to, body, id }) => ({ to: to.replace(/^\+/, ''), text: wordsOf(body as IDataObject), id, body: body as IDataObject })),
		asked: () => graph.requests.filter(({ method, path }) => method === 'POST' && isSend(path)).length,
		violations: () => graph.violations,
		faults: graph.faults,
		trouble: {
			refused: {
				kind: 'status',
				status: 400,
				body: errorBody(131042, 'The queue is full', 'Business eligibility payment issue'),
				match: isSend,
			},
			busy: { kind: 'status', status: 429, headers: { 'retry-after': '0' }, body: errorBody(130429, '', 'Rate limit hit'), match: isSend },
			reset: { kind: 'reset', match: isSend },
			resetAfter: { kind: 'resetAfter', match: isSend },
		},
		refusal: 'WhatsApp refused it: Business eligibility payment issue: The queue is full (code 131042)',
		arrives: async (message, database) => {
			await told(await deliveryOf(message, channel, graph), database);
		},
		edited: async (change, database) => await told(changeOf('edit', change, channel), database),
		deleted: async (change, database) => await told(changeOf('revoke', change, channel), database),
		stop: graph.stop,
	};
}

const personOf = ({ phone, name }: Pick<Message, 'phone' | 'name'>) => ({
	...(/^\d+$/.test(phone) ? { phone } : { userId: phone }),
	...(name && { name }),
});

async function deliveryOf(message: Message & { messageId: string }, channel: string, { state }: Graph): Promise<Delivery> {
	const { messageId: id, text, momment, fromMe, audioUrl } = message;
	const given = { id, ...(momment !== undefined && { timestamp: String(Math.floor(momment / 1000)) }) };
	if (fromMe) return echoTo(personOf(message), { ...given, text: { body: text } }, channel);
	if (audioUrl === undefined) return messageFrom(personOf(message), { ...given, text: { body: text } }, channel);
	// What somebody recorded goes up to Meta first.
	const recorded = Buffer.from(await (await fetch(audioUrl)).arrayBuffer());
	const { id: media, sha256 } = state.store('audio/ogg', recorded);
	const voice = { id: media, mime_type: 'audio/ogg; codecs=opus', sha256, voice: true, url: 'https://lookaside.fbsbx.com/whatsapp/1' };
	return messageFrom(personOf(message), { ...given, type: 'audio', audio: voice }, channel);
}

/** Numbers that stay in the app tell what was done to a message. */
function changeOf(type: 'edit' | 'revoke', { phone, messageId, text = '' }: MessageChange, channel: string): Delivery {
	const about = {
		original_message_id: messageId,
		...(type === 'edit' && { message: { type: 'text', text: { body: text }, context: { id: messageId } } }),
	};
	return messageFrom(personOf({ phone }), { id: `${messageId}-${type}`, type, [type]: about }, channel);
}

function wordsOf(body: IDataObject): string {
	if (body.type === 'template') return valuesOf(body.template as Parameters<typeof valuesOf>[0]).join(' ');
	const { body: text, caption } = body[String(body.type)] as { body?: string | { text: string }; caption?: string };
	return typeof text === 'object' ? text.text : (text ?? caption ?? '');
}

/** What stands in the gaps of a template. */
const valuesOf = ({ components = [] }: { components?: Array<{ parameters?: Array<{ text?: string }> }> }): string[] =>
	components.flatMap(({ parameters = [] }) => parameters.map(({ text = '' }) => text));
