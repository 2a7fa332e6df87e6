import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { credentials, customerTurn, newPlace, type Place } from '../setup/house';
import { startEngine, type WorkflowJson } from '../setup/engine';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

/** What answers in the place of Slack and Chatwoot: something that is none of ours, or nothing. */
const TAKES = { type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: { mode: 'raw', jsonOutput: '{"ok": true}', options: {} } };
const REFUSES = {
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url: 'http://127.0.0.1:9/', options: { timeout: 1000 } },
};

/** The bundled workflow, which tells by Slack and Chatwoot, in this place alone. */
async function tell(place: Place, slack: object, chatwoot: object) {
	const file = path.resolve(__dirname, '../../workflows/bastidores.json');
	const json = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
	for (const node of json.nodes) {
		if (['getUncertain', 'reconcile', 'claimOutbox'].includes(String(node.parameters.operation)))
			node.parameters.onlyChannel = place.channel;
		if (node.name === 'Avisos a enviar') node.parameters.noticeChannels = ['slack', 'chatwoot'];
		if (node.name !== 'Avisar no Slack' && node.name !== 'Anotar no Chatwoot') continue;
		delete node.disabled;
		Object.assign(node, node.name === 'Avisar no Slack' ? slack : chatwoot, { onError: 'continueErrorOutput' });
	}
	return await (await startEngine()).run(json, { from: 'A cada 20 segundos', items: [{}], credentials });
}
const notice = async ({ channel, phone }: Place) =>
	await sql(
		`select enqueue_outbox(jsonb_build_array(jsonb_build_object('key', $1::text, 'kind', 'notice', 'channel', $2::text, 'phone', $3::text,
			'payload', jsonb_build_object('kind', 'given_up', 'phone', $3::text, 'error', 'x'))))`,
		[`n:${randomUUID()}`, channel, phone],
	);
const outbox = async ({ channel }: Place) =>
	(
		await sql<{ told: string }>(
			`select concat_ws(' ', case kind when 'notice' then 'notice_slack' else kind end, status) as told from outbox where channel = $1 and kind like 'notice%' order by 1`,
			[channel],
		)
	).map(({ told }) => told);

let place: Place;
beforeEach(async () => {
	place = newPlace();
	await customerTurn(place);
	await notice(place);
});

it('a notice is recorded by whatever way it went, each by its own row', async () => {
	const { error } = await tell(place, TAKES, TAKES);
	expect(error).toBeUndefined();
	expect(await outbox(place)).toEqual(['notice_chatwoot sent', 'notice_slack sent']);
});

it('one that is refused waits for another try, and the other way is done', async () => {
	await tell(place, REFUSES, TAKES);
	expect(await outbox(place)).toEqual(['notice_chatwoot sent', 'notice_slack pending']);
	await sql(`update outbox set next_attempt_at = now() where channel = $1`, [place.channel]);
	await tell(place, TAKES, REFUSES);
	expect(await outbox(place)).toEqual(['notice_chatwoot sent', 'notice_slack sent']);
});
