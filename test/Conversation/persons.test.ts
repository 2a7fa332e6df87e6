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

describe('Undo Join', () => {
	it('makes two of one again, says what cannot be called back, and Find Person shows who undid it', async () => {
		const [place, lid] = [newPlace(), newLid()];
		await receive(place, lid);
		await receive(place, place.phone);
		await operate('joinPersons', { phone: place.phone, otherId: lid, attendant: 'ana' });
		await receive(place, lid);
		const { out } = await operate('undoJoin', { phone: place.phone, otherId: lid, attendant: 'bia' });
		expect(out()).toEqual([
			expect.objectContaining({
				undone: true,
				phone: place.phone,
				was: lid,
				joined_by: 'ana',
				message: expect.stringMatching(/são de novo duas pessoas[^]*Não volta: mensagens já enviadas/) as unknown,
			}),
		]);
		expect((await operate('findPerson', { personId: place.phone })).out()).toMatchObject([
			{ ids: [{ value: place.phone }], joins: [{ from: lid, undone_by: 'bia' }] },
		]);
		expect((await operate('findPerson', { personId: lid })).out()).toMatchObject([{ phone: lid, found: true }]);
		expect(await receive(place, lid)).toMatchObject({ phone: lid });
	});

	it('refuses with a sentence after a day, and where there is nothing to undo', async () => {
		const [place, lid] = [newPlace(), newLid()];
		await receive(place, lid);
		await receive(place, place.phone);
		const both = { phone: place.phone, attendant: 'bia' };
		expect((await operate('undoJoin', both)).out(1)).toMatchObject([
			{ reason: 'unknown_join', message: expect.stringContaining('Não há junção') as unknown },
		]);
		await operate('joinPersons', { ...both, otherId: lid });
		await sql(`update contact_joins set joined_at = joined_at - interval '25 hours' where from_key = $1`, [lid]);
		expect((await operate('undoJoin', both)).out(1)).toMatchObject([
			{ undone: false, reason: 'too_late', message: expect.stringContaining('há mais de um dia') as unknown },
		]);
		await sql(`update contact_joins set joined_at = joined_at + interval '2 hours' where from_key = $1`, [lid]);
		expect((await operate('undoJoin', both)).out()).toMatchObject([{ undone: true, was: lid }]);
	});

	it('says that who undoes it is missing', async () => {
		const { error } = await operate('undoJoin', { phone: newPlace().phone });
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
