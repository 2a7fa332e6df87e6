import { openHouse, type AttendanceHouse } from './houses';
import { MEASURED, type MeasuredRoute } from './routes';

const [FEW, MANY] = [100, Number(process.env.CONVERSATIONS ?? 10_000)];
const ROUNDS = Number(process.env.ROUNDS ?? 21);
const WARM_UP = 7;
/** What a route with many conversations may take of one with few. */
const MOST = 2;
const only = process.env.ONLY?.split(',');

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** The median of a route in each house, in turns, so that a machine that is busy for a moment is busy for both. */
async function medians(houses: AttendanceHouse[], route: MeasuredRoute): Promise<number[]> {
	const took = houses.map((): number[] => []);
	for (let round = 0; round < WARM_UP + ROUNDS; round++)
		for (const [n, house] of houses.entries()) took[n].push(await house.measure(route));
	return took.map((values) => median(values.slice(WARM_UP)));
}

/** A machine that is busy elsewhere makes any two figures differ: only what is slow twice is slow. */
async function compared(houses: AttendanceHouse[], route: MeasuredRoute) {
	for (let tries = 1; ; tries++) {
		const [few, many] = await medians(houses, route);
		if (many <= MOST * few || tries === 2) return { few, many, ratio: many / few };
	}
}

/**
 * `npm run bench:attendance`: what each route of the served attendance API takes over HTTP with 100 conversations and with 10,000, milliseconds. Fails where one
 * takes more than twice as long. Variables: CONVERSATIONS, ROUNDS, ONLY (beginnings of names, separated by commas).
 */
async function main(): Promise<void> {
	const houses: AttendanceHouse[] = [];
	try {
		for (const conversations of [FEW, MANY]) houses.push(await openHouse(conversations));
		const line = (cells: Array<string | number>) =>
			console.log(
				cells
					.map((cell, n) => (typeof cell === 'number' ? cell.toFixed(2) : cell)[n === 0 ? 'padEnd' : 'padStart'](n === 0 ? 34 : 14))
					.join(''),
			);
		line(['milliseconds over HTTP, median', `${FEW}`, `${MANY}`, 'many ÷ few']);
		const slow: string[] = [];
		for (const route of MEASURED.filter(({ name }) => !only || only.some((one) => name.startsWith(one)))) {
			const { few, many, ratio } = await compared(houses, route);
			if (ratio > MOST) slow.push(route.name);
			line([route.name, few, many, ratio]);
		}
		console.log(slow.length === 0 ? `\nEvery route takes at most ${MOST} × as long.` : `\nMore than ${MOST} ×: ${slow.join(', ')}`);
		process.exitCode = slow.length === 0 ? 0 : 1;
	} finally {
		for (const one of houses) await one.close();
	}
}

main().then(
	() => process.exit(),
	(error: Error) => {
		console.error(`\n${error.message}`);
		process.exit(1);
	},
);
