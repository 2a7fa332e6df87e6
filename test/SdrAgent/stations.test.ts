import { isInShare } from '../../nodes/SdrAgent/secondReader';
import { guarded, safeReply } from '../../nodes/SdrAgent/guard';
import { REPLIES } from '../../nodes/SdrAgent/replies';
import { STRICTEST } from '../../nodes/shared/core/sdr/outputFilter';
import { QUESTION_LIMITS } from '../../nodes/shared/core/sdr/questions';

const settings = {
	replies: REPLIES,
	questions: QUESTION_LIMITS,
	maxLength: 1000,
	policy: STRICTEST,
	streak: 0,
	learned: true,
	noQuestions: false,
};

describe('the order to the model and the guard agree on questions', () => {
	it('asks where it may', () => {
		expect(guarded('Certo. Qual seu nome?', settings)).toMatchObject({ reply: 'Certo. Qual seu nome?', questionsRemoved: 0 });
	});

	it('asks nothing after the order to ask nothing, also where this turn told something', () => {
		expect(guarded('Certo. Qual seu nome?', { ...settings, streak: 2, noQuestions: true })).toMatchObject({
			reply: 'Certo.',
			streak: 0,
			questionsRemoved: 1,
		});
	});
});

it.each(['\u200B', '\u202E \u2066', '  ', '\u2800'])('what nobody sees does not go out: %j', (reply) => {
	expect(guarded(reply, settings).leaks).toEqual([{ rule: 'empty', excerpt: '' }]);
});

it('the prepared text fits what was asked', () => {
	const of = (price: boolean, delivery: boolean) => safeReply({ replies: REPLIES, open: { price, delivery } });
	expect([of(true, false), of(false, true), of(true, true), of(false, false)]).toEqual([
		REPLIES.commercial,
		REPLIES.delivery,
		REPLIES.commercial,
		REPLIES.safe,
	]);
});

it('a share of the turns is that share, and the same turn is always in or out', () => {
	const seeds = Array.from({ length: 2000 }, (_, n) => `turn-${n}`);
	const share = (of: number) => seeds.filter((seed) => isInShare(seed, of)).length / seeds.length;
	expect(share(0)).toBe(0);
	expect(share(1)).toBe(1);
	expect(Math.abs(share(0.2) - 0.2)).toBeLessThan(0.04);
	expect(seeds.every((seed) => isInShare(seed, 0.5) === isInShare(seed, 0.5))).toBe(true);
});
