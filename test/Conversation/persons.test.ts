import { randomInt } from 'node:crypto';

import { message, newPlace, only, operate, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';

afterAll(closeSql);

const newLid = (): string => `1${String(randomInt(1e14)).padStart(14, '0')}@lid`;
const receive = async (place: Place, phone: string) =>
	await only(
		'receive',
		{},
		message(place, { phone, sendTo: phone, ids: [{ kind: phone.endsWith('@lid') ? 'lid' : 'phone', value: phone }] }),
	);

describe('Join Persons', () => {
	it('makes two one, keeps who said so, and Find Person tells it by either id', async () => {
		const [place, lid] = [newPlace(), newLid()];
		await receive(place, lid);
		await receive(place, place.phone);
		const joined = await operate('joinPersons', { phone: place.phone, otherId: lid, attendant: 'ana@example.com' });
		expect(joined.out()).toEqual([expect.objectContaining({ joined: true, phone: place.phone, was: lid })]);
		const { out } = await operate('findPerson', { personId: lid });
		expect(out()).toEqual([
			expect.objectContaining({
				found: true,
				phone: place.phone,
				ids: [expect.objectContaining({ kind: 'phone', value: place.phone }), expect.objectContaining({ kind: 'lid', value: lid })],
				conversations: [expect.objectContaining({ channel: place.channel, mode: 'agent' })],
				opted_out: false,
				joins: [expect.objectContaining({ from: lid, to: place.phone, by: 'ana@example.com' })],
			}),
		]);
		expect((await operate('joinPersons', { phone: place.phone, otherId: lid, attendant: 'ana' })).out()).toMatchObject([
			{ reason: 'one_person' },
		]);
	});

	it('refuses two phones unless it is told to, and keeps what was there before', async () => {
		const [place, other] = [newPlace(), newPlace()];
		await receive(place, place.phone);
		await receive(place, other.phone);
		const both = { phone: place.phone, otherId: other.phone, attendant: 'ana' };
		expect((await operate('joinPersons', both)).out(1)).toMatchObject([{ joined: false, reason: 'two_phones' }]);
		expect((await operate('joinPersons', { ...both, twoPhones: true })).out()).toMatchObject([{ joined: true, phone: place.phone }]);
		expect(await receive(place, other.phone)).toMatchObject({ phone: place.phone, sendTo: other.phone });
		const [{ kept }] = await sql<{ kept: { sessions: unknown[]; ids: { inbox: unknown[] } } }>(
			`select kept from contact_joins where from_key = $1`,
			[other.phone],
		);
		expect(kept.sessions).toHaveLength(2);
		expect(kept.ids.inbox).toHaveLength(1);
	});

	it('says that who joins them is missing', async () => {
		const { error } = await operate('joinPersons', { phone: newPlace().phone, otherId: newLid() });
		expect(error?.message).toContain('Attendant');
	});
});

describe('Find Person', () => {
	it('tells nobody of an id that nobody has, whatever its form', async () => {
		for (const personId of [newPlace().phone, newLid(), 'BR.13491208655302741918']) {
			const { out } = await operate('findPerson', { personId });
			expect(out(1)).toMatchObject([{ found: false, ids: [], conversations: [] }]);
		}
		for (const idKind of ['deal', 'crm_person', 'chatwoot', 'onboarding'])
			expect((await operate('findPerson', { idKind, personId: 'não é número' })).out(1)).toMatchObject([{ found: false }]);
	});

	it('finds by the ids of the CRM, of Chatwoot and of an onboarding', async () => {
		const { channel, phone } = newPlace();
		await receive({ channel, phone }, phone);
		const number = randomInt(1e9);
		await sql('insert into crm_links (phone, deal_id, person_id) values ($1, $2, $3)', [phone, number, number + 1]);
		await sql(`insert into chatwoot_links (channel, account, conversation, phone) values ($1, '7', $2, $3)`, [channel, number, phone]);
		await sql(`insert into onboardings (flow, user_id, phone) values ('f', $1, $2)`, [channel, phone]);
		const asked = { deal: number, crm_person: number + 1, chatwoot: number, onboarding: channel };
		for (const [idKind, personId] of Object.entries(asked))
			expect((await operate('findPerson', { idKind, personId: String(personId) })).out()).toMatchObject([{ found: true, phone }]);
	});
});
