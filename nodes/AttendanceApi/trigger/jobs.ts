import type { Clock } from '../socket/line';
import { pauseMs } from '../socket/line';

/**
 * Work that is done one after the other, each kind once however often it was asked for. What fails is tried again, after a pause that grows: nothing that was
 * heard of is forgotten while the server is away.
 */
export class Jobs {
	private readonly waiting = new Map<string, () => Promise<void>>();
	private running: Promise<void> | undefined;
	private stopped = false;
	private failures = 0;
	private wake = (): void => undefined;

	constructor(
		private readonly clock: Clock,
		private readonly told: { failed: (error: Error, failures: number) => void; recovered: (failures: number) => void },
	) {}

	/** @param key of the kind: one that waits already is not done twice */
	add(key: string, work: () => Promise<void>): void {
		if (this.stopped) return;
		this.waiting.set(key, work);
		this.running ??= this.run().finally(() => (this.running = undefined));
	}

	/** Ends it, and resolves once nothing of it is under way. */
	async stop(): Promise<void> {
		this.stopped = true;
		this.waiting.clear();
		this.wake();
		await this.running;
	}

	private async run(): Promise<void> {
		for (let next = this.first(); next !== undefined; next = this.first()) {
			const [key, work] = next;
			this.waiting.delete(key);
			try {
				await work();
				if (this.failures > 0) this.told.recovered(this.failures);
				this.failures = 0;
			} catch (error) {
				if (this.stopped) return;
				this.failures++;
				this.told.failed(error as Error, this.failures);
				if (!this.waiting.has(key)) this.waiting.set(key, work);
				await this.pause();
			}
		}
	}

	private first(): [string, () => Promise<void>] | undefined {
		return this.stopped ? undefined : this.waiting.entries().next().value;
	}

	private async pause(): Promise<void> {
		await new Promise<void>((resolve) => {
			const forget = this.clock.after(pauseMs(this.failures, this.clock.random), resolve);
			this.wake = () => {
				forget();
				resolve();
			};
		});
	}
}
