import type { Sandbox } from '../sandbox/sandbox';
import { repliesTo } from '../sandbox/story';
import { allWrite, crowd, type Customer } from './crowd';
import { eventually, rows } from './sandboxForTests';

/** n8n's queue misses a dead worker after this instead of a minute and a half. */
export const SOON_MISSED = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};
const CUSTOMERS = 6;
const MODEL_TAKES_MS = 5000;
const PATIENCE_MS = 120_000;

export interface AfterKill {
	/** How many replies each customer received. */
	replies: number[];
	/** Turns by how they ended. */
	turns: Record<string, number>;
	/** From the moment when all that was killed was back (where nothing was started: from the kill) to the last reply, milliseconds. */
	tookMs: number;
}

export interface KillScene {
	sandbox: Sandbox;
	/** The first one's number: customers of a scene are its own. */
	from: number;
	kill: () => Promise<unknown>;
	start?: () => Promise<unknown>;
	/** Whether others write in that moment: what they write waits, in no turn yet. */
	othersWrite?: boolean;
}

/** Some customers write; while the model thinks about all of them something dies. What became of each once all were answered. */
export async function killWhileTheModelThinks({ sandbox, from, kill, start, othersWrite = false }: KillScene): Promise<AfterKill> {
	const { model } = sandbox;
	const thinking = crowd(CUSTOMERS, from, () => [{ text: 'Oi, tem misturador?', afterMs: 0 }]);
	const waiting = othersWrite ? crowd(CUSTOMERS, from + CUSTOMERS, () => [{ text: 'Oi, quero uma formadora', afterMs: 0 }]) : [];
	const everybody = [...thinking, ...waiting];
	const asked = model.requests.length;
	model.faults.push({ kind: 'delay', ms: MODEL_TAKES_MS, times: Infinity });
	await allWrite(sandbox, thinking, { atOnce: CUSTOMERS });
	await eventually(
		() => model.requests.length - asked,
		(count) => count >= CUSTOMERS,
	);
	await allWrite(sandbox, waiting, { atOnce: CUSTOMERS });
	await kill();
	model.faults.clear();
	await start?.();
	const backAt = Date.now();
	await eventually(
		() => unanswered(sandbox, everybody),
		({ length }) => length === 0,
		PATIENCE_MS,
	);
	const tookMs = Date.now() - backAt;
	const phones = everybody.map(({ phone }) => phone);
	const counted = async () =>
		await rows<{ status: string; count: number }>(
			sandbox,
			'select status, count(*)::int from turns where phone = any ($1) group by status order by status',
			[phones],
		);
	// The reply is at Z-API a moment before that is written down.
	const turns = await eventually(counted, (seen) => seen.every(({ status }) => status !== 'open' && status !== 'confirmed'));
	return {
		replies: everybody.map(({ phone }) => repliesTo(sandbox, phone).length),
		turns: Object.fromEntries(turns.map(({ status, count }) => [status, count])),
		tookMs,
	};
}

const unanswered = (sandbox: Sandbox, customers: Customer[]): string[] =>
	customers.map(({ phone }) => phone).filter((phone) => repliesTo(sandbox, phone).length === 0);
