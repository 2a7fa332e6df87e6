import type { IDataObject } from 'n8n-workflow';

import { startAtendeAqui, type AtendeAqui } from '../../sandbox/atendeaqui';
import { type Flow } from '../../sandbox/atendeaquiFlow';
import { startEngine, type Engine } from '../../setup/engine';
import { published as publish, TOKEN } from './published';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
let engine: Engine;
let clock: () => number;
export let api: AtendeAqui;
export let flow: Flow;

/** A product of its own for each test, by the test's clock; no test may end with a call that AtendeAqui would refuse. */
export function withApi(now: () => number): void {
	clock = now;
	beforeAll(async () => {
		engine = await startEngine();
	});
	beforeEach(async () => {
		api = await startAtendeAqui({ apiToken: TOKEN, now });
		flow = api.flow();
	});
	afterEach(async () => {
		expect(api.violations).toEqual([]);
		await api.stop();
	});
}

export const published = (parameters: IDataObject = {}) => publish({ engine, api, now: clock }, parameters);

export const brief = (items: IDataObject[]): string[] =>
	items.map(({ userId, event, step }) => [userId, event, ...(step === undefined ? [] : [step])].map(String).join(' '));

export const start = (id: string, details: object = {}) => flow.start({ external_user_id: id, ...details });
export const complete = (id: string, ...keys: string[]) =>
	flow.completeSteps(
		id,
		keys.map((step_key) => ({ step_key })),
	);
