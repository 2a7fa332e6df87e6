import { Doors } from '../../../../nodes/shared/core/limits/doors';

const counts = (doors: Doors) => Object.fromEntries(doors.told().map(({ door, status, count }) => [`${door} ${status}`, count]));

it('a door that was called once has a figure of each refusal, so that the first one is seen to rise', () => {
	const doors = new Doors();
	expect(doors.told()).toEqual([]);
	doors.note('zapi', 200);
	expect(counts(doors)).toEqual({
		'zapi 200': 1,
		'zapi 401': 0,
		'zapi 403': 0,
		'zapi 404': 0,
		'zapi 413': 0,
		'zapi 429': 0,
		'zapi 503': 0,
	});
	doors.note('zapi', 403);
	expect(counts(doors)['zapi 403']).toBe(1);
});

it('whatever a workflow answers, and however many call, there are no more figures than these', () => {
	const doors = new Doors();
	const answers = [...Array.from({ length: 600 }, (_, n) => n), -1, NaN, Infinity, 200.5, 1e9];
	for (const answer of answers) doors.note('piperun', answer);
	doors.note('piperun', 'started');
	for (let n = 0; n < 10_000; n++) doors.note('piperun', 401);
	const told = counts(doors);
	expect(
		Object.keys(told)
			.map((name) => name.replace('piperun ', ''))
			.sort(),
	).toEqual(['1xx', '200', '2xx', '3xx', '400', '401', '403', '404', '405', '413', '429', '4xx', '500', '503', '5xx', 'other', 'started']);
	expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(answers.length + 10_001);
	expect([told['piperun 401'], told['piperun started'], told['piperun other']]).toEqual([10_001, 1, 104]);
});
