import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { echoTo, messageFrom } from '../../sandbox/graphWebhooks';
import type { WorkflowJson } from '../../setup/engine';
import { credentials, newPlace, type Place } from '../../setup/house';
import { publish, type Published } from '../../setup/published';
import { closeSql, sql } from '../../setup/supabase';
import { deliver, triggerOf } from './hook';

/** From Meta's signed bytes to the turn that an execution begins with: the trigger's door, the store and the Conversation Trigger on n8n's engine. */

let place: Place;
let userId: string;
let published: Published;
beforeEach(async () => {
	place = newPlace();
	userId = `BR.${randomUUID().replaceAll('-', '')}`;
	published = await publish(workflow(), { node: 'Trigger', credentials });
});
afterEach(async () => {
	await published?.close();
});
afterAll(closeSql);

const workflow = (): WorkflowJson => ({
	name: 'w',
	nodes: [
		{
			id: randomUUID(),
			name: 'Trigger',
			type: 'n8n-nodes-atendeaqui.conversationTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { quietSeconds: 1.5, channel: place.channel } as never,
		},
		{
			id: randomUUID(),
			name: 'Equipe',
			type: 'n8n-nodes-atendeaqui.conversation',
			typeVersion: 1,
			position: [200, 200],
			parameters: { operation: 'decideMessage', attendant: 'ana' },
		},
	],
	connections: { Trigger: { main: [[], [{ node: 'Equipe', type: 'main', index: 0 }]] } },
});
const told = async (body: unknown) => {
	const given = await triggerOf({ messages: 'store' }, { phoneNumberId: place.channel }, credentials);
	const { answered, items } = await deliver(given, body);
	expect([answered.status, items]).toEqual([200, undefined]);
};
const says = async (person: { phone?: string; userId?: string }, text: string, given: IDataObject = {}) =>
	await told(messageFrom(person, { id: randomUUID(), text: { body: text }, ...given }, place.channel));
/** Several calls of a database that others use too, each of which may take its ten seconds and be asked again. */
const PATIENCE_MS = 40_000;
jest.setTimeout(3 * PATIENCE_MS);
const until = async (holds: () => boolean | Promise<boolean>) => {
	const deadline = Date.now() + PATIENCE_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) {
			const stored = await sql(
				'select i.phone, i.text, i.status, i.received_at, t.status as turn, now() from inbox i left join turns t on t.id = i.turn_id where i.channel = $1',
				[place.channel],
			);
			throw new Error(
				`Never: ${holds.toString()}; emitted ${turns().length} turns, failures ${published.failures.join()}; stored: ${JSON.stringify(stored)}`,
			);
		}
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
};
const turns = () => published.emissions.map(([customers]) => customers?.[0]).filter((turn) => turn !== undefined);
const textsOf = (turn: IDataObject) => (turn.messages as Array<{ text: string }>).map(({ text }) => text);
const sessions = async () =>
	await sql<{ phone: string; mode: string }>('select phone, mode from sessions where channel = $1', [place.channel]);

it('what a customer writes under phone and user id is one conversation, claimed as one turn, and answered where it came from', async () => {
	await says({ phone: place.phone, userId }, 'Oi');
	await says({ userId }, 'Vocês têm broca de 10?');
	await until(() => turns().flatMap(textsOf).length === 2);
	expect(turns().map(textsOf)).toEqual([['Oi', 'Vocês têm broca de 10?']]);
	expect(turns()[0]).toMatchObject({ phone: place.phone, provider: 'whatsapp_cloud', channel: place.channel, send_to: userId });
	expect(await sessions()).toEqual([{ phone: place.phone, mode: 'agent' }]);
});

it('the user id first, the phone later: still one', async () => {
	await says({ userId }, 'Oi');
	await until(() => turns().length === 1);
	const [first] = turns();
	await sql('select finish_turn($1, $2, $3)', [first.turn_id, first.lease_token, 'silent']);
	await says({ phone: place.phone, userId }, 'Agora com número');
	await until(async () => (await sessions()).map(({ phone }) => phone).join() === place.phone);
	await until(() => turns().flatMap(textsOf).includes('Agora com número'));
	expect(turns().at(-1)).toMatchObject({ phone: place.phone, send_to: place.phone });
});

it('another number of the customer is the same conversation', async () => {
	const other = newPlace().phone;
	await says({ phone: place.phone, userId }, 'Oi');
	await says({ phone: place.phone }, '', {
		type: 'system',
		system: { type: 'user_changed_number', wa_id: other, user_id: `${userId}2`, previous_user_id: userId, body: 'User changed' },
	});
	await says({ phone: other, userId: `${userId}2` }, 'Troquei de número');
	await until(() => turns().flatMap(textsOf).includes('Troquei de número'));
	expect(await sessions()).toEqual([{ phone: other, mode: 'agent' }]);
});

it('what the team types on the phone takes the conversation over, and the agent is not asked', async () => {
	await told(echoTo({ phone: place.phone, userId }, { id: randomUUID(), text: { body: 'Aqui é a Bia, vou te ajudar' } }, place.channel));
	await until(async () => (await sessions())[0]?.mode === 'human');
	expect(turns()).toEqual([]);
});
