import { randomInt } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { closeSql, sql } from '../setup/supabase';
import type { OpenShop, Shop } from './shop';

export let shop: Shop;
export let phone: string;
let opens: OpenShop;

/** A company and a customer of its own for each test; no call may offend its Z-API and its model. */
export function withShop(openShop: OpenShop): void {
	beforeEach(async () => {
		opens = openShop;
		await open();
		phone = `55119${String(randomInt(1e8)).padStart(8, '0')}`;
	});
	afterEach(async () => {
		expect([shop.zapi.violations, shop.model.violations]).toEqual([[], []]);
		await shop.stop();
	});
	afterAll(closeSql);
}

export const open = async (agent: IDataObject = {}) => {
	await shop?.stop();
	shop = await opens(agent, 0);
};

export const says = async (text: string) => {
	const run = await shop.deliver({ phone, text });
	if (run.error) throw run.error;
	return run;
};
export const replies = () => shop.zapi.sent.filter(({ body }) => body.phone === phone).map(({ body }) => String(body.message));
export const notices = async () =>
	(
		await sql<{ payload: Record<string, string> }>(`select payload from outbox where phone = $1 and kind = 'notice' order by id`, [phone])
	).map(({ payload }) => payload);
export const kinds = async () => (await notices()).map(({ kind }) => kind);
export const session = async () => (await sql('select mode, paused_by, pause_reason from sessions where phone = $1', [phone]))[0];
export const lead = async () => (await sql<Record<string, unknown>>('select * from leads where phone = $1', [phone]))[0];
