import { alertKey, alertNow, stillKnown, toldIn, type Told } from '../../../../nodes/shared/core/handoff/alerts';

const MINUTE = 60_000;
const failure = (message: string, given: object = {}, workflow = { id: '1', name: 'SDR' }, lastNodeExecuted = 'Receber') => ({
	workflow,
	execution: { id: '9', lastNodeExecuted, error: { name: 'NodeOperationError', message, ...given } },
});
const OURS = { name: 'NodeApiError', node: { type: 'n8n-nodes-atendeaqui.conversation' } };

describe('what an alert is about', () => {
	it.each<[string, object, object, boolean]>([
		['numbers and ids that differ', failure('Turn 12 of 5511900000001 failed'), failure('Turn 13 of 5511900000002 failed'), true],
		['ids', failure('No 1c2d3e4f-0000-4000-8000-000000000001'), failure('No 9c2d3e4f-1111-4000-8000-00000000000a'), true],
		['other words', failure('The field "Phone" is empty'), failure('The field "Reply" is empty'), false],
		['another node', failure('x'), failure('x', {}, { id: '1', name: 'SDR' }, 'Enviar'), false],
		['another workflow', failure('x'), failure('x', {}, { id: '2', name: 'Caixa de saída' }), false],
		[
			'a service of ours that is out, whatever workflow needs it',
			failure('Supabase cannot be reached', OURS),
			failure('Supabase cannot be reached', OURS, { id: '2', name: 'Caixa de saída' }, 'Pegar'),
			true,
		],
		[
			"another package's node",
			failure('Bad request', { name: 'NodeApiError' }),
			failure('Bad request', { name: 'NodeApiError' }, { id: '2', name: 'B' }),
			false,
		],
		[
			'a trigger that could not start',
			{ workflow: { id: '1' }, trigger: { error: { message: 'a' } } },
			{ workflow: { id: '1' }, trigger: { error: { message: 'b' } } },
			false,
		],
	])('%s', (_, one, other, same) => {
		expect(alertKey(one) === alertKey(other)).toBe(same);
	});

	it.each([null, {}, { execution: 'x' }, { execution: { error: null }, workflow: [] }])('is something for any item: %j', (item) => {
		expect(typeof alertKey(item)).toBe('string');
	});
});

/** At which minutes it is told. */
function toldAt(minutes: number[], again = 15): number[] {
	let known: Told | null = null;
	return minutes.filter((minute) => {
		const { tell, told } = alertNow(known, minute * MINUTE, again * MINUTE);
		known = told;
		return tell;
	});
}
const each = (from: number, to: number, step = 1) => Array.from({ length: (to - from) / step }, (_, n) => from + n * step);

describe('when it is told', () => {
	it.each<[string, number[], number[]]>([
		['200 at once', Array<number>(200).fill(0), [0]],
		['what goes on is told ever more seldom', each(0, 700), [0, 15, 75, 315]],
		['for days once a day', each(0, 4 * 1440), [0, 15, 75, 315, 1275, 2715, 4155, 5595]],
		['what comes back after it was over is new', [0, 1, 2, 40, 41], [0, 40]],
		['what happens seldom is told each time', each(0, 300, 60), each(0, 300, 60)],
		['a clock that is set back an hour keeps nothing silent', [100, 40, 41], [100, 40]],
	])('%s', (_, minutes, expected) => {
		expect(toldAt(minutes)).toEqual(expected);
	});

	it('counts what was not told', () => {
		const first = alertNow(null, 0, MINUTE).told;
		expect(alertNow(alertNow(first, 1, MINUTE).told, 2, MINUTE)).toMatchObject({ tell: false, told: { silent: 2, times: 1 } });
	});
});

it('forgets what is long over, and never keeps more than 300 kinds', () => {
	const at = (lastAt: number): Told => ({ toldAt: lastAt, lastAt, times: 1, silent: 0 });
	const many = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`k${n}`, at(n)]));
	expect(Object.keys(stillKnown({ ...many, old: at(-48 * 3_600_000) }, 1000))).toHaveLength(300);
	expect(toldIn({ a: at(1), b: { toldAt: 'x' }, c: null })).toEqual({ a: at(1) });
	expect(toldIn('x')).toEqual({});
});
