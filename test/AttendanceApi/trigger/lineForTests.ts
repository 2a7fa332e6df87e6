import { EventEmitter } from 'node:events';

import { readerOf } from '../../../nodes/AttendanceApi/reader';
import type { Heard } from '../../../nodes/AttendanceApi/socket/frame';
import { keepLine, type Clock, type Line, type Wire } from '../../../nodes/AttendanceApi/socket/line';
import { candidates, type SocketPath } from '../../../nodes/AttendanceApi/socket/paths';
import type { Dialect } from '../../contracts/attendanceApiContract';

/** A WebSocket of the test's own. */
export class FakeWire extends EventEmitter implements Wire {
	readonly said: string[] = [];
	closedWith: number | undefined;
	isTerminated = false;

	constructor(readonly url: string) {
		super();
	}
	send(text: string): void {
		this.said.push(text);
	}
	close(code?: number): void {
		this.closedWith = code;
		setImmediate(() => this.emit('close', code));
	}
	terminate(): void {
		this.isTerminated = true;
	}
	hears(frame: object): void {
		this.emit('message', Buffer.from(JSON.stringify(frame)));
	}
}

/** A clock that the test turns. */
export class FakeClock implements Clock {
	private at = 0;
	private readonly timers = new Set<{ due: number; work: () => void }>();
	chance = 0;

	now = (): number => this.at;
	random = (): number => this.chance;
	after = (ms: number, work: () => void): (() => void) => {
		const timer = { due: this.at + ms, work };
		this.timers.add(timer);
		return () => void this.timers.delete(timer);
	};
	/** Lets time pass, and whatever is due happen in its order. */
	async pass(ms: number): Promise<void> {
		await settled();
		const until = this.at + ms;
		for (;;) {
			const next = [...this.timers].filter(({ due }) => due <= until).sort((one, other) => one.due - other.due)[0];
			if (!next) break;
			this.at = next.due;
			this.timers.delete(next);
			next.work();
			await settled();
		}
		this.at = until;
		await settled();
	}
	get pending(): number {
		return this.timers.size;
	}
}

export const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A line over fake sockets. */
export function startLine(dialect: Dialect = 'documented', fixed: SocketPath | 'auto' = 'auto') {
	const clock = new FakeClock();
	const wires: FakeWire[] = [];
	const [heard, failures]: [Heard[], Array<[string, number]>] = [[], []];
	let [opened, recovered, renewals, tokens] = [0, 0, 0, 0];
	const world = {
		clock,
		wires,
		heard,
		failures,
		/** Fails the next address. */
		noToken: null as Error | null,
		opened: () => opened,
		recovered: () => recovered,
		renewals: () => renewals,
		wire: () => wires[wires.length - 1],
		opens: async () => {
			wires[wires.length - 1].emit('open');
			await settled();
		},
	};
	const line: Line = keepLine({
		reader: readerOf(dialect, 'America/Sao_Paulo', () => '12'),
		clock,
		paths: (known) => candidates(dialect, fixed, known),
		address: async (path) => {
			if (world.noToken) throw world.noToken;
			return await Promise.resolve(`wss://a.example${path}?token=t${++tokens}`);
		},
		renew: async () => await Promise.resolve(void renewals++),
		open: (url) => {
			const wire = new FakeWire(url);
			wires.push(wire);
			return wire;
		},
		opened: () => opened++,
		heard: (event) => heard.push(event),
		failed: (why, count) => failures.push([why, count]),
		recovered: () => recovered++,
	});
	return { ...world, line, world };
}
