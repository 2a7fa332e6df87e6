import { bodyOf } from '../../../nodes/WhatsAppCloud/payload/envelope';
import { readWebhook } from '../../../nodes/WhatsAppCloud/payload/readWebhook';
import type { Reading } from '../../../nodes/WhatsAppCloud/payload/reading';
import { contentWords } from '../../../nodes/shared/core/message/contentWords';
import { DELIVERIES, delivery, echoTo, messageFrom } from '../../sandbox/graphWebhooks';
import { mutated } from './mutated';

const how = { channel: 'OWN', keepRaw: false, receivedAt: Date.parse('2026-11-18T12:00:00Z') };
/** FUZZED_BODIES=100000 for a long run. */
const BODIES = Number(process.env.FUZZED_BODIES ?? 4000);

/** What holds of any reading: what the store and the nodes behind rely on. */
function check(reading: Reading): void {
	if (reading.kind === 'ignored') return;
	if (reading.kind === 'event') {
		expect(typeof reading.event.event).toBe('string');
		expect(reading.event.provider).toBe('whatsapp_cloud');
		if (reading.does && 'change' in reading.does) check({ kind: 'message', account: '', message: reading.does.change.message });
		return;
	}
	const { message: m } = reading;
	for (const text of [m.channel, m.messageId, m.phone, m.sendTo]) expect(text).toEqual(expect.stringMatching(/\S/));
	expect(typeof m.text).toBe('string');
	expect(new Date(m.sentAt).toISOString()).toBe(m.sentAt);
	expect(Date.parse(m.sentAt)).toBeLessThan(253_402_300_800_000);
	for (const id of m.ids ?? [])
		expect(id).toEqual({ kind: expect.stringMatching(/^(phone|user_id|lid)$/), value: expect.stringMatching(/\S/) });
	if (m.content) expect(typeof contentWords(m.content)).toBe('string');
	expect(() => JSON.stringify(m)).not.toThrow();
}

it(`${BODIES} deliveries that no vendor would make are read, and nothing is thrown`, () => {
	let messages = 0;
	for (let seed = 1; seed <= BODIES; seed++) {
		const body = mutated(seed);
		try {
			const readings = readWebhook(bodyOf(JSON.stringify(body)), how) ?? [];
			readings.forEach(check);
			messages += readings.filter(({ kind }) => kind === 'message').length;
		} catch (error) {
			throw new Error(`seed ${seed}: ${(error as Error).message}\n${JSON.stringify(body).slice(0, 2000)}`, { cause: error });
		}
	}
	// The mutations leave enough whole that something is read at all.
	expect(messages).toBeGreaterThan(BODIES / 10);
}, 600_000);

it.each([
	['nothing', undefined],
	['a word', 'oi'],
	['a list', []],
	['another object', { object: 'page', entry: [] }],
	['Instagram', { ...DELIVERIES.text, object: 'instagram' }],
])('%s is no delivery', (_, body) => {
	expect(readWebhook(body, how)).toBeNull();
});

it('arrays that are not there are normal', () => {
	expect(readWebhook(delivery('messages', {}), how)).toEqual([{ kind: 'ignored', reason: 'nothing_told' }]);
	expect(readWebhook({ object: 'whatsapp_business_account' }, how)).toEqual([]);
});

it('a body nested without end costs no stack', () => {
	const deep = `{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"new","value":${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}}]}]}`;
	expect(readWebhook(bodyOf(deep), how)).toEqual([expect.objectContaining({ kind: 'event', name: 'other' })]);
	const nested = messageFrom({ phone: '5531900000001' }, { id: 'M', type: 'new', new: bodyOf(`${'['.repeat(5000)}${']'.repeat(5000)}`) });
	const [reading] = readWebhook(nested, how)!;
	expect(reading).toMatchObject({ kind: 'message', message: { kind: 'other' } });
	expect(reading).not.toHaveProperty('message.raw');
});

it('a type and a field that nobody knows come raw', () => {
	const unknown = messageFrom({ phone: '5531900000001' }, { id: 'M', type: 'hologram', hologram: { size: 3 } });
	expect(readWebhook(unknown, how)).toEqual([
		expect.objectContaining({
			message: expect.objectContaining({ kind: 'other', raw: expect.objectContaining({ hologram: { size: 3 } }) }),
		}),
	]);
	expect(readWebhook(delivery('new_field', { a: 1 }), how)).toEqual([
		expect.objectContaining({
			name: 'other',
			event: expect.objectContaining({ field: 'new_field', details: expect.objectContaining({ a: 1 }) }),
		}),
	]);
});

it('an echo is known by its key, under whatever field it comes', () => {
	const given = echoTo({ phone: '5531900000001' }, { id: 'M', text: { body: 'Oi, é a Bia' } });
	given.entry[0].changes[0].field = 'messages';
	expect(readWebhook(given, how)).toMatchObject([{ kind: 'message', message: { fromMe: true, phone: '5531900000001', name: null } }]);
});

it('contacts are paired by id, never by position', () => {
	const given = delivery('messages', {
		contacts: [
			{ profile: { name: 'Caio' }, wa_id: '5511900000005' },
			{ profile: { name: 'Ana' }, wa_id: '5531900000001', user_id: 'BR.1' },
		],
		messages: [
			{ from: '5531900000001', id: 'A', timestamp: '1795000000', type: 'text', text: { body: 'Oi' } },
			{ from: '5511900000005', id: 'B', timestamp: '1795000000', type: 'text', text: { body: 'Olá' } },
			{ from: '5521900000009', id: 'C', timestamp: '1795000000', type: 'text', text: { body: 'E aí' } },
		],
	});
	const names = readWebhook(given, how)!.map((reading) => reading.kind === 'message' && [reading.message.name, reading.message.ids]);
	expect(names).toEqual([
		[
			'Ana',
			[
				{ kind: 'phone', value: '5531900000001' },
				{ kind: 'user_id', value: 'BR.1' },
			],
		],
		['Caio', [{ kind: 'phone', value: '5511900000005' }]],
		[null, [{ kind: 'phone', value: '5521900000009' }]],
	]);
});

it('a number without its ninth digit is the same person, and is answered as it came', () => {
	const given = messageFrom({ phone: '553199990001' }, { id: 'M', text: { body: 'Oi' } });
	expect(readWebhook(given, how)).toMatchObject([{ message: { phone: '5531999990001', sendTo: '553199990001' } }]);
});

it('an id too long for a number keeps its digits', () => {
	const text =
		'{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":98765432109876543}}]}]}';
	expect(readWebhook(bodyOf(text), how)).toMatchObject([{ event: { templateId: '98765432109876543' } }]);
	expect(bodyOf('{"a":1e400,"b":"1234567890123456789"')).toBeUndefined();
});
