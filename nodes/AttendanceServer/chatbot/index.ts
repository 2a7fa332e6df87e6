import type { IDataObject } from 'n8n-workflow';

import { change } from '../../Conversation/change';
import { heardIntent } from '../../shared/core/chatbot/heard';
import { recordOf, textOf as wordsOf } from '../../shared/core/json/readers';
import { getLead } from '../../shared/store/leads';
import { readSession } from '../../shared/store/session';
import { invalid, ok, type Answer } from '../answers';
import { attendanceOf, isOver, needed, sessionOf, textOf, type KnownCall } from '../call';
import { changed } from '../hands';
import { intentsOf } from './intentsForm';

/** What the assistant reads of a message, and of what was said before (handoff spec C7). */
const LONGEST_MESSAGE = 4000;
const LONGEST_REASON = 1000;
const HISTORY = 10;

const ROLES: Record<string, string> = { customer: 'user', bot: 'assistant', agent: 'human' };

/**
 * `POST /chatbot/message`: a question to the workflow, which answers it. Nothing of it is stored or sent: whoever asked sends the answer, or hands the
 * conversation over.
 */
export async function message(call: KnownCall): Promise<Answer> {
	const { context, store, body } = call;
	const text = needed(body, 'message', LONGEST_MESSAGE);
	const one = await attendanceOf(store, needed(body, 'conversation_id'), HISTORY);
	const given = recordOf(body.context) as IDataObject;
	const intents = intentsOf(context.getNodeParameter('intents', {}));
	const heard = heardIntent(text, intents);
	// What the agent knows of them and of the company, as it does in a turn of its own.
	const [{ company_settings, name }, lead] = await Promise.all([readSession(store, one.channel, one.phone), getLead(store, one.phone)]);
	const history = one.shown.messages.map(({ sent_by, content }) => ({ role: ROLES[String(sent_by)] ?? 'user', content: String(content) }));
	return {
		status: 200,
		body: {},
		ask: {
			kind: 'chatbot',
			conversation_id: one.id,
			channel: one.channel,
			phone: one.phone,
			text,
			name: wordsOf(given.customer_name) || name,
			history,
			is_first_contact: history.length <= 1,
			lead: lead as IDataObject | null,
			company_settings: (company_settings ?? null) as IDataObject | null,
			context: given,
			intent: heard?.intent ?? null,
			category: heard?.category ?? null,
			intents: intents as unknown as IDataObject[],
		},
	};
}

/** `POST /chatbot/escalate`: to the queue, by the rules of an escalation. Who has the conversation, such as an assistant with a login, gives it up; another person keeps it. */
export async function escalate(call: KnownCall): Promise<Answer> {
	const { store, me, body } = call;
	const detail = textOf(body, 'reason', LONGEST_REASON);
	const one = await attendanceOf(store, needed(body, 'conversation_id'), 1);
	if (isOver(one)) throw invalid(null, 'Esta conversa já foi encerrada.');
	const { at, circumstances } = await sessionOf(call, one);
	const isOwn = at.mode === 'human' && at.human_attendant === me.attendant;
	const given = isOwn ? (await change(store, at, { type: 'release', attendant: me.attendant, force: false }, circumstances)).at : at;
	const event = { type: 'escalate' as const, reason: 'agent_request' as const, detail, summary: '' };
	const { at: after } = await change(store, given, event, { ...circumstances, emptyBuffer: true });
	const status = after.mode === 'human' ? 'in_progress' : 'queue';
	return ok(
		{ message: status === 'queue' ? 'Conversa na fila' : 'A conversa já está com uma pessoa', status },
		{ event: changed('escalate', one, me, { reason: detail }) },
	);
}
