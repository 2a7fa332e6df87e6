import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { at, textOf } from '../../shared/core/json/readers';
import type { ClaimedEffect } from '../../shared/store/outbox';
import { wordsOf } from '../../shared/core/text/words';
import { StoreFailure } from '../../shared/store/failure';
import type { Outcome } from '../../shared/kit/items';
import { handleEvent, knownUntil, lookAtEvent } from '../../shared/store/chatwoot';
import { virtualSession } from '../../shared/store/session';
import type { Store } from '../../shared/store/store';
import { meaningOf, readConsoleEvent, writtenAt, type ConsoleEvent, type GivesBack } from '../chatwoot/event';
import { givenBack, personWrote } from '../chatwoot/handle';
import { chatwootForm } from '../chatwoot/form';
import { unplacedNote, type Obstacle } from '../chatwoot/unplaced';
import { registeredOrderer } from '../orderer';
import { commandsForm } from '../commandsForm';
import { asItem } from '../effectItem';
import { inputItem } from '../item';
import { isManual, keyOfRun } from '../manualRun';
import { claimNextText, TEXT_LEASE_SECONDS } from '../nextText';
import { FIRST, SECOND, THIRD, type ConversationOperation } from '../operation';
import { houseParameters, parametersOf, readRules } from '../rules';
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
		const item = inputItem<IDataObject>(context, itemIndex, ['event'], 'a Chatwoot Trigger, or the operation Get New of Chatwoot');
		if (item.event === 'caught_up') return await caughtUp(context, store, itemIndex);
		const event = readConsoleEvent(item);
		const meaning = meaningOf(event, context.getNodeParameter('givesBack', itemIndex, []) as GivesBack[]);
		if (meaning.kind === 'nothing') return ignored(event, meaning.reason);
		try {
			return await happened(context, store, itemIndex, event, meaning.kind === 'message');
		} catch (error) {
			// What the database refuses of one event it refuses again: the others must not wait for it. Where it refuses everything, this fails too.
			if (!(error instanceof StoreFailure && error.kind === 'rejected') || meaning.kind !== 'message') throw error;
			return await unplaced(context, store, itemIndex, event, 'refused').catch(() => {
				throw error;
			});
		}
	},
};

/** What whoever wrote it reads where they wrote it. */
const WINDOW_CLOSED =
	'⚠️ Mensagem não enviada: o cliente escreveu há mais de 24 horas, e o WhatsApp só aceita um modelo aprovado. Envie um modelo, ou espere o cliente escrever.';

const goesAsTemplate = ({ payload }: ClaimedEffect): string | undefined => {
	const name = textOf(at(payload, 'template', 'name'));
	return name === '' ? undefined : `⏳ O cliente escreveu há mais de 24 horas: no lugar da sua mensagem vai o modelo "${name}".`;
};

/** What a person wrote and nobody can be sent: told in that conversation, once. */
async function unplaced(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	event: ConsoleEvent,
	obstacle: Obstacle,
): Promise<Outcome> {
	const now = new Date().toISOString();
	const { commands } = readRules(parametersOf(context, itemIndex), now, null);
	const note = unplacedNote(event, obstacle, commands);
	if (note === null) return ignored(event, obstacle);
	// A second server counts its messages alike: the conversation tells them apart.
	const key = `${event.dedupeKey}@${event.conversationId ?? ''}`;
	const noted = { key, channel: '', phone: '', number: null, sent_at: writtenAt(event, now) };
	const { handled } = await handleEvent(store, noted, [], TEXT_LEASE_SECONDS);
	if (!handled) return ignored(event, 'duplicate_message');
	return { json: { conversationId: event.conversationId, reason: obstacle, note, command: null }, output: SECOND };
}

async function happened(
	context: IExecuteFunctions,
	store: Store,
	itemIndex: number,
	event: ConsoleEvent,
	isMessage: boolean,
): Promise<Outcome | Outcome[]> {
	const given = wordsOf(context.getNodeParameter('channel', itemIndex, '')) || null;
	const account = event.accountId === null ? null : String(event.accountId);
	const { phone, channel, known, newest, session, name, agent_enabled, company_settings, continued_in } = await lookAtEvent(
		store,
		event.dedupeKey,
		{
			channel: given,
			phone: event.recordPhone === undefined ? event.phone : event.recordPhone,
			address: event.recordPhone === undefined ? null : event.phone,
			account,
			conversation: event.conversationId,
		},
	);
	// Pinned data is played again: as something that nobody has handled yet.
	const isAgain = known && isManual(context);
	if (known && !isAgain) return ignored(event, 'duplicate_message');
	const dedupeKey = isAgain ? keyOfRun(context, event.dedupeKey) : event.dedupeKey;
	const obstacle = phone === null ? 'no_phone' : channel === null ? 'no_channel' : null;
	if (phone === null || channel === null || obstacle !== null)
		return isMessage ? await unplaced(context, store, itemIndex, event, obstacle ?? 'no_phone') : ignored(event, obstacle ?? 'no_phone');
	// Two contacts became one: the conversation that the person left tells nothing of the one where they are.
	if (!isMessage && typeof continued_in === 'number') return ignored(event, 'continued_elsewhere');
	const now = new Date().toISOString();
	const place = {
		at: session ?? virtualSession(channel, phone),
		newest,
		orderer: async (isCommand: boolean) => await registeredOrderer(context, store, itemIndex, isCommand),
		circumstances: {
			now,
			name: name ?? event.name,
			messageId: event.messageId === null ? undefined : `chatwoot-${event.messageId}`,
			executionId: context.getExecutionId(),
			rules: readRules(houseParameters(context, itemIndex, company_settings), now, agent_enabled),
		},
	};
	const { decision, replies, note, reason, isForgotten } = isMessage
		? await personWrote(store, event, place)
		: await givenBack(store, event, place);
	if (isForgotten) return ignored(event, reason);
	const noted = {
		key: dedupeKey,
		channel,
		phone,
		number: event.messageId,
		sent_at: writtenAt(event, now),
		account,
		conversation: event.conversationId,
	};
	const { handled, claimed, refused } = await handleEvent(store, noted, replies, TEXT_LEASE_SECONDS);
	if (!handled) return ignored(event, 'duplicate_message');
	// Of many at once, the outbox sends what has to wait.
	const mayWait = claimed.length === 0 && refused === undefined && replies.length > 0 && context.getInputData().length === 1;
	const texts = mayWait ? await claimNextText(store, { channel, phone }) : claimed;
	const facts = { conversationId: event.conversationId, channel, phone, reason, ...(decision && { session_mode: decision.session_mode }) };
	const outcomes = [
		...texts.map((effect) => ({ json: { ...facts, ...asItem(effect) } as IDataObject, output: FIRST })),
		...[refused && WINDOW_CLOSED, ...texts.map(goesAsTemplate), note]
			.filter((words) => words !== undefined)
			.map((words) => ({ json: { ...facts, note: words, command: decision?.command ?? null } as IDataObject, output: SECOND })),
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
