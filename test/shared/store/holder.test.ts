import { heldBy, holderOf, type RunningAs } from '../../../nodes/shared/store/holder';

const context = { getInstanceId: () => 'abc' };
const running = (given: Partial<RunningAs> = {}): RunningAs => ({ mode: undefined, modeFile: undefined, pid: 7, since: 1234.5, ...given });

it.each([undefined, '', 'regular', ' regular '])('executions die with their process where the mode is %j', (mode) => {
	expect(holderOf(context, running({ mode }))).toEqual({ instance: 'abc', process: '7:1234.5' });
});

it.each<[string, Partial<RunningAs>]>([
	['in queue mode, where workers run them', { mode: 'queue' }],
	['in a mode that nobody knows', { mode: 'cluster' }],
	['where the mode stands in a file', { modeFile: '/run/secrets/mode' }],
])('nobody is named as holder %s', (_, given) => {
	expect(holderOf(context, running(given))).toBeNull();
	expect(heldBy(holderOf(context, running(given)))).toEqual({});
});

it('an n8n without a name holds nothing by it: all of them would be one', () => {
	expect(holderOf({ getInstanceId: () => ' ' }, running())).toBeNull();
});

it('a process is another one after a restart, also where it gets the same number', () => {
	expect(holderOf(context, running())?.process).not.toBe(holderOf(context, running({ since: 1234.6 }))?.process);
});

it('this very process is the same whenever it is asked', () => {
	expect(holderOf(context)).toEqual(holderOf(context));
});
