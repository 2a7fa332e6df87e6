import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { schemas, SCHEMAS } from './schema';

/** Writes the node's sample outputs anew, after a change of an operation's answer: `npx tsx test/ZApi/writeSchemas.ts`. */
async function write(): Promise<void> {
	rmSync(SCHEMAS, { recursive: true, force: true });
	for (const [id, schema] of Object.entries(await schemas())) {
		const file = path.join(SCHEMAS, `${id.replace('.', '/')}.json`);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
	}
}

void write();
