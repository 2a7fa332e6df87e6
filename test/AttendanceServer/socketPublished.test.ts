import { TriggerContext } from 'n8n-core';
import type { INode, INodeExecutionData, ITriggerResponse } from 'n8n-workflow';

import { freePort } from '../sandbox/ports';
import { startEngine } from '../setup/engine';
import { credentials, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { client } from '../shared/server/socketsForTests';
import { ofType } from './socketForTests';
import { addUser, PASSWORD, waits } from './team';

const close: Array<() => Promise<unknown>> = [];
const unpublish = async () => void (await Promise.all(close.splice(0).map(async (one) => await one())));
afterEach(unpublish);
afterAll(closeSql);

/** The server as n8n publishes it, on a port of its own. */
async function publish() {
	const engine = await startEngine();
	const port = await freePort();
	const base = `http://127.0.0.1:${port}`;
	const node = {
		id: '1',
		name: 'Server',
		type: 'n8n-nodes-atendeaqui.attendanceServerTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: '7d1c2a52-0000-4000-8000-0000000000ab',
		parameters: {
			ownPort: true,
			port,
			publicUrl: base,
			sendsAtOnce: true,
			options: { origins: 'https://painel.example, https://outro.example' },
		},
	} as unknown as INode;
	const json = { name: 'w', nodes: [node], connections: {} };
	const workflow = engine.workflow(json, credentials as never);
	const emitted: INodeExecutionData[][][] = [];
	const additional = engine.additionalData(json, credentials as never);
	const context = new TriggerContext(workflow, workflow.getNode('Server')!, additional, 'trigger', 'activate', (data) =>
		emitted.push(data),
	);
	const response = (await engine.nodeTypes.getByNameAndVersion(node.type, 1).trigger!.call(context)) as ITriggerResponse;
	close.push(async () => await response.closeFunction?.());
	const login = async () => {
		const user = await addUser('atendente');
		const body = JSON.stringify({ email: user.email, password: PASSWORD });
		const answer = await fetch(`${base}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		return { ...user, token: ((await answer.json()) as { access_token: string }).access_token };
	};
	const connect = async (token: string, headers: Record<string, string> = {}) => {
		const one = client(`${base.replace('http', 'ws')}/ws/chat?token=${token}`, { headers });
		await one.settled();
		return one;
	};
	return { base, login, connect, emitted };
}

const sessionOf = async ({ channel, phone }: Place) =>
	(
		await sql<{ mode: string; human_attendant: string | null; active: string }>(
			`select mode, human_attendant, last_human_activity::text as active from sessions where channel = $1 and phone = $2`,
			[channel, phone],
		)
	)[0];

it('what is said at the socket is what is said at the API: it takes the conversation, waits in the outbox, and is handed over to be sent', async () => {
	const { login, connect, emitted } = await publish();
	const place = newPlace();
	const [id, ana] = [await waits(place), await login()];
	const one = await connect(ana.token);
	one.say({ type: 'send_message', conversation_id: id, content: 'Bom dia!\nSou a Ana.', message_type: 'text' });
	expect(await until(() => ofType(one, 'message_status').length > 0 && emitted.length > 0, 15_000)).toBe(true);
	expect(emitted.flatMap((outputs) => outputs[1]).map(({ json }) => [json.text, json.phone])).toEqual([
		['Bom dia!\nSou a Ana.', place.phone],
	]);
	expect(await sessionOf(place)).toMatchObject({ mode: 'human', human_attendant: ana.email });
	const stored = await sql(`select role, content from conversations where channel = $1 order by id desc limit 1`, [place.channel]);
	expect(stored).toEqual([{ role: 'human', content: 'Bom dia!\nSou a Ana.' }]);
	expect(await until(() => ofType(one, 'conversation_assigned').length === 1)).toBe(true);
	one.say({ type: 'send_message', conversation_id: id, content: 'https://cdn.example/modem.png', message_type: 'image' });
	expect(await until(() => emitted.length > 1 || ofType(one, 'message_status').length > 1, 15_000)).toBe(true);
	one.say({ type: 'send_message', conversation_id: id, content: 'x', message_type: 'video' });
	expect(await until(() => ofType(one, 'error').length === 1)).toBe(true);
	expect(ofType(one, 'error')[0]).toMatchObject({ error_code: 'VALIDATION_ERROR', conversation_id: id });
});

it('typing is a sign of life of whose conversation it is', async () => {
	const { login, connect } = await publish();
	const place = newPlace();
	const [id, ana] = [await waits(place), await login()];
	const one = await connect(ana.token);
	one.say({ type: 'send_message', conversation_id: id, content: 'Oi' });
	expect(await until(async () => (await sessionOf(place)).mode === 'human', 15_000)).toBe(true);
	await sql(`update sessions set last_human_activity = last_human_activity - interval '10 minutes' where channel = $1`, [place.channel]);
	const before = (await sessionOf(place)).active;
	one.say({ type: 'typing_start', conversation_id: id });
	expect(await until(async () => (await sessionOf(place)).active > before, 15_000)).toBe(true);
	expect(ofType(one, 'error')).toEqual([]);
});

it('how many are connected is a figure; pages that the operator named may connect; the end is told', async () => {
	const { base, login, connect } = await publish();
	const ana = await login();
	const figure = async () => /^websocket_connections_active (\d+)$/m.exec(await (await fetch(`${base}/metrics`)).text())?.[1];
	expect(await figure()).toBe('0');
	const one = await connect(ana.token, { origin: 'https://outro.example' });
	expect([one.seen.isOpen, (await connect(ana.token, { origin: 'https://mal.example' })).seen.status]).toEqual([true, 403]);
	expect(await figure()).toBe('1');
	await unpublish();
	expect([await one.ended(), one.seen.code]).toEqual([true, 1012]);
});
