import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { schemaOf, schemas, SCHEMAS } from './schema';

const files = readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
const idOf = (file: string) => file.replace(/\.json$/, '').replace(/[\\/]/, '.');

describe('the sample outputs that n8n shows before a first run', () => {
	it('are there for the operations whose answer is documented', async () => {
		expect(files.map(idOf).sort()).toEqual(Object.keys(await schemas()).sort());
		expect(files.map(idOf)).toEqual(expect.arrayContaining(['message.sendText', 'chat.getMany', 'contact.checkWhatsapp']));
	});

	it.each(files)('%s is what the operation makes of the documented answer', async (file) => {
		const shipped: unknown = JSON.parse(readFileSync(path.join(SCHEMAS, file), 'utf8'));
		expect(shipped).toEqual((await schemas())[idOf(file)]);
	});

	it('show no secret', () => {
		const withToken = files.filter((file) => readFileSync(path.join(SCHEMAS, file), 'utf8').includes('"token"'));
		expect(withToken.map(idOf).sort()).toEqual(['call.createSipToken', 'call.getSipInfo', 'call.getToken']);
	});
});

it('describes values of every type', () => {
	expect(schemaOf({ a: 1, b: ['x'], c: null, d: { e: true }, f: [] })).toEqual({
		type: 'object',
		properties: {
			a: { type: 'number' },
			b: { type: 'array', items: { type: 'string' } },
			c: { type: 'null' },
			d: { type: 'object', properties: { e: { type: 'boolean' } } },
			f: { type: 'array' },
		},
	});
});
