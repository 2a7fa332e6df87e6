import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { addAttendant, customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { clickOf, startCalls, type Calls } from './calls';

let call: Calls;
let place: Place;
let key: string;
beforeAll(async () => {
	call = await startCalls();
	({ key } = await addAttendant());
});
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

describe('names', () => {
	const named = async (name: string, role: 'attendant' | 'supervisor' = 'attendant') => {
		const one = await addAttendant(role);
		await sql('update attendants set name = $2 where id = $1', [one.id, name]);
		return one;
	};

	it('that begin like the id are told once', async () => {
		const one = await addAttendant('attendant');
		await sql('update attendants set name = $2 where id = $1', [one.id, `${one.id} Souza`]);
		await customerTurn(place);
		const taken = await call(`POST /session/${place.phone}/takeover`, { key: one.key, body: { channel: place.channel } });
		expect(taken.body.message).toMatch(new RegExp(`^Pronto, ${one.id} Souza:`));
		const other = await named('Bia');
		const conflict = await call(`POST /session/${place.phone}/takeover`, { key: other.key, body: { channel: place.channel } });
		expect(conflict.body.message).toMatch(new RegExp(`^${one.id} Souza já atende`));
	});

	it('stand for ids wherever the API tells who has a conversation, also of somebody who left', async () => {
		const [rafael, bia] = [await named('Rafael'), await named('Bia')];
		await customerTurn(place);
		const take = async (who: string) => await call(`POST /session/${place.phone}/takeover`, { key: who, body: { channel: place.channel } });
		expect(await take(rafael.key)).toMatchObject({
			body: {
				message: expect.stringMatching(/^Pronto, Rafael:/),
				data: { session: { human_attendant: rafael.id, human_attendant_name: 'Rafael' } },
			},
		});
		await call('POST /webhook/whatsapp', { key: rafael.key, body: { ...place, message: 'Oi, é o Rafael', sender_type: 'human' } });
		await sql('update attendants set active = false where id = $1', [rafael.id]);
		const conflict = await take(bia.key);
		expect(conflict.body).toMatchObject({
			message: expect.stringMatching(/^Rafael já atende/),
			data: { owner: rafael.id, owner_name: 'Rafael' },
		});
		expect(JSON.stringify(conflict.body.message)).not.toContain('@');
		const query = { channel: place.channel };
		expect((await call('GET /sessions/active', { key: bia.key, query })).body.sessions).toEqual([
			expect.objectContaining({ human_attendant_name: 'Rafael' }),
		]);
		expect((await call(`GET /session/${place.phone}/status`, { key: bia.key, query })).body).toMatchObject({
			human_attendant_name: 'Rafael',
		});
		const { messages, events } = (await call(`GET /session/${place.phone}/history`, { key: bia.key, query })).body as unknown as Record<
			string,
			IDataObject[]
		>;
		expect(messages.filter(({ author }) => author === 'human')).toEqual([
			expect.objectContaining({ attendant: rafael.id, attendant_name: 'Rafael' }),
		]);
		expect(events).toContainEqual(expect.objectContaining({ type: 'mode_changed', actor_name: 'Rafael', to_owner_name: 'Rafael' }));
	});

	it('of customers give Slack no orders, and what nobody asked for replaces no message', async () => {
		const evil = '<!channel> <https://evil.example|Silva> & Filhos';
		const wanted = await call('POST /webhook/whatsapp', { key, body: { ...place, name: evil, message: `quero um atendente ${evil}` } });
		for (const told of ['text', 'slack_text']) expect(wanted.event?.[told]).not.toMatch(/[<>]/);
		expect(wanted.event).toMatchObject({
			slack_text: expect.stringContaining('&lt;!channel&gt; &lt;https://evil.example|Silva&gt; &amp; Filhos'),
		});
		expect(wanted.event).toMatchObject({ text: expect.stringContaining('‹!channel› ‹https://evil.example|Silva› & Filhos') });
		const slack = async (name: string) => {
			const user = `U${randomUUID()}`;
			const one = await named(name);
			await sql('update attendants set slack_user_id = $2 where id = $1', [one.id, user]);
			return user;
		};
		const click = async (user: string) =>
			(
				await call(
					'POST /slack',
					clickOf(
						JSON.stringify({
							user: { id: user },
							response_url: 'https://hooks.slack.com/x',
							actions: [{ action_id: 'takeover', value: JSON.stringify(place) }],
						}),
					),
				)
			).event;
		const [winner, loser] = [await slack('Ana <b>'), await slack('Bia')];
		const won = '✅ &lt;!channel&gt; &lt;https://evil.example|Silva&gt; &amp; Filhos: assumida por Ana &lt;b&gt;.';
		expect(await click('U-NOBODY')).toMatchObject({ slack_reply: { response_type: 'ephemeral', replace_original: false } });
		expect(await click(winner)).toMatchObject({ success: true, slack_reply: { replace_original: true, text: won } });
		expect(await click(loser)).toMatchObject({
			success: false,
			slack_reply: { response_type: 'ephemeral', replace_original: false, text: expect.stringContaining('⚠️ Ana &lt;b&gt; já atende') },
		});
	});
});
