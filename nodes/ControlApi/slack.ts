import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { parsedJson } from '../shared/core/json/parsedJson';
import { at, isRecord, recordOf } from '../shared/core/json/readers';
import { parseProviderId } from '../shared/core/brazil/phone';
import { TAKEOVER_ACTION } from '../shared/core/handoff/slackMessage';
import { escapeSlack, oneLine } from '../shared/core/text/escape';
import { sameSecret } from '../shared/webhook/secret';
import { findAttendant } from '../shared/store/attendants';
import type { Store } from '../shared/store/store';
import { order } from '../Conversation/command';
import { findConversation } from '../Conversation/place';
import { triggerParametersOf } from '../Conversation/rules';
import { ok, Refused, type Answer } from './answers';
import { textOf } from './call';
import type { Context } from './context';
import { withNames } from './names';

/** Slack: a request older than this is a replay (api.slack.com/authentication/verifying-requests-from-slack). */
const OLDEST_SECONDS = 300;

/**
 * A click on "Assumir" under a Slack message: verified, mapped to an attendant, carried out (handoff spec B3). Slack gets its 200 at once; what is to be
 * posted to `response_url` leaves with the item as `slack_reply`. The message that everybody sees changes only when its customer changed hands by the click:
 * who was too late, and whom nobody knows, is told alone.
 */
export async function slackClick(context: Context, store: Store, now: string): Promise<Answer> {
	await demandSignature(context, now);
	const click = read(at(context.getBodyData(), 'payload'));
	const action = recordOf(at(click, 'actions', 0));
	if (action.action_id !== TAKEOVER_ACTION) return ok({ ignored: 'other_action' });
	const value = read(action.value);
	const [channel, phone, user] = [
		textOf(value, 'channel'),
		parseProviderId(textOf(value, 'phone')).key,
		textOf(recordOf(click.user), 'id'),
	];
	const attendant = user === '' ? null : await findAttendant(store, { slack_user_id: user });
	const told = (words: string, more: IDataObject = {}): Answer => {
		const text = escapeSlack(words);
		const replaces = more.success === true;
		const reply = replaces ? { replace_original: true, text } : { response_type: 'ephemeral', replace_original: false, text };
		const response_url = typeof click.response_url === 'string' ? click.response_url : null;
		return ok(
			{ ok: true },
			{ event: 'slack', response_url, slack_reply: reply, slack_text: text, channel, phone, success: false, ...more },
		);
	};
	if (!attendant) return told('⚠️ Seu usuário do Slack não está cadastrado como atendente.');

	const { at: before, circumstances } = await findConversation(
		store,
		{ channel, phone },
		{ parameters: () => triggerParametersOf(context) },
	);
	const event = { type: 'takeOver', attendant: attendant.id, force: false } as const;
	const { result, at: after } = await order(store, before, event, attendant, circumstances);
	const { success, message } = await withNames(circumstances, result, after.human_attendant, attendant);
	const words = success ? `✅ ${oneLine(circumstances.name ?? '') || phone}: assumida por ${attendant.name}.` : `⚠️ ${message}`;
	return told(words, { success, attendant: attendant.id });
}

/** The signature of Slack over the very bytes that came, and their age. Without a signing secret nobody is believed. */
async function demandSignature(context: Context, now: string): Promise<void> {
	const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = context.getHeaderData() as Record<string, string>;
	const credential = await context.getCredentials('slackApi').catch(() => null);
	const secret = String(credential?.signatureSecret ?? '');
	if (secret === '') throw new Refused(401, 'UNAUTHORIZED', 'Falta o "Signature Secret" na credencial do Slack.');
	const { rawBody } = context.getRequestObject() as unknown as { rawBody?: Buffer };
	const expected = `v0=${createHmac('sha256', secret)
		.update(`v0:${timestamp}:${String(rawBody ?? '')}`)
		.digest('hex')}`;
	const age = Math.abs(Date.parse(now) / 1000 - Number(timestamp));
	if (!sameSecret(String(signature ?? ''), expected)) throw new Refused(401, 'UNAUTHORIZED', 'A assinatura do Slack não confere.');
	if (!(age <= OLDEST_SECONDS)) throw new Refused(401, 'UNAUTHORIZED', 'A chamada do Slack é antiga demais.');
}

/** A JSON object of Slack's. */
function read(text: unknown): Record<string, unknown> {
	const value = typeof text === 'string' ? parsedJson(text) : null;
	if (isRecord(value)) return value;
	throw new Refused(400, 'INVALID_INPUT', 'O Slack não mandou o que se espera dele.');
}
