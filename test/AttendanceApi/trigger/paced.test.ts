import { paced } from '../../../nodes/AttendanceApi/trigger/paced';
import { pace } from '../../../nodes/AttendanceServer/socket/pace';
import { FakeClock } from './lineForTests';

/** Conversations by number, and when each was said, in milliseconds. */
function scene() {
	const clock = new FakeClock();
	const said: Array<[id: string, at: number]> = [];
	return { clock, said, entering: paced(clock, (id) => void said.push([id, clock.now()])) };
}
const names = (count: number, from = 0) => Array.from({ length: count }, (_, n) => String(from + n));

it.each([1, 10])('%i are said at once', (count) => {
	const { said, entering } = scene();
	for (const id of names(count)) entering.add(id);
	expect(said).toEqual(names(count).map((id) => [id, 0]));
});

it.each([
	['at once', 0],
	['one a second', 1000],
	['in two waves, as after a connection that broke', 70_000],
])('three hundred, %s: the served API refuses none of them, beside pings and somebody who types', async (_, apartMs) => {
	const { clock, said, entering } = scene();
	const takes = pace(clock.now);
	const refused: string[] = [];
	for (const [n, id] of names(300).entries()) {
		const at = apartMs === 70_000 ? (n < 150 ? 0 : apartMs) : n * apartMs;
		clock.after(at, () => entering.add(id));
	}
	for (let at = 0; at < 600_000; at += 30_000) clock.after(at + 10, () => void (takes().waitMs > 0 && refused.push('ping')));
	for (let at = 0; at < 600_000; at += 7_000) clock.after(at + 20, () => void (takes().waitMs > 0 && refused.push('typing')));
	let heard = 0;
	for (let passed = 0; passed < 900_000; passed += 250) {
		await clock.pass(250);
		for (const [id] of said.slice(heard)) if (takes().waitMs > 0) refused.push(id);
		heard = said.length;
	}
	expect(refused).toEqual([]);
	expect(said.map(([id]) => id)).toEqual(names(300));
});

it('one that waits already does not wait twice, and one that was said is said again when it is asked for again', async () => {
	const { clock, said, entering } = scene();
	for (const id of [...names(12), '11', '0', '11']) entering.add(id);
	await clock.pass(60_000);
	expect(said.map(([id]) => id)).toEqual([...names(12), '0']);
});

it('after a pause as many are said at once as at first, and no more', async () => {
	const { clock, said, entering } = scene();
	for (const id of names(30)) entering.add(id);
	await clock.pass(3_600_000);
	const before = said.length;
	for (const id of names(30, 100)) entering.add(id);
	expect([before, said.length - before]).toEqual([30, 10]);
});

it('one that is over before its turn is not said, and the others are', async () => {
	const { clock, said, entering } = scene();
	for (const id of names(13)) entering.add(id);
	entering.drop('11');
	await clock.pass(60_000);
	expect(said.map(([id]) => id)).toEqual([...names(11), '12']);
});

it('what is cleared or stopped is not said', async () => {
	const { clock, said, entering } = scene();
	for (const id of names(20)) entering.add(id);
	entering.clear();
	entering.add('later');
	await clock.pass(1500);
	entering.add('never');
	entering.stop();
	await clock.pass(60_000);
	expect(said.map(([id]) => id)).toEqual([...names(10), 'later']);
});
