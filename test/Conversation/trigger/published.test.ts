import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { takeIn } from '../../../nodes/shared/inbound/takeIn';
import { openStore } from '../../../nodes/shared/store/store';
import type { CleanMessage } from '../../../nodes/shared/core/message/message';
import type { WorkflowJson } from '../../setup/engine';
import { credentials, letTimePass, message, newPlace, only, type Place } from '../../setup/house';
import { publish, type Published } from '../../setup/published';
import { closeSql, sql } from '../../setup/supabase';

let place: Place;
let published: Published;
beforeEach(() => {
	place = newPlace();
});
afterEach(async () => {
	await published?.close();
});
afterAll(closeSql);

const workflow = (parameters: IDataObject = {}): WorkflowJson => ({
	name: 'w',
	nodes: [
		{
			id: randomUUID(),
			name: 'Trigger',
			type: 'n8n-nodes-atendeaqui.conversationTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: { quietSeconds: 0.3, channel: place.channel, ...parameters } as never,
		},
		{
			id: randomUUID(),
			name: 'Quem responde?',
			type: 'n8n-nodes-atendeaqui.conversation',
			typeVersion: 1,
			position: [200, 0],
			parameters: { operation: 'decide' },
		},
		{
			id: randomUUID(),
			name: 'Equipe',
			type: 'n8n-nodes-atendeaqui.conversation',
			typeVersion: 1,
			position: [200, 200],
			parameters: { operation: 'decideMessage' },
		},
	],
	connections: {
		Trigger: { main: [[{ node: 'Quem responde?', type: 'main', index: 0 }], [{ node: 'Equipe', type: 'main', index: 0 }]] },
	},
});
const start = async (parameters: IDataObject = {}, options: Partial<Parameters<typeof publish>[1]> = {}) =>
	(published = await publish(workflow(parameters), { node: 'Trigger', credentials, ...options }));

const logger = { warn: () => undefined, error: () => undefined, info: () => undefined, debug: () => undefined } as never;
/** The door's part: what a provider delivered is stored. */
const arrives = async (given: IDataObject = {}, at = place) => {
	const store = await openStore({ getCredentials: async () => credentials.supabaseApi });
	return await takeIn({ helpers: {} as never, logger }, store, message(at, given) as unknown as CleanMessage);
};
const until = async (holds: () => boolean | Promise<boolean>) => {
	const deadline = Date.now() + 15_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Never: ${holds.toString()}; emitted: ${JSON.stringify(published.emissions).slice(0, 600)}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
};
const texts = () => published.emissions.map(([turn]) => turn[0]?.text);
const quiet = async () => await new Promise((resolve) => setTimeout(resolve, 700));

it('a burst of five messages is one execution', async () => {
	await start();
	for (const text of ['Oi', 'tudo bem?', 'vi vocês no Instagram', 'sou a Marina', 'quero um misturador']) await arrives({ text });
	await until(() => published.runs.length > 0);
	await quiet();
	expect(texts()).toEqual(['Oi\ntudo bem?\nvi vocês no Instagram\nsou a Marina\nquero um misturador']);
	expect(published.runs[0].items('Quem responde?')).toEqual([expect.objectContaining({ phone: place.phone, should_respond: true })]);
});

it('one message three times, as a provider delivers that hears no answer, is one execution', async () => {
	await start();
	const given = { text: 'Oi', messageId: randomUUID() };
	const taken = await Promise.all([arrives(given), arrives(given), arrives(given)]);
	expect(taken.filter(({ stored }) => stored)).toHaveLength(1);
	await until(() => published.runs.length > 0);
	await quiet();
	expect(texts()).toEqual(['Oi']);
});

it('two triggers on one database claim no conversation twice', async () => {
	const other = await publish(workflow(), { node: 'Trigger', credentials });
	// As another process that became the leader while this one is still at it.
	await start({}, { activation: 'leadershipChange' });
	const people = Array.from({ length: 12 }, () => ({ ...newPlace(), channel: place.channel }));
	await Promise.all(people.map(async (person, n) => await arrives({ text: `mensagem ${n}` }, person)));
	await until(() => published.runs.length + other.runs.length >= 12);
	await quiet();
	await other.close();
	const all = [...published.emissions, ...other.emissions].map(([turn]) => turn[0].text);
	expect([all.length, new Set(all).size]).toEqual([12, 12]);
});

it('of two companies on one channel name each has its own conversations: another channel is left alone', async () => {
	await start();
	await arrives({ text: 'para outra' }, newPlace());
	await arrives({ text: 'para esta' });
	await until(() => published.runs.length > 0);
	await quiet();
	expect(texts()).toEqual(['para esta']);
});

it('a channel for trying out is claimed by no trigger that listens to all of them', async () => {
	await start({ channel: '' }, { play: async () => 'success' });
	const trial = { ...place, channel: `teste:${place.channel}` };
	await arrives({ text: 'só um teste' }, trial);
	await arrives({ text: 'um cliente' });
	await until(() => texts().includes('um cliente'));
	await quiet();
	expect(texts()).not.toContain('só um teste');
});

it("what the team types comes by the second output, is decided on, and a takeover silences the agent's reply that was thought out before", async () => {
	await start();
	await arrives({ text: 'Qual o horário?' });
	await until(() => published.runs.length > 0);
	const [turn] = published.runs[0].items('Quem responde?');
	await published.close();
	// Stored, and nobody has decided on it yet: the reply is not sent before that.
	await arrives({ text: 'Oi, aqui é a Ana', fromMe: true });
	expect(await only('confirm', { reply: 'Das 8 às 18.' }, turn)).toMatchObject({ reason: 'team_writes' });
	await start();
	await until(() => published.runs.some(({ ran }) => ran.includes('Equipe')));
	expect(published.emissions.map((outputs) => outputs.map((items) => items.length))).toEqual([[0, 1]]);
	expect(await sql('select mode from sessions where phone = $1 and channel = $2', [place.phone, place.channel])).toEqual([
		{ mode: 'human' },
	]);
	await quiet();
	expect(published.runs).toHaveLength(1);
	expect(
		await sql('select undecided from inbox where phone = $1 and channel = $2 and speaker = $3', [place.phone, place.channel, 'human']),
	).toEqual([{ undecided: false }]);
});

it('a command of the team that takes nothing over lets the customer be answered after it', async () => {
	await start();
	await arrives({ text: 'Qual o horário?' });
	await until(() => published.runs.length > 0);
	const [turn] = published.runs[0].items('Quem responde?');
	await arrives({ text: '/status', fromMe: true });
	await until(() => published.runs.some(({ ran }) => ran.includes('Equipe')));
	const confirmed = await only('confirm', { reply: 'Das 8 às 18.' }, turn);
	expect(confirmed).toMatchObject({ text: 'Das 8 às 18.' });
});

it('words of the team that fail five times are told to the team, and hold nobody up any more', async () => {
	await start({}, { play: async () => 'error' });
	await arrives({ text: 'Oi, aqui é a Ana', fromMe: true });
	await sql('update inbox set attempts = 5, not_before = null where phone = $1', [place.phone]);
	await until(async () => (await sql(`select from outbox where phone = $1 and kind = 'notice'`, [place.phone])).length > 0);
	expect(await sql(`select payload ->> 'kind' as kind from outbox where phone = $1 and kind = 'notice'`, [place.phone])).toEqual([
		{ kind: 'undecided' },
	]);
	expect(await sql('select undecided from inbox where phone = $1', [place.phone])).toEqual([{ undecided: false }]);
});

it('a person has the conversation: what the customer writes is still heard, and not answered', async () => {
	await start();
	await arrives({ text: 'Oi, aqui é a Ana', fromMe: true });
	await until(() => published.runs.length === 1);
	await arrives({ text: 'obrigada!' });
	await until(() => published.runs.length === 2);
	expect(published.runs[1].items('Quem responde?', 1)).toEqual([expect.objectContaining({ should_respond: false })]);
});

it('an execution that fails is tried again later, not at once, and not never', async () => {
	await start({}, { play: async () => 'error' });
	await arrives({ text: 'Oi' });
	const [{ id }] = await sql<{ id: number }>('select id from inbox where phone = $1', [place.phone]);
	await until(async () => (await sql('select from inbox where id = $1 and not_before is not null', [id])).length > 0);
	await quiet();
	expect(texts()).toEqual(['Oi']);
	await sql(`update inbox set not_before = now() where id = $1`, [id]);
	await until(() => published.emissions.length === 2);
});

it('what a dead process left is claimed when its lease is over', async () => {
	await start({}, { play: async () => await new Promise(() => undefined) });
	await arrives({ text: 'Oi' });
	await until(() => published.emissions.length === 1);
	await sql(`update turns set lease_until = now() where phone = $1`, [place.phone]);
	const next = await publish(workflow(), { node: 'Trigger', credentials, activation: 'init', play: async () => 'success' });
	await until(() => next.emissions.length === 1);
	await next.close();
	expect(next.emissions[0][0][0]).toMatchObject({ text: 'Oi' });
	published = next;
});

it('what an earlier process of this n8n held is claimed at once; what its own holds stays while it is published again', async () => {
	await start({}, { play: async () => await new Promise(() => undefined) });
	await arrives({ text: 'Oi' });
	await until(() => published.emissions.length === 1);
	const again = async () => {
		const next = await publish(workflow(), { node: 'Trigger', credentials, activation: 'init', play: async () => 'success' });
		await quiet();
		await next.close();
		// The one before never ends.
		published = next;
		return texts();
	};
	expect(await again()).toEqual([]);
	const [{ instance }] = await sql<{ instance: string }>('select instance from turns where phone = $1', [place.phone]);
	expect(instance).toMatch(/^[0-9a-f]{64}$/);
	await sql(`update turns set process = '7:1' where phone = $1`, [place.phone]);
	expect(await again()).toEqual(['Oi']);
	expect(await sql('select status, process = $2 as dead from turns where phone = $1 order by created_at', [place.phone, '7:1'])).toEqual([
		{ status: 'expired', dead: true },
		{ status: 'open', dead: false },
	]);
});

it('closed, it starts nothing any more; published again, it goes on where it stood', async () => {
	await start();
	await published.close();
	await arrives({ text: 'Oi' });
	await quiet();
	expect(published.emissions).toEqual([]);
	await start({}, { activation: 'update' });
	await until(() => published.runs.length === 1);
});

it('an execution that lay in a queue while its turn was given to another asks no model and says nothing', async () => {
	await start({}, { play: async () => 'success' });
	await arrives({ text: 'Oi' });
	await until(() => published.emissions.length === 1);
	const [[[turn]]] = published.emissions;
	await sql(`update turns set lease_token = gen_random_uuid() where id = $1`, [turn.turn_id]);
	await letTimePass(place, 1);
	const late = { ...turn, started_at: new Date(Date.now() - 60_000).toISOString() };
	expect(await only('decide', {}, late as IDataObject)).toMatchObject({ reason: 'lease_lost' });
});
