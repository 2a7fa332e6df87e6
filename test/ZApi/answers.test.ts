import { answered, asBoolean, asMs, asNumber, single, without } from '../../nodes/ZApi/answers';
import { isRow } from '../../nodes/shared/kit/operation';
import { channelRecord, chatRecord, foundChannels, oneChat, oneWhatsAppNumber, queueCount, tagColors } from '../../nodes/ZApi/records';
import { operations } from './walk';

describe('answered', () => {
	it.each([
		['an empty body', {}, { success: true }],
		['a plain OK', 'OK', { success: true }],
		['a quoted OK', '"OK"', { success: true }],
		['a bare value', { value: true }, { success: true }],
		['a bare success', { success: true }, { success: true }],
		['a value that is one', { value: 'QR' }, { value: 'QR' }],
		['success with more', { success: true, errors: [] }, { success: true, errors: [] }],
		['ids of a send', { zaapId: 'Z', messageId: 'M' }, { zaapId: 'Z', messageId: 'M' }],
		['a text', 'code', { value: 'code' }],
		['a list', [{ id: '1' }, { id: '2' }], [{ id: '1' }, { id: '2' }]],
		['an empty list', [], []],
	])('of %s', (_, answer, expected) => {
		expect(answered(answer)).toEqual(expected);
	});
});

it.each([
	['an array of one', [{ link: 'x' }], { link: 'x' }],
	['an object', { link: 'x' }, { link: 'x' }],
	['an empty array', [], { success: true }],
])('takes one record of %s', (_, answer, expected) => {
	expect(single(answer)).toEqual(expected);
});

describe('words that are no words', () => {
	it.each([
		['true', true],
		['1', true],
		['ON', true],
		[true, true],
		['false', false],
		['0', false],
		[false, false],
		[0, false],
	])('%p is the boolean %p', (word, expected) => {
		expect(asBoolean(word)).toBe(expected);
	});

	it.each([
		['12', 12],
		[12, 12],
		['-1', -1],
		['', ''],
		['many', 'many'],
	])('%p is the number %p', (word, expected) => {
		expect(asNumber(word)).toBe(expected);
	});

	it.each([
		['seconds', '1730918668', 1730918668000],
		['milliseconds', '1730918668000', 1730918668000],
		['a number in seconds', 1730918668, 1730918668000],
		['never', '0', 0],
		['no time', 'agora', 'agora'],
	])('%s become milliseconds', (_, word, expected) => {
		expect(asMs(word)).toBe(expected);
	});
});

describe('records', () => {
	const vendors = {
		archived: 'false',
		pinned: 'true',
		isMuted: '1',
		isMarkedSpam: 'false',
		unread: '3',
		lastMessageTime: '1730918668',
		muteEndTime: null,
		name: '0042',
		phone: '5511999990001',
	};
	const typed = {
		archived: false,
		pinned: true,
		isMuted: true,
		isMarkedSpam: false,
		unread: 3,
		lastMessageTime: 1730918668000,
		muteEndTime: null,
		name: '0042',
		phone: '5511999990001',
	};

	it('a chat has types, and its texts stay texts', () => {
		expect(chatRecord(vendors)).toEqual(typed);
		expect(oneChat([vendors])).toEqual(typed);
		expect(chatRecord({ phone: '1', unread: '0' })).toEqual({ phone: '1', unread: 0 });
	});

	it('a number is one record, and says if it exists', () => {
		expect(oneWhatsAppNumber([{ exists: 'true', phone: '5511999990001', lid: null }])).toEqual({
			exists: true,
			phone: '5511999990001',
			lid: null,
		});
	});

	it('a channel has types', () => {
		expect(channelRecord([{ id: '1@newsletter', creationTime: '1730918668', subscribersCount: '12' }])).toEqual([
			{ id: '1@newsletter', creationTime: 1730918668000, subscribersCount: 12 },
		]);
	});

	it('the channels of a search are one item each', () => {
		expect(foundChannels({ cursor: null, data: [{ id: '1@newsletter', subscribersCount: '12' }] })).toEqual([
			{ id: '1@newsletter', subscribersCount: 12 },
		]);
		expect(foundChannels({ cursor: null })).toEqual([]);
	});

	it('colors are one item each', () => {
		expect(tagColors({ '0': '#FF9485', '1': '#64C4FF' })).toEqual([
			{ color: 0, hex: '#FF9485' },
			{ color: 1, hex: '#64C4FF' },
		]);
	});

	it.each([
		['a bare number', 3, { count: 3 }],
		['a word', '3', { count: 3 }],
		['an object', { count: 3 }, { count: 3 }],
	])('the length of the queue comes as %s', (_, answer, expected) => {
		expect(queueCount(answer)).toEqual(expected);
	});
});

it('takes secrets out, of one record and of many', () => {
	expect(without('token')({ id: 'A', token: 'SECRET' })).toEqual({ id: 'A' });
	expect(without('token')([{ id: 'A', token: 'SECRET' }, { id: 'B' }])).toEqual([{ id: 'A' }, { id: 'B' }]);
});

it('gives every row an answer of its own or the common one', () => {
	const rows = Object.values(operations).filter(isRow);
	expect(rows.filter(({ output }) => output === undefined)).toEqual([]);
	expect(rows.filter(({ output }) => output === answered).length).toBeGreaterThan(100);
});
