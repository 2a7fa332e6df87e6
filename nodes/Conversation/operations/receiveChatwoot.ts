import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Role } from '../../shared/core/handoff/commands';
import { wordsOf } from '../../shared/core/text/words';
import type { Outcome } from '../../shared/kit/items';
import { findAttendant } from '../../shared/store/attendants';
import { handleEvent, knownUntil, lookAtEvent } from '../../shared/store/chatwoot';
import { virtualSession } from '../../shared/store/session';
import type { Store } from '../../shared/store/store';
import { meaningOf, writtenAt, type ConsoleEvent, type GivesBack } from '../chatwoot/event';
import { givenBack, personWrote } from '../chatwoot/handle';
import { chatwootForm } from '../chatwoot/form';
import type { Orderer } from '../command';
import { commandsForm } from '../commandsForm';
import { asItem } from '../effectItem';
import { inputItem } from '../item';
import { claimNextText, TEXT_LEASE_SECONDS } from '../nextText';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { parametersOf, readRules } from '../rules';
import { resumeAfterForm, rulesForm } from '../rulesForm';

/** What people do in Chatwoot, each event once across all workers and ways by which it comes (SDR spec 5; handoff spec A3 P3). */
export const receiveChatwoot: ConversationOperation = {
	name: 'Receive From Chatwoot',
	action: 'Receive event of a person',
	description: 'A person in Chatwoot takes the conversation over by writing; what they wrote goes to the customer, commands do not',
	outputs: ['Send to Customer', 'Tell the Team', 'Nothing to Do'],
	failsTo: THIRD,
	properties: [...chatwootForm, resumeAfterForm, rulesForm, ...commandsForm],
	run: async (context, store, itemIndex) => {
		const event = inputItem<ConsoleEvent>(context, itemIndex, ['event'], 'a Chatwoot Trigger, or the operation Get New of Chatwoot');
		if (event.event === 'caught_up') return await caughtUp(context, store, itemIndex);
		const meaning = meaningOf(event, context.getNodeParameter('givesBack', itemIndex, []) as GivesBack[]);
		return meaning.kind === 'nothing'
			? ignored(event, meaning.reason)
			: await happened(context, store, itemIndex, event, meaning.kind === 'message');
	},
};

async function happened(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	event: ConsoleEvent,
	isMessage: boolean,
): Promise<Outcome | Outcome[]> {
	const phone = String(event.phone);
	const given = wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null;
	const { channel, known, newest, session, name, agent_enabled } = await lookAtEvent(store, event.dedupeKey, given, phone);
	if (known) return ignored(event, 'duplicate_message');
	if (channel === null)
		throw new RangeError(
			'Nobody with that phone has written yet, so it is not known which number to answer from: fill in "Channel", for Z-API the instance ID',
		);
	const now = new Date().toISOString();
	const place = {
		at: session ?? virtualSession(channel, phone),
		newest,
		orderer: async (isCommand: boolean) => await ordererOf(context, store, itemIndex, isCommand),
		circumstances: {
			now,
			name: name ?? event.name,
			messageId: event.messageId === null ? undefined : `chatwoot-${event.messageId}`,
			executionId: context.getExecutionId(),
			rules: readRules(parametersOf(context, itemIndex), now, agent_enabled),
		},
	};
	const { decision, replies, note, reason, isForgotten } = isMessage
		? await personWrote(store, event, place)
		: await givenBack(store, place);
	if (isForgotten) return ignored(event, reason);
	const noted = { key: event.dedupeKey, channel, phone, number: event.messageId, sent_at: writtenAt(event, now) };
	const { handled, claimed } = await handleEvent(store, noted, replies, TEXT_LEASE_SECONDS);
	if (!handled) return ignored(event, 'duplicate_message');
	// Of many at once, the outbox sends what has to wait.
	const mayWait = claimed.length === 0 && replies.length > 0 && context.getInputData().length === 1;
	const texts = mayWait ? await claimNextText(store, { channel, phone }) : claimed;
	const facts = { conversationId: event.conversationId, channel, phone, reason, ...(decision && { session_mode: decision.session_mode }) };
	const outcomes = [
		...texts.map((effect) => ({ json: { ...facts, ...asItem(effect) } as IDataObject, output: FIRST })),
		...(note === undefined ? [] : [{ json: { ...facts, note, command: decision?.command ?? null } as IDataObject, output: SECOND }]),
	];
	// What is queued behind an earlier text is sent by the outbox, in its turn.
	return outcomes.length > 0 ? outcomes : { json: { ...facts, queued: replies.length } as IDataObject, output: THIRD };
}

/** The end of what was asked for after a gap: everything until then has been handled by the items before. */
async function caughtUp(context: IExecuteFunctions, store: Store, itemIndex: number): Promise<Outcome> {
	const { account, until } = inputItem<{ account: string; until: string }>(
		context,
		itemIndex,
		['until', 'account'],
		'the operation Get New',
	);
	return { json: { account, caught_up_until: await knownUntil(store, account, until) }, output: THIRD };
}

const ignored = ({ event, dedupeKey, phone, conversationId }: ConsoleEvent, reason: string): Outcome => ({
	json: { event, dedupeKey, phone, conversationId, reason },
	output: THIRD,
});

async function ordererOf(context: IExecuteFunctions, store: Store, itemIndex: number, isCommand: boolean): Promise<Orderer> {
	const id = wordsOf(context.getNodeParameter('attendant', itemIndex, '')) || null;
	const role = context.getNodeParameter('role', itemIndex, 'registered') as Role | 'registered';
	if (role !== 'registered') return { id, role };
	// Only commands look at the role.
	const registered = isCommand && id !== null ? await findAttendant(store, { id }) : null;
	return { id, role: registered?.role ?? 'attendant' };
}
