import { countGrounds, GROUND_ROWS, wrongGrounds } from './rows/grounds';
import { OFFER_ROWS, wrongOffers } from './rows/offers';
import { countReplies, wrongReplies, type Share } from './rowsReport';
import { REPLY_ROWS } from './rows/replies';

const counted = Object.fromEntries(countReplies().map(({ group, shares }) => [group, shares]));
const share = ({ wrong, of }: Share): number => wrong / of;

it('there are rows of the wild and of five trades, both ways, and each in several ways of writing', () => {
	expect(new Set(REPLY_ROWS.map(({ source }) => source)).size).toBe(6);
	expect(REPLY_ROWS.filter(({ mutation }) => mutation === 'as written').length).toBeGreaterThan(500);
	expect(REPLY_ROWS.length).toBeGreaterThan(2000);
});

describe('of replies as they are written', () => {
	it('none that must not go out goes out, and none that is harmless is held', () => {
		expect(wrongReplies(REPLY_ROWS.filter(({ mutation }) => mutation === 'as written'))).toEqual([]);
	});
});

describe('in every way of writing', () => {
	it('of ordinary replies none goes wrong but for a word that loses its marks', () => {
		expect(share(counted['plain, all ways'].leaks)).toBeLessThanOrEqual(0.005);
		expect(share(counted['plain, all ways'].held)).toBeLessThanOrEqual(0.005);
	});

	it('of all at most 2 of 100 slip through and 3 of 100 are held', () => {
		expect(share(counted.all.leaks)).toBeLessThanOrEqual(0.02);
		expect(share(counted.all.held)).toBeLessThanOrEqual(0.03);
	});

	it.each(['bakery', 'hair salon', 'internet provider', 'clinic', 'building supplies'])(
		'the facts of a %s go out and its prices do not',
		(trade) => {
			expect(share(counted[trade].leaks)).toBeLessThanOrEqual(0.02);
			expect(share(counted[trade].held)).toBeLessThanOrEqual(0.03);
		},
	);
});

describe('against the grounds of six companies', () => {
	it('there are three hundred replies of each side', () => {
		expect(GROUND_ROWS.filter(({ kind }) => kind === null).length).toBeGreaterThanOrEqual(300);
		expect(GROUND_ROWS.filter(({ kind }) => kind !== null).length).toBeGreaterThanOrEqual(300);
	});

	it('what is harmless goes out, and of what is not the number that a text has for something else or by another word alone', () => {
		expect(wrongGrounds().length).toBeLessThanOrEqual(2);
		expect(countGrounds()[0].shares.held.wrong).toBe(0);
	});
});

describe('offers that name nothing, and answers that leave out what they answer', () => {
	it('there are hundreds of them, and as many harmless ones of the same shapes', () => {
		expect(OFFER_ROWS.filter(({ kind }) => kind !== null).length).toBeGreaterThanOrEqual(400);
		expect(OFFER_ROWS.filter(({ kind }) => kind === null).length).toBeGreaterThanOrEqual(350);
	});

	it('none goes out, and none that is harmless is held', () => {
		expect(wrongOffers()).toEqual([]);
	});
});
