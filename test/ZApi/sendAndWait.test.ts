import { closeSql, sandboxSupabase, sql } from '../setup/supabase';
import { INSTANCE_ID, SECRETS, startBench, TO, type Bench } from './bench';

const { url: host, serviceRoleKey: serviceRole } = sandboxSupabase();

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ supabaseApi: { host, serviceRole } });
	await sql('delete from waiting_questions where channel = $1', [INSTANCE_ID]);
});
afterEach(async () => await bench.stop());
afterAll(closeSql);

const ASK = { resource: 'message', operation: 'sendAndWait', phone: TO, message: 'Posso dar 10% de desconto?' };
const HOUR_MS = 3_600_000;
const questions = async () => await sql('select phone, resume_url, expires_at from waiting_questions where channel = $1', [INSTANCE_ID]);

describe('asking', () => {
	it('sends the question with a signed link, and waits without an end', async () => {
		const output = await bench.run(ASK, [{ json: { deal: 7 } }]);
		const [{ body }] = bench.zapi.sent;
		expect(body).toEqual({
			phone: TO,
			message: expect.stringMatching(
				/^Posso dar 10% de desconto\?\n\nResponda aqui: http:\/\/127\.0\.0\.1:5678\/webhook-waiting\/1\/1\?signature=\w+$/,
			),
		});
		expect(bench.waitsUntil()?.getUTCFullYear()).toBe(3000);
		expect(output.map(({ json }) => json)).toEqual([{ deal: 7 }]);
		expect(await questions()).toEqual([]);
	});

	it('takes the words before the link and the end of the wait from the operator', async () => {
		const limitWaitTime = { entry: { amount: 2, unit: 'hours' } };
		await bench.run({ ...ASK, options: { linkLabel: 'Decida:', limitWaitTime } });
		expect(bench.zapi.sent[0].body.message).toContain('\n\nDecida: http');
		expect(bench.waitsUntil()!.getTime() - Date.now()).toBeGreaterThan(1.99 * HOUR_MS);
		expect(bench.waitsUntil()!.getTime() - Date.now()).toBeLessThanOrEqual(2 * HOUR_MS);
	});

	it('waits for the next message of the phone for a day, with the question noted and no link', async () => {
		await bench.run({ ...ASK, phone: '551199990001', responseType: 'nextMessage' });
		expect(bench.zapi.sent[0].body.message).toBe('Posso dar 10% de desconto?');
		const [question] = await questions();
		expect(question).toMatchObject({ phone: TO, resume_url: expect.stringContaining('/webhook-waiting/1/1?signature=') });
		expect(question.expires_at).toEqual(bench.waitsUntil());
		expect(bench.waitsUntil()!.getTime() - Date.now()).toBeGreaterThan(23.9 * HOUR_MS);
	});

	it('waits for nothing that was not asked', async () => {
		bench.zapi.faults.push({ kind: 'okWithError', body: { error: 'Phone not found' } });
		await expect(bench.run({ ...ASK, responseType: 'nextMessage' })).rejects.toThrow('Phone not found');
		expect(await questions()).toEqual([]);
		expect(bench.waitsUntil()).toBeUndefined();
	});

	it('asks one question at a time', async () => {
		await expect(bench.run(ASK, [{ json: {} }, { json: {} }])).rejects.toThrow('"Execute Once"');
		expect(bench.zapi.sent).toEqual([]);
	});
});

describe('answering', () => {
	const respondedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string;

	it('shows a page with both buttons; looking at it decides nothing', async () => {
		const { page, items } = await bench.answer({ ...ASK, message: 'Desconto de 10% para <b>Ana</b>?' }, 'GET');
		expect(items).toBeUndefined();
		expect(page?.html).toContain('Desconto de 10% para &lt;b&gt;Ana&lt;/b&gt;?');
		expect(page?.html).toMatch(/value="true">Aprovar<.*value="false">Recusar</);
		expect(page?.headers['Content-Security-Policy']).toContain("default-src 'none'");
		expect(page?.headers['Referrer-Policy']).toBe('no-referrer');
		expect(JSON.stringify(page)).not.toContain(SECRETS.instanceToken);
	});

	it.each([
		['true', true],
		['false', false],
		[true, true],
		[false, false],
		['Sim', true],
		[1, true],
	])('goes on with approved %s', async (approved, expected) => {
		const { response, items } = await bench.answer(ASK, 'POST', { approved });
		expect(items).toEqual([{ data: { approved: expected, respondedAt } }]);
		expect(response).toContain('Resposta registrada');
	});

	it('has one button where only an approval is wanted, and takes nothing else', async () => {
		const parameters = { ...ASK, approvalOptions: { entry: { approvalType: 'single', approveLabel: 'Pode mandar' } } };
		expect((await bench.answer(parameters, 'GET')).page?.html).toMatch(/>Pode mandar<\/button><\/form>/);
		for (const approved of ['false', 'maybe', undefined])
			expect(await bench.answer(parameters, 'POST', { approved })).toMatchObject({ items: undefined, page: { status: 200 } });
	});

	it.each<unknown>([{ toString: 1 }, { approved: { toString: 1 } }, { approved: ['true'] }, { approved: null }, ['true'], 'true', null, 5])(
		'asks again where the answer says nothing: %j',
		async (body) => {
			for (const responseType of ['approval', 'freeText']) {
				const { items, page } = await bench.answer({ ...ASK, responseType }, 'POST', body as never);
				expect([items, page?.status]).toEqual([undefined, 200]);
			}
			const next = await bench.answer({ ...ASK, responseType: 'nextMessage' }, 'POST', body as never);
			expect(next.items).toEqual([{ data: expect.objectContaining({ text: '', message: expect.any(Object) }) }]);
		},
	);

	it('takes a text', async () => {
		const parameters = { ...ASK, responseType: 'freeText' };
		expect((await bench.answer(parameters, 'GET')).page?.html).toContain('<textarea name="text"');
		expect((await bench.answer(parameters, 'POST', { text: '  ' })).items).toBeUndefined();
		expect((await bench.answer(parameters, 'POST', { text: ' até 8% ' })).items).toEqual([{ data: { text: 'até 8%', respondedAt } }]);
	});

	it('takes the next message, and says so', async () => {
		const parameters = { ...ASK, responseType: 'nextMessage' };
		expect((await bench.answer(parameters, 'GET')).page?.status).toBe(405);
		const message = { phone: TO, text: 'Pode sim', kind: 'text' };
		const { response, items } = await bench.answer(parameters, 'POST', message);
		expect(items).toEqual([{ data: { text: 'Pode sim', message, respondedAt } }]);
		expect(response).toEqual({ resumed: true });
	});
});
