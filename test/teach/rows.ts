import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Label } from '../../nodes/shared/core/hearing/intent';

/** A message of a customer, and all that it says. */
export interface Row {
	text: string;
	labels: Label[];
}

const EAR = path.join(__dirname, 'ear');

export const rows = (): Row[] =>
	readdirSync(EAR)
		.sort()
		.flatMap((file) => JSON.parse(readFileSync(path.join(EAR, file), 'utf8')) as Row[]);

/** Ordinary talk of many trades, a message a line. */
export const told = (): string[] => readFileSync(path.join(__dirname, 'ordinary.txt'), 'utf8').trim().split('\n');
