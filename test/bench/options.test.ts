import { optionsOf } from './options';

describe('the arguments of the bench', () => {
	it('are those of a full run unless told, and what is told counts', () => {
		expect(optionsOf([])).toMatchObject({
			runs: 5,
			sizes: [1, 3, 5],
			engines: ['vm', 'legacy'],
			quietSeconds: 2,
			ownMessages: false,
			port: false,
		});
		expect(optionsOf(['--bursts', '3', '--engines=legacy', '--own-messages', '--port'])).toMatchObject({
			sizes: [3],
			engines: ['legacy'],
			ownMessages: true,
			port: true,
		});
		expect(optionsOf(['--smoke', '--turns', '3'])).toMatchObject({ runs: 1, turns: 3 });
	});

	it('may leave out the quiet period where nobody writes twice', () => {
		expect(optionsOf(['--quiet', '0', '--model', '0', '--bursts', '1'])).toMatchObject({ quietSeconds: 0, modelMs: 0 });
		expect(() => optionsOf(['--quiet', '0'])).toThrow('--quiet 0 goes with --bursts 1');
	});

	it.each([
		[['--runs', '0'], '--runs is a whole number from 1 on, not "0".'],
		[['--turns', 'ten'], '--turns is a whole number from 1 on, not "ten".'],
		[['--bursts', '1,2'], '--bursts knows 1, 3, 5, not "2".'],
		[['--fast'], '--fast'],
	])('%j are refused', (args, problem) => {
		expect(() => optionsOf(args)).toThrow(problem);
	});
});
