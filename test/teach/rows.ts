import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Who is taught; the rows of each are in the folder of that name. */
export type School = 'ear' | 'guard';

const files = (school: School): string[] =>
	readdirSync(path.join(__dirname, school))
		.sort()
		.map((file) => readFileSync(path.join(__dirname, school, file), 'utf8'));

export const rowsOf = <Row>(school: School): Row[] => files(school).flatMap((file) => JSON.parse(file) as Row[]);

/** Ordinary talk of many trades, a message a line. */
export const told = (): string[] => readFileSync(path.join(__dirname, 'ordinary.txt'), 'utf8').trim().split('\n');

/** Tells these rows from others. */
export const fingerprint = (school: School): string =>
	createHash('sha256')
		.update([...files(school), ...told()].join('\n'))
		.digest('hex')
		.slice(0, 16);
