import { closeSql, sql } from '../setup/supabase';
import { at, rpc } from './client';
import { somebody, type Person } from './personsForTests';

afterAll(closeSql);

const phoneId = (value: string) => ({ kind: 'phone', value });
const userId = (value: string) => ({ kind: 'user_id', value });
/** A business-scoped user id of nobody else's. */
const bsuid = ({ lid }: Person, n = 1) => `BR.${n}${lid.replace(/\D/g, '')}`;

const writes = async (person: Person, ids: Array<{ kind: string; value: string }>, seconds: number) =>
	await rpc<{ phone: string }>('receive_message', {
		p_message: {
			provider: 'whatsapp_cloud',
			channel: person.channel,
			phone: ids[0].value,
			ids,
			message_id: `M${seconds}`,
			send_to: ids[0].value,
			kind: 'text',
			text: 'oi',
			speaker: 'customer',
			sent_at: at(seconds),
		},
		p_now: at(seconds),
	});
const sessions = async ({ channel }: Person) =>
	(await sql<{ phone: string }>('select phone from sessions where channel = $1 order by phone', [channel])).map(({ phone }) => phone);

describe('another number', () => {
	it('is the same customer, whoever writes first afterwards', async () => {
		const [marina, other] = [somebody(), somebody()];
		await writes(marina, [phoneId(marina.phone), userId(bsuid(marina))], 0);
		const link = {
			p_from: [phoneId(marina.phone), userId(bsuid(marina))],
			p_to: [phoneId(other.phone), userId(bsuid(marina, 2))],
			p_now: at(1),
		};
		expect(await rpc('link_ids', link)).toMatchObject({ joined: true, phone: other.phone });
		expect(await rpc('link_ids', link)).toMatchObject({ joined: true, phone: other.phone });
		for (const id of [userId(bsuid(marina, 2)), phoneId(other.phone), userId(bsuid(marina)), phoneId(marina.phone)])
			expect(await rpc('key_of', { p_value: id.value })).toBe(other.phone);
		await writes(marina, [userId(bsuid(marina, 2))], 2);
		expect(await sessions(marina)).toEqual([other.phone]);
	});

	it('told after the first message from there: two conversations become one', async () => {
		const [marina, other] = [somebody(), somebody()];
		await writes(marina, [phoneId(marina.phone)], 0);
		await writes(marina, [phoneId(other.phone), userId(bsuid(marina, 2))], 1);
		await rpc('link_ids', { p_from: [phoneId(marina.phone)], p_to: [phoneId(other.phone)], p_now: at(2) });
		expect(await sessions(marina)).toEqual([other.phone]);
	});

	it('another user id alone keeps the phone as the key', async () => {
		const marina = somebody();
		await writes(marina, [phoneId(marina.phone), userId(bsuid(marina))], 0);
		await rpc('link_ids', { p_from: [userId(bsuid(marina))], p_to: [userId(bsuid(marina, 2))], p_now: at(1) });
		await writes(marina, [userId(bsuid(marina, 2))], 2);
		expect(await sessions(marina)).toEqual([marina.phone]);
	});

	it('of somebody unknown leaves no conversation behind; without ids nothing happens', async () => {
		const [marina, other] = [somebody(), somebody()];
		await rpc('link_ids', { p_from: [phoneId(marina.phone)], p_to: [phoneId(other.phone)], p_now: at(0) });
		expect(await sessions(marina)).toEqual([]);
		await writes(marina, [phoneId(marina.phone)], 1);
		expect(await sessions(marina)).toEqual([other.phone]);
		expect(await rpc('link_ids', { p_from: [], p_to: [phoneId(other.phone)], p_now: at(2) })).toMatchObject({ joined: false });
	});

	it('an opt-out goes along', async () => {
		const [marina, other] = [somebody(), somebody()];
		await rpc('register_opt_out', { p_phone: marina.phone, p_words: 'parem', p_now: at(0) });
		await rpc('link_ids', { p_from: [phoneId(marina.phone)], p_to: [phoneId(other.phone)], p_now: at(1) });
		expect(await rpc('has_opted_out', { p_phone: other.phone })).toBe(true);
	});
});

describe('what somebody chose in WhatsApp’s menu', () => {
	const WORDS = 'Meta: marketing_messages stop';
	const chose = async (person: Person, wants: boolean, seconds: number, arrived = seconds) =>
		await rpc<{ noted: boolean }>('note_preference', {
			p_ids: [phoneId(person.phone), userId(bsuid(person))],
			p_address: person.phone,
			p_wants: wants,
			p_words: WORDS,
			p_at: at(seconds),
			p_now: at(arrived),
		});
	const isOut = async ({ phone }: Person) => await rpc<boolean>('has_opted_out', { p_phone: phone });

	it('a stop is an opt-out under every id, and the agent is quiet', async () => {
		const marina = somebody();
		await writes(marina, [phoneId(marina.phone)], 0);
		expect(await chose(marina, false, 10)).toMatchObject({ noted: true });
		expect(await rpc('has_opted_out', { p_phone: bsuid(marina) })).toBe(true);
		expect(await sql('select mode, paused_by from sessions where channel = $1', [marina.channel])).toEqual([
			{ mode: 'paused', paused_by: 'opt_out' },
		]);
	});

	it('the newest choice holds, however late the others come', async () => {
		const marina = somebody();
		await chose(marina, false, 10);
		await chose(marina, true, 20);
		expect(await isOut(marina)).toBe(false);
		await chose(marina, false, 10, 30);
		expect(await isOut(marina)).toBe(false);
		await chose(marina, false, 40, 41);
		await chose(marina, true, 20, 42);
		expect(await isOut(marina)).toBe(true);
		// The later stop is older than the moment at which the resume was heard of.
		const bruno = somebody();
		await chose(bruno, false, 10);
		await chose(bruno, true, 20, 100);
		await chose(bruno, false, 50, 101);
		expect(await isOut(bruno)).toBe(true);
	});

	it('that messages are wanted again takes nothing back that was said in words', async () => {
		const marina = somebody();
		await rpc('register_opt_out', { p_phone: marina.phone, p_words: 'não me mandem mais nada', p_now: at(0) });
		expect(await chose(marina, true, 10)).toMatchObject({ noted: false });
		await chose(marina, false, 20);
		await chose(marina, true, 30);
		expect(await isOut(marina)).toBe(true);
	});
});
