import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second towards programs (USER_HZ), on every machine that Node runs on. */
const MS_PER_TICK = 10;

/**
 * What a group of processes has worked so far, milliseconds of one core: all its threads, its children, and those of them that have ended.
 * @param group id of the process that leads it
 * @throws where the system does not tell, which is everywhere but on Linux
 */
export function groupWorkedMs(group: number): number {
	const stats = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap(statOf)
		.filter((stat) => stat.group === group);
	if (stats.length === 0) throw new Error(`There is no process of the group ${group}`);
	return stats.reduce((sum, { ticks }) => sum + ticks, 0) * MS_PER_TICK;
}

/** Nothing of a process that has just ended. The name may hold blanks and brackets: the fields start behind its last bracket, with the third of proc(5). */
function statOf(pid: string): Array<{ group: number; ticks: number }> {
	let text: string;
	try {
		text = readFileSync(`/proc/${pid}/stat`, 'utf8');
	} catch {
		return [];
	}
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	const [group, user, system, childrensUser, childrensSystem] = [5, 14, 15, 16, 17].map((field) => Number(fields[field - 3]));
	return [{ group, ticks: user + system + childrensUser + childrensSystem }];
}
