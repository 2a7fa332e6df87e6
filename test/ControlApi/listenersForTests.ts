import { customerTurn, newPlace, type Place } from '../setup/house';
import { closeSql, sql } from '../setup/supabase';
import { until } from '../shared/server/portForTests';
import { controlApiPorts, toldOf, type Heard } from './portForTests';

/** Changes a conversation as everybody does, at the time of its transaction's beginning. */
export const TOUCH = `update sessions set version = version + 1, updated_at = now() where channel = $1 and phone = $2`;
export const touch = async ({ channel, phone }: Place) => await sql(TOUCH, [channel, phone]);

export const begins = async (heard: Heard) => expect(await until(() => heard.events.length > 0)).toBe(true);
export const isTold = async (heard: Heard, of: Place, count = 1) => await until(() => toldOf(heard, of).length >= count);
export const aMoment = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
/** So long that two looks were taken. */
export const twoLooks = async () => await aMoment(2600);

/** Ports for one test file, and a conversation that each of its tests begins with. */
export function listening() {
	const ports = controlApiPorts();
	const given = { place: newPlace() };
	beforeEach(async () => {
		given.place = newPlace();
		await customerTurn(given.place);
	});
	afterEach(async () => {
		jest.useRealTimers();
		await ports.end();
		// What is looked for by one test is looked for anew by the next.
		await aMoment(1100);
	});
	afterAll(closeSql);
	return { ports, place: () => given.place };
}
