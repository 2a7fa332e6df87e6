import { frameOf, heard, type Heard, type Said } from './frame';
import type { Reader } from '../reader';
import type { SocketPath } from './paths';

/** What a line needs of a WebSocket. */
export interface Wire {
	on(event: 'open', work: () => void): unknown;
	on(event: 'message', work: (data: { toString(): string }) => void): unknown;
	on(event: 'close', work: (code: number) => void): unknown;
	on(event: 'error', work: (error: Error) => void): unknown;
	on(event: 'unexpected-response', work: (request: unknown, response: { statusCode?: number }) => void): unknown;
	send(text: string): void;
	close(code?: number): void;
	terminate(): void;
}

/** Time and chance, so that a test can have its own. */
export interface Clock {
	now: () => number;
	random: () => number;
	/** Does something later. @returns forgets it */
	after: (ms: number, work: () => void) => () => void;
}

export interface LineWork {
	reader: Reader;
	paths: (known?: SocketPath) => SocketPath[];
	/** A token with some life left, in the address of a path. */
	address: (path: SocketPath) => Promise<string>;
	/** The server refused the token: another one. */
	renew: () => Promise<void>;
	open: (url: string) => Wire;
	clock: Clock;
	/** It stands: rooms are joined again, and what was missed is looked for. */
	opened: () => void;
	heard: (event: Heard) => void;
	/** It does not stand. @param failures how often in a row; `why` without the address, which holds the token */
	failed: (why: string, failures: number) => void;
	recovered: (failures: number) => void;
}

export interface Line {
	/** Says something now. @returns whether it was said: a line that does not stand says nothing */
	say: (said: Said) => boolean;
	/** Ends it, and resolves once nothing of it is open any more. */
	stop: () => Promise<void>;
}

const PING_EVERY_MS = 30_000;
const PONG_WITHIN_MS = 10_000;
const OPEN_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
const JITTER = 0.25;
/** A line that stood for less is no success: two programs with one account would push each other out every second. */
const STANDS_AFTER_MS = 60_000;
/** The server does not want this token or this role (contract, close codes). */
const REFUSED = new Set([1008, 4001, 4002, 4003]);

/** How long to wait before the next try: 1, 2, 4 … 60 s, each up to a quarter longer, so that many programs do not come at once. */
export const pauseMs = (failures: number, random: () => number): number =>
	Math.round(Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(failures - 1, 16)) * (1 + JITTER * random()));

interface Ending {
	why: string;
	isRefused: boolean;
}

/** Keeps a socket open for as long as it lives: pings, notices silence, comes back with a good token, and never throws. */
export function keepLine(work: LineWork): Line {
	const { clock, reader } = work;
	let stopped = false;
	let wire: Wire | undefined;
	let isOpen = false;
	let known: SocketPath | undefined;
	let failures = 0;
	let wake = (): void => undefined;
	let hangUp = (): void => undefined;
	const closed: { resolve: () => void } = { resolve: () => undefined };

	const write = (said: Said): boolean => {
		const frame = frameOf(said, reader.dialect);
		if (!wire || !isOpen || frame === null) return false;
		wire.send(frame);
		return true;
	};

	/** One connection from its opening to its end. @returns null when nobody answers there as a socket does */
	const connect = async (path: SocketPath): Promise<(Ending & { stoodMs: number }) | null> => {
		const url = await work.address(path);
		if (stopped) return { why: 'stopped', isRefused: false, stoodMs: 0 };
		return await new Promise((resolve) => {
			const mine = work.open(url);
			wire = mine;
			let openedAt: number | undefined;
			let forgetPing = (): void => undefined;
			let forgetPong = (): void => undefined;
			let isDone = false;
			const end = (ending: Ending | null) => {
				if (isDone) return;
				isDone = true;
				isOpen = false;
				forgetOpening();
				forgetPing();
				forgetPong();
				if (wire === mine) wire = undefined;
				mine.terminate();
				closed.resolve();
				resolve(ending && { ...ending, stoodMs: openedAt === undefined ? 0 : clock.now() - openedAt });
			};
			hangUp = () => end({ why: 'stopped', isRefused: false });
			const ping = () => {
				forgetPing = clock.after(PING_EVERY_MS, () => {
					forgetPong = clock.after(PONG_WITHIN_MS, () => end({ why: 'no pong came in time', isRefused: false }));
					write({ type: 'ping' });
				});
			};
			const forgetOpening = clock.after(OPEN_WITHIN_MS, () => end({ why: 'it did not open in time', isRefused: false }));
			mine.on('open', () => {
				forgetOpening();
				[openedAt, isOpen, known] = [clock.now(), true, path];
				ping();
				if (failures > 0) work.recovered(failures);
				work.opened();
			});
			mine.on('message', (data) => {
				const event = heard(data.toString(), reader);
				if (event?.type === 'pong') {
					forgetPong();
					forgetPing();
					ping();
				} else if (event) work.heard(event);
			});
			mine.on('unexpected-response', (_, { statusCode = 0 }) => {
				const isRefused = statusCode === 401 || statusCode === 403;
				// Another path may be the right one; a refused token is refused at all of them.
				end(isRefused || statusCode >= 500 || statusCode === 429 ? { why: `it was answered with status ${statusCode}`, isRefused } : null);
			});
			mine.on('close', (code) => end({ why: `it was closed (${code})`, isRefused: REFUSED.has(code) }));
			// What an error says may hold the address, and with it the token.
			mine.on('error', (error) => end({ why: `it broke (${(error as { code?: string }).code ?? 'unknown'})`, isRefused: false }));
		});
	};

	const once = async (): Promise<Ending & { stoodMs: number }> => {
		for (const path of work.paths(known)) {
			const ending = await connect(path);
			if (ending !== null) return ending;
		}
		known = undefined;
		return { why: 'no path leads to a socket', isRefused: false, stoodMs: 0 };
	};

	const run = async () => {
		while (!stopped) {
			let why: string;
			try {
				const ending = await once();
				if (ending.stoodMs >= STANDS_AFTER_MS) failures = 0;
				if (ending.isRefused && !stopped) await work.renew();
				why = ending.why;
			} catch (error) {
				why = (error as Error).message;
			}
			if (stopped) return;
			failures++;
			work.failed(why, failures);
			const ms = pauseMs(failures, clock.random);
			await new Promise<void>((resolve) => {
				const forget = clock.after(ms, resolve);
				wake = () => {
					forget();
					resolve();
				};
			});
		}
	};
	const running = run();
	return {
		say: write,
		stop: async () => {
			stopped = true;
			wake();
			const mine = wire;
			if (mine && isOpen) {
				await new Promise<void>((resolve) => {
					const forget = clock.after(CLOSE_WITHIN_MS, () => mine.terminate());
					closed.resolve = () => {
						forget();
						resolve();
					};
					mine.close(1000);
				});
			} else hangUp();
			await running;
		},
	};
}
