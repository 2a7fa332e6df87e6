import { remembered, rememberedFor, rememberedOfAll, rememberedOnce } from '../../../../nodes/shared/core/text/remembered';

const counting = <Of>() => {
	const found: Of[] = [];
	return { found, of: (one: Of) => (found.push(one), { one }) };
};

it('what was found is not looked for again', () => {
	const { found, of } = counting<string>();
	const kept = remembered(of, 10);
	expect([kept('a'), kept('b'), kept('a')].map(({ one }) => one)).toEqual(['a', 'b', 'a']);
	expect(found).toEqual(['a', 'b']);
});

it('of many texts the one that is asked for again and again stays, and what was asked for once goes', () => {
	const { found, of } = counting<string>();
	const kept = remembered(of, 10);
	for (let n = 0; n < 100; n++) {
		kept('the catalogue');
		kept(`message ${n}`);
	}
	expect(found.filter((text) => text === 'the catalogue')).toHaveLength(1);
	kept('message 0');
	expect(found.filter((text) => text === 'message 0')).toHaveLength(2);
});

it('the last text alone', () => {
	const { found, of } = counting<string>();
	const kept = rememberedOnce(of);
	for (const text of ['a', 'a', 'b', 'a']) kept(text);
	expect(found).toEqual(['a', 'b', 'a']);
});

describe('of several texts', () => {
	it('they are the same when each is, however they are joined', () => {
		const { found, of } = counting<readonly string[]>();
		const kept = rememberedOfAll(of, 10);
		for (const texts of [['a', 'b'], ['a', 'b'], ['a\0b'], ['ab'], ['b', 'a'], []]) kept(texts);
		expect(found).toEqual([['a', 'b'], ['a\0b'], ['ab'], ['b', 'a'], []]);
	});

	it('those of a company stay while conversations come and go', () => {
		const { found, of } = counting<readonly string[]>();
		const kept = rememberedOfAll(of, 4);
		for (let n = 0; n < 50; n++) for (const texts of [['the catalogue'], [`message ${n}`], ['prompt', `reply ${n}`]]) kept(texts);
		expect(found.filter(([text]) => text === 'the catalogue')).toHaveLength(1);
		expect(kept(['message 0']).one).toEqual(['message 0']);
		expect(found.filter(([text]) => text === 'message 0')).toHaveLength(2);
	});

	it('a list that somebody changes later is another one', () => {
		const { of } = counting<readonly string[]>();
		const kept = rememberedOfAll(of, 4);
		const texts = ['a'];
		kept(texts);
		texts[0] = 'b';
		expect(kept(texts).one).toEqual(['b']);
		expect(kept(['a']).one).not.toEqual(['b', 'c']);
	});
});

describe('of an object', () => {
	it('is found once for each, whatever they hold', () => {
		const found: Array<{ text: string }> = [];
		const of = rememberedFor((one: { text: string }) => {
			found.push(one);
			return { size: one.text.length };
		});
		const [one, twin, none] = [{ text: 'loja' }, { text: 'loja' }, { text: '' }];
		expect([one, one, twin, none, none, one].map((given) => of(given).size)).toEqual([4, 4, 4, 0, 0, 4]);
		expect(found).toEqual([one, twin, none]);
		expect(of(one)).toBe(of(one));
	});
});
