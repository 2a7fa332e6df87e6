import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Pool } from 'pg';

import type { Sample } from '../../nodes/shared/store/metrics';
import { emptyDatabase } from '../setup/emptyDatabase';
import { closeSql } from '../setup/supabase';

const EMPTIED = [
	'sessions',
	'leads',
	'crm_links',
	'turns',
	'turn_facts',
	'outbox',
	'conversations',
	'session_history',
	'inbox',
	'metric_totals',
];

/** A database of the file's own that stands empty before each test: what Prometheus is told is told of all that is in it. */
export function metricsDatabase() {
	let opened: { pool: Pool; drop: () => Promise<void> };
	const empty = async () => {
		await opened.pool.query(`truncate ${EMPTIED.join(', ')} cascade`);
		await opened.pool.query(`delete from settings where key = 'metrics_mark'`);
	};
	beforeAll(async () => {
		opened = await emptyDatabase();
		await opened.pool.query(readFileSync(path.resolve(__dirname, '../../supabase/schema.sql'), 'utf8'));
	}, 120_000);
	beforeEach(async () => await empty());
	afterAll(async () => {
		await opened.drop();
		await closeSql();
	});
	const scrape = async (now: string): Promise<Sample[]> =>
		(await opened.pool.query<{ told: Sample[] }>('select metrics($1) as told', [now])).rows[0].told;
	return { pool: () => opened.pool, scrape, empty };
}

const sorted = (labels: Record<string, string>) => JSON.stringify(Object.entries(labels).sort());

/** One figure; undefined where there is none. */
export const valueOf = (samples: Sample[], name: string, labels: Record<string, string> = {}): number | undefined =>
	samples.find((one) => one.name === name && sorted(one.labels) === sorted(labels))?.value;

/** The sum of those that have these labels among theirs. */
export const total = (samples: Sample[], name: string, having: Record<string, string> = {}): number =>
	samples
		.filter((one) => one.name === name && Object.entries(having).every(([label, value]) => one.labels[label] === value))
		.reduce((sum, { value }) => sum + value, 0);
