/** Milliseconds that this process has computed so far. A limit on them holds on a busy machine too, where time on the wall says nothing of the code. */
export function processorTime(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
