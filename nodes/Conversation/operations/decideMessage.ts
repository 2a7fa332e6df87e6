import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isOrder, readOperatorText, type OperatorText } from '../../shared/core/handoff/commands';
import { speaker as provenance, type CleanMessage, type Speaker } from '../../shared/core/message/message';
import type { Decision } from '../../shared/core/session/decision';
import { AUTO_DETECTED } from '../../shared/core/session/state';
import type { StoredSession } from '../../shared/store/session';
import { teamDecided } from '../../shared/store/dueTurns';
import type { Store } from '../../shared/store/store';
import { change, type At, type Circumstances } from '../change';
import { obey } from '../command';
import type { Orderer } from '../orderer';
import { late } from '../commandResult';
import { commandsForm, textsForm } from '../commandsForm';
import { asDecision, commandDecision, customerMessage, escalates, silence } from '../decided';
import { guardNow } from '../guard';
import { inputItem } from '../item';
import { logged, logsForm } from '../logs';
import { ANSWER, COMMAND, DECISION_OUTPUTS, ESCALATE, SILENCE, type ConversationOperation } from '../operation';
import { ordererOf, roleProperty } from '../orderer';
import { findConversation } from '../place';
import { houseParameters, readRules } from '../rules';
import { tellWhoTyped } from '../tellWhoTyped';
import { resumeAfterForm, rulesForm } from '../rulesForm';

type Message = CleanMessage & {
	speaker?: Speaker;
	session?: StoredSession;
	agent_enabled?: boolean | null;
	/** What the company told in one place. */
	company_settings?: unknown;
	/** Of the Conversation Trigger: no reply goes out before this was decided on. */
	undecided?: true;
	sequence?: number;
};

/**
 * One message without a turn: an attendant's, typed on the business phone or in a console, which may be a command, a prefix or words that take the
 * conversation over (handoff spec A4 D4 to D7).
 */
export const decideMessage: ConversationOperation = {
	name: 'Decide on Message',
	action: 'Decide on a message',
	description: "What an attendant's message does: a command, a takeover, or nothing new",
	outputs: DECISION_OUTPUTS,
	failsTo: SILENCE,
	properties: [
		{
			displayName: 'Written By',
			name: 'speaker',
			type: 'options',
			options: [
				{ name: 'As the Item Says', value: 'item', description: 'By where the message came from, as the operation Receive found' },
				{ name: 'Attendant', value: 'human' },
				{ name: 'Customer', value: 'customer' },
			],
			default: 'item',
			description: 'Never take this from what a caller claims: an attendant is obeyed',
		},
		{
			displayName: 'Attendant',
			name: 'attendant',
			type: 'string',
			default: '',
			placeholder: 'e.g. balcao@example.com',
			description:
				'Who writes on the business phone; WhatsApp does not tell. Empty counts as nobody in particular, whom anybody may follow.',
		},
		{ ...roleProperty, description: 'What commands typed on the business phone may do' },
		{
			displayName: 'May Release and Pause',
			name: 'mayRelease',
			type: 'boolean',
			default: true,
			description:
				'Whether nobody in particular, who types on the business phone, gives back and pauses conversations that somebody took in another place',
		},
		{
			displayName: 'Answer Commands',
			name: 'answerCommands',
			type: 'boolean',
			default: true,
			description:
				'Whether what comes of a command is told to whoever typed it, as a notice: at their own number if it is registered, else to the team. The customer never sees it.',
		},
		resumeAfterForm,
		rulesForm,
		textsForm,
		...commandsForm,
		logsForm,
	],
	run: async (context, store, itemIndex) => {
		const { company_settings, ...message } = inputItem<Message>(context, itemIndex, ['channel', 'phone'], 'the operation Receive');
		if (message.isGroup) return { json: { ...message, ...silence('ignored_channel', message) } as IDataObject, output: SILENCE };
		const { at, circumstances } = await placed(context, store, itemIndex, { ...message, company_settings });
		const chosen = context.getNodeParameter('speaker', itemIndex, 'item') as Speaker | 'item';
		const speaker = chosen === 'item' ? (message.speaker ?? provenance(message)) : chosen;
		const said = { text: message.text ?? '', sentAt: message.sentAt ?? circumstances.now, speaker };
		const who = ordererOf(context, itemIndex);
		const mayRelease = who.id === null && context.getNodeParameter('mayRelease', itemIndex, true) === true;
		const decided = await decideOn(store, at, said, { ...who, mayRelease }, circumstances);
		if (decided.command && context.getNodeParameter('answerCommands', itemIndex, true) === true)
			await tellWhoTyped(store, decided, at, { attendant: who.id, name: circumstances.name, messageId: message.messageId });
		if (message.undecided && message.sequence !== undefined) await teamDecided(store, message.sequence);
		const log = logged(context, itemIndex, decided, { phone: at.phone, text: said.text, at: circumstances.now });
		const json = { ...message, ...decided, ...log } as IDataObject;
		const output = decided.should_respond ? ANSWER : decided.command === null ? SILENCE : COMMAND;
		return [{ json, output }, ...(escalates(decided) ? [{ json: structuredClone(json), output: ESCALATE }] : [])];
	},
};

/** What one message does; `speaker` was told by its provenance, never by its text (handoff spec A3). */
export async function decideOn(
	store: Store,
	at: At,
	message: { text: string; sentAt: string; speaker: Speaker },
	who: Orderer,
	circumstances: Circumstances,
): Promise<Decision> {
	const { rules } = circumstances;
	if (message.speaker === 'customer') {
		const guard = await guardNow(store, circumstances.guard, circumstances);
		return asDecision(await change(store, at, customerMessage(message.text, message.sentAt, rules, guard), circumstances), rules);
	}
	if (message.speaker === 'agent')
		return asDecision(await change(store, at, { type: 'agentMessage', at: message.sentAt }, circumstances), rules);
	return await decideOnOperator(store, at, readOperatorText(message.text, rules.commands), message.sentAt, who, circumstances);
}

/** What an attendant's message does, once it is known whether it is a command (handoff spec A4 D5 to D7). */
export async function decideOnOperator(
	store: Store,
	at: At,
	said: OperatorText,
	sentAt: string,
	who: Orderer,
	circumstances: Circumstances,
): Promise<Decision> {
	if (said.kind === 'plain' || said.kind === 'prefix') {
		const isBare = said.kind === 'prefix' && said.isBare === true;
		const event = { type: 'operatorMessage', at: sentAt, attendant: who.id, byPrefix: said.kind === 'prefix', isBare } as const;
		return asDecision(await change(store, at, event, { ...circumstances, emptyBuffer: true }), circumstances.rules);
	}
	// An order has the time at which it was typed: what was typed after it is not late for it, what happened since is not undone by it.
	const typedAt = Date.parse(sentAt) < Date.parse(circumstances.now) ? sentAt : circumstances.now;
	const obeyed = isOrder(said)
		? isOvertaken(said, at, typedAt)
			? late(at, said.word)
			: await obey(store, at, said, { ...who, id: who.id ?? AUTO_DETECTED }, { ...circumstances, now: typedAt })
		: await obey(store, at, said, { ...who, id: who.id ?? AUTO_DETECTED }, circumstances);
	return commandDecision(obeyed.at, obeyed.reason, obeyed.result);
}

/** Whether the conversation changed hands, or a person wrote on, after the order was typed; words after a takeover are what it was for. */
function isOvertaken(said: OperatorText, at: At, typedAt: string): boolean {
	const isTakeOver = (said.kind === 'builtIn' && said.command === 'takeOver') || (said.kind === 'custom' && said.command.value === 'human');
	return [at.mode_since, isTakeOver ? null : at.last_human_message].some(
		(moment) => moment !== null && Date.parse(moment) > Date.parse(typedAt),
	);
}

/** Whose conversation it is: the operation Receive hands the session on, to spare a look. */
async function placed(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	{ session, agent_enabled, company_settings, ...message }: Message,
): Promise<{ at: At; circumstances: Circumstances }> {
	const parameters = houseParameters(context, itemIndex, company_settings);
	// It was stored just now, by the clock that counts.
	const now = session?.updated_at ?? new Date().toISOString();
	const { at, circumstances } = session
		? { at: session, circumstances: { now, rules: readRules(parameters, now, agent_enabled ?? null) } }
		: await findConversation(store, message, { parameters: (told) => houseParameters(context, itemIndex, told) });
	return {
		at,
		circumstances: { ...circumstances, name: message.name, messageId: message.messageId, executionId: context.getExecutionId() },
	};
}
