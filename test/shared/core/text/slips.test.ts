import { isSlip, slips } from '../../../../nodes/shared/core/text/slips';
import { seeded } from '../../../eval/mutations';

it('two words are a slip apart when one of their forms is the same', () => {
	const random = seeded(5);
	const letters = (most: number) => Array.from({ length: Math.floor(random() * most) }, () => 'abc'[Math.floor(random() * 3)]).join('');
	let apart = 0;
	for (let n = 0; n < 5000; n++) {
		const one = letters(8);
		const at = Math.floor(random() * 8);
		const other = random() < 0.5 ? letters(8) : one.slice(0, at) + letters(2) + one.slice(at + 1);
		const isApart = Math.abs(one.length - other.length) <= 1 && slips(one).some((form) => slips(other).includes(form));
		expect([one, other, isSlip(one, other)]).toEqual([one, other, isApart]);
		if (isApart) apart += 1;
	}
	expect(apart).toBeGreaterThan(1000);
	expect(apart).toBeLessThan(4500);
});
