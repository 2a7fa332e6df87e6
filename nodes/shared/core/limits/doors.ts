/**
 * Where vendors deliver, as the figures name it. Whoever adds a trigger of a vendor adds its door. `unknown`: an address at a port of ours at which nothing listens,
 * such as that of a workflow which is not published any more.
 */
export type Door = 'zapi' | 'whatsapp_cloud' | 'chatwoot' | 'piperun' | 'attendance' | 'slack' | 'unknown';

/** `started`: handed to a workflow, whose answer n8n gives. */
export type Answered = number | 'started';

/** What an operator has to know of. Each has a figure from the door's first call on: one that rises from nothing shows no rise (https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics). */
const REFUSALS = [401, 403, 404, 413, 429, 503];
const TOLD = new Set<Answered>(['started', 200, 400, 405, 500, ...REFUSALS]);

/** A workflow that answers by itself may answer any number: what no door answers counts by its hundred. */
const named = (answered: Answered): string => {
	if (TOLD.has(answered)) return String(answered);
	const hundred = Math.floor(Number(answered) / 100);
	return hundred >= 1 && hundred <= 5 ? `${hundred}xx` : 'other';
};

/** What vendors' doors answered. Nobody who calls makes a figure of their own: neither addresses nor numbers are told apart. */
export class Doors {
	private readonly counts = new Map<Door, Map<string, number>>();

	note(door: Door, answered: Answered): void {
		const counts = this.counts.get(door) ?? new Map(REFUSALS.map((status) => [String(status), 0]));
		this.counts.set(door, counts);
		const status = named(answered);
		counts.set(status, (counts.get(status) ?? 0) + 1);
	}

	told(): Array<{ door: Door; status: string; count: number }> {
		return [...this.counts].flatMap(([door, counts]) => [...counts].map(([status, count]) => ({ door, status, count })));
	}
}

/** Of this process: what is refused never reaches the database. */
export const doors = new Doors();
