import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { IDS, startBench, TO, type Bench } from './bench';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({}, { supabaseApi: { host, serviceRole } });
	await sql('delete from waiting_questions where channel = $1', [IDS.phoneNumberId]);
});
afterEach(async () => await bench.stop());
afterAll(closeSql);

const ask = { resource: 'message', operation: 'sendAndWait', to: TO, message: 'Aprova?' };

it('asks with a link to the page, and hands the item on when it is answered', async () => {
	const output = await bench.run({ ...ask, responseType: 'approval' }, [{ json: { lead: 1 } }]);
	expect(bench.graph.sent.map(({ body }) => body.text)).toEqual([
		{ body: expect.stringMatching(/^Aprova\?\n\nResponda aqui: https?:\/\/.+signature=/) },
	]);
	expect(output.map(({ json }) => json)).toEqual([{ lead: 1 }]);
	expect(bench.graph.violations).toEqual([]);
});

it('asks one question at a time', async () => {
	await expect(bench.run({ ...ask, responseType: 'freeText' }, [{ json: {} }, { json: {} }])).rejects.toThrow('One question at a time');
	expect(bench.graph.sent).toEqual([]);
});

it('waits for the next message of the person, noted under the channel and the key of the inbox', async () => {
	await bench.run({ ...ask, responseType: 'nextMessage' });
	expect(bench.graph.sent[0].body.text).toEqual({ body: 'Aprova?' });
	expect(await sql('select phone from waiting_questions where channel = $1', [IDS.phoneNumberId])).toEqual([{ phone: TO.slice(1) }]);
});
