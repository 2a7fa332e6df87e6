import { randomUUID } from 'node:crypto';

import { startEngine } from '../setup/engine';
import { message, newPlace, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

let place: Place;
beforeAll(async () => void (await startEngine()), 120_000);
beforeEach(() => {
	place = newPlace();
});
afterAll(closeSql);

/** Somebody last wrote 25 hours ago. */
const wrote = async (provider: string) => {
	await operate('receive', {}, [message(place, { provider, sentAt: new Date(Date.now() - 25 * 3_600_000).toISOString() })]);
	await sql(`update inbox set received_at = received_at - interval '25 hours' where channel = $1`, [place.channel]);
};
let number = 0;
/** A person writes in Chatwoot: what goes to the customer, and what they read there. */
async function hears(text: string) {
	const event = {
		event: 'message_created',
		dedupeKey: randomUUID(),
		inboxType: 'Channel::Api',
		accountId: 1,
		conversationId: 7,
		phone: place.phone,
		author: 'human',
		authorName: 'Rafael',
		messageId: ++number,
		text,
		whatsappText: text,
		sentAt: new Date().toISOString(),
	};
	const parameters = { autoResumeSeconds: 300, rules: {}, role: 'registered', channel: place.channel, givesBack: [] };
	const run = await operate('receiveChatwoot', parameters, [event]);
	return { toCustomer: run.out(0), notes: run.out(1).map(({ note }) => String(note)) };
}
const human = async () =>
	(
		await sql<{ content: string; status: string }>(
			`select content, status from conversations where channel = $1 and role = 'human' order by id`,
			[place.channel],
		)
	).map(({ content, status }) => [content, status]);

describe('what a person writes in Chatwoot once the 24 hours are over', () => {
	it('is refused where they wrote it, each time, and nowhere else', async () => {
		await wrote('whatsapp_cloud');
		for (const text of ['Oi, aqui é o Rafael', 'Está aí?']) {
			const { toCustomer, notes } = await hears(text);
			expect(toCustomer).toEqual([]);
			expect(notes[0]).toMatch(/Mensagem não enviada: .*24 horas.*modelo aprovado/);
		}
		expect(await human()).toEqual([
			['Oi, aqui é o Rafael', 'failed'],
			['Está aí?', 'failed'],
		]);
		const told = await sql(
			`select 1 from outbox where channel = $1 and kind = 'notice' and payload ->> 'kind' = 'window_closed' and status <> 'discarded'`,
			[place.channel],
		);
		expect(told).toEqual([]);
	});

	it('goes out as the template for it, and they are told so', async () => {
		await wrote('whatsapp_cloud');
		const entry = [{ purpose: 'attendant', name: 'retorno', language: 'pt_BR', values: '{primeiro_nome}\n{texto}' }];
		await operate('claimOutbox', {
			kinds: ['whatsapp_text'],
			limit: 1,
			leaseSeconds: 60,
			onlyChannel: place.channel,
			templates: { entry },
		});
		const { toCustomer, notes } = await hears('Oi, aqui é o Rafael');
		expect(toCustomer).toMatchObject([
			{ message_kind: 'template', template: { name: 'retorno', values: ['Marina', 'Oi, aqui é o Rafael'] } },
		]);
		expect(notes[0]).toContain('vai o modelo "retorno"');
	});

	it('by Z-API is sent however long ago they wrote', async () => {
		await wrote('zapi');
		expect((await hears('Oi, aqui é o Rafael')).toCustomer).toMatchObject([{ message_kind: 'text', text: 'Oi, aqui é o Rafael' }]);
	});
});
