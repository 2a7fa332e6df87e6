import { randomUUID } from 'node:crypto';

import { openGraph, credentialOf } from '../WhatsAppCloud/bench';
import { deliver, triggerOf } from '../WhatsAppCloud/trigger/hook';
import type { Graph } from '../sandbox/graph';
import { messageFrom, statusOf } from '../sandbox/graphWebhooks';
import { message, newPlace, only, operate, type Place } from '../setup/house';
import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { runNode } from './node';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();
let graph: Graph;
let place: Place;
beforeEach(async () => {
	graph = await openGraph();
	place = newPlace();
});
afterEach(async () => await graph.stop());
afterAll(closeSql);

/** Meta tells it to the trigger of that number. */
async function told(payload: unknown) {
	const given = await triggerOf(
		{ messages: 'store', events: ['received'] },
		{ phoneNumberId: place.channel },
		{ supabaseApi: { host, serviceRole } },
	);
	return await deliver(given, payload);
}
const outbox = async () =>
	await sql('select status, delivery, provider_message_id from outbox where channel = $1 order by id', [place.channel]);

describe('a reply that was sent, and whose worker died before it could say so', () => {
	/** From the customer's words to Meta's yes; nothing of it is recorded. */
	const sendReply = async () => {
		const [stored] = (await operate('receive', {}, [message(place, { provider: 'whatsapp_cloud' })])).out();
		const turn = await only('claimTurn', { quietSeconds: 0 }, stored);
		const part = await only('confirm', { reply: 'Olá, Maria!' }, await only('decide', {}, turn));
		await runNode(
			{ operation: 'send', kind: 'text', to: '={{ $json.send_to }}', text: '={{ $json.text }}', provider: 'whatsapp_cloud' },
			[part],
			{ atendeAquiWhatsAppCloudApi: credentialOf(graph) } as never,
		);
		await sql(`update outbox set status = 'uncertain' where channel = $1`, [place.channel]);
		return graph.sent[0];
	};

	it('is settled by the status that brings its key back', async () => {
		const { key } = await sendReply();
		expect(key).toEqual(expect.stringMatching(/\S/));
		await told(statusOf({ phone: place.phone }, { id: 'wamid.S', status: 'delivered', biz_opaque_callback_data: key }, place.channel));
		expect(await outbox()).toEqual([{ status: 'sent', delivery: 'delivered', provider_message_id: 'wamid.S' }]);
	});

	it('stays unknown by the status of a message that another system sent, even under a number of ours', async () => {
		await sendReply();
		const [{ id }] = await sql<{ id: string }>('select id from outbox where channel = $1', [place.channel]);
		await told(statusOf({ phone: place.phone }, { id: 'wamid.X', status: 'sent', biz_opaque_callback_data: String(id) }, place.channel));
		expect(await outbox()).toMatchObject([{ status: 'uncertain', delivery: null }]);
	});
});

it('one message of a delivery that the database refuses costs no other person theirs', async () => {
	const [poison, other] = [place, newPlace()];
	const says = (phone: string) => messageFrom({ phone }, { id: randomUUID(), text: { body: 'Oi' } }, place.channel);
	const [first, second] = [says(poison.phone), says(other.phone)];
	await sql(
		`create function refuse_it() returns trigger language plpgsql as $$ begin if new.phone = '${poison.phone}' then raise exception 'no'; end if; return new; end $$`,
	);
	await sql('create trigger refuse_it before insert on inbox for each row execute function refuse_it()');
	try {
		const { answered } = await told({ ...first, entry: [...first.entry, ...second.entry] });
		expect(answered.status).toBe(503);
		expect(await sql('select 1 from inbox where phone = $1', [other.phone])).toHaveLength(1);
	} finally {
		await sql('drop function refuse_it cascade');
	}
});
