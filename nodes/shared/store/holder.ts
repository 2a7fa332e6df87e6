/** Which process of which n8n holds turns that end with it. */
export interface Holder {
	/** n8n's own name for itself: the same after a restart, and no secret (it is sent with its statistics). */
	instance: string;
	/** The same for as long as the process lives, also where the package is loaded anew. */
	process: string;
}

/** What n8n was started with, and which process this is. */
export interface RunningAs {
	/** `EXECUTIONS_MODE`; n8n's own default is `regular`. */
	mode: string | undefined;
	/** `EXECUTIONS_MODE_FILE`: the mode stands in a file. */
	modeFile: string | undefined;
	pid: number;
	/** When the process began, epoch milliseconds with their fractions. */
	since: number;
}

const thisProcess = (): RunningAs => ({
	mode: process.env.EXECUTIONS_MODE,
	modeFile: process.env.EXECUTIONS_MODE_FILE,
	pid: process.pid,
	since: performance.timeOrigin,
});

/**
 * Who claims, where an execution dies with the process that claimed its turn: what a dead one held need not wait for its lease then.
 * @returns null where workers run the executions and live on (queue mode), or may: those turns wait for their lease
 */
export function holderOf(
	context: { getInstanceId: () => string },
	{ mode, modeFile, pid, since }: RunningAs = thisProcess(),
): Holder | null {
	if (modeFile !== undefined || (mode?.trim() || 'regular') !== 'regular') return null;
	const instance = context.getInstanceId().trim();
	return instance === '' ? null : { instance, process: `${pid}:${since}` };
}

/** As the calls of the database name it; nothing where there is none, so that a database of before takes them. */
export const heldBy = (holder: Holder | null) => (holder ? { p_instance: holder.instance, p_process: holder.process } : {});
