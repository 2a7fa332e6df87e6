import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Label } from '../../nodes/shared/core/hearing/intent';

/** A message that teaches the ear. */
export interface Row {
	text: string;
	/** All that it says. */
	labels: Label[];
}

const ROWS = path.join(__dirname, 'rows');
const files = (): string[] =>
	readdirSync(ROWS)
		.sort()
		.map((file) => readFileSync(path.join(ROWS, file), 'utf8'));

export const rows = (): Row[] => files().flatMap((file) => JSON.parse(file) as Row[]);

/** Tells these rows from others. */
export const fingerprint = (): string => createHash('sha256').update(files().join('\n')).digest('hex').slice(0, 16);
