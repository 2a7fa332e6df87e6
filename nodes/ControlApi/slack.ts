import { createHmac } from 'node:crypto';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { parsedJson } from '../shared/core/json/parsedJson';
import { TAKEOVER_ACTION, type SlackButtonValue } from '../shared/core/handoff/slackMessage';
import { sameSecret } from '../shared/webhook/secret';
import { findAttendant } from '../shared/store/attendants';
import type { Store } from '../shared/store/store';
import { order } from '../Conversation/command';
import { findConversation } from '../Conversation/place';
import { triggerParametersOf } from '../Conversation/rules';
import { ok, Refused, type Answer } from './answers';

/** Slack: a request older than this is a replay (api.slack.com/authentication/verifying-requests-from-slack). */
const OLDEST_SECONDS = 300;

interface Click {
	user?: { id?: string };
	response_url?: string;
	actions?: Array<{ action_id?: string; value?: string }>;
}

/**
 * A click on "Assumir" under a Slack message: verified, mapped to an attendant, carried out (handoff spec B3). Slack gets its 200 at once; the text for the
 * message that was clicked leaves with the item, for the workflow to post to `response_url`.
 */
export async function slackClick(context: IWebhookFunctions, store: Store, now: string): Promise<Answer> {
	await demandSignature(context, now);
	const { payload } = context.getBodyData();
	const click = read<Click>(typeof payload === 'string' ? payload : '');
	const [action] = click.actions ?? [];
	if (action?.action_id !== TAKEOVER_ACTION) return ok({ ignored: 'other_action' });
	const { channel, phone } = read<SlackButtonValue>(action.value ?? '');
	const attendant = await findAttendant(store, { slack_user_id: click.user?.id ?? '' });
	const told = (text: string, more: IDataObject = {}): Answer =>
		ok({ ok: true }, { event: 'slack', response_url: click.response_url ?? null, slack_text: text, channel, phone, ...more });
	if (!attendant) return told('⚠️ Seu usuário do Slack não está cadastrado como atendente.');

	const { at, circumstances } = await findConversation(store, { channel, phone }, { parameters: triggerParametersOf(context) });
	const event = { type: 'takeOver', attendant: attendant.id, force: false } as const;
	const { result } = await order(store, at, event, attendant, circumstances);
	const words = result.success ? `✅ ${circumstances.name ?? phone}: assumida por ${attendant.name}.` : `⚠️ ${result.message}`;
	return told(words, { success: result.success, attendant: attendant.id });
}

/** The signature of Slack over the very bytes that came, and their age. Without a signing secret nobody is believed. */
async function demandSignature(context: IWebhookFunctions, now: string): Promise<void> {
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
function read<T extends object>(text: string): T {
	const value = parsedJson(text);
	if (typeof value === 'object' && value !== null) return value as T;
	throw new Refused(400, 'INVALID_INPUT', 'O Slack não mandou o que se espera dele.');
}
