import { FULL } from '../../../nodes/shared/llm/dialect';
import { reasonOf } from '../../../nodes/shared/llm/judge';
import { mended } from '../../../nodes/shared/llm/mend';
import { DOUBTFUL_MS, GUESSED_MS, LEARNT_MS } from '../../../nodes/shared/llm/memory';
import { forgetDialects } from '../../../nodes/shared/llm/model';
import { refusalIn } from '../../../nodes/shared/llm/refusal';
import { fails, good, request, says, startModelService, type ModelService } from './modelServiceForTests';

let service: ModelService;
let now = Date.now();
beforeAll(async () => {
	service = await startModelService();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await service.stop();
});
beforeEach(() => forgetDialects());

const refused = (status: number, message: string, more: object = {}) => refusalIn(status, JSON.stringify({ error: { message, ...more } }));
const formats = () => service.bodies.map(({ response_format }) => response_format?.type);

describe('what a refusal changes', () => {
	it.each([
		[400, 'Unsupported parameter', { param: 'temperature' }, 'certain', { temperature: false }],
		[422, 'response_format is unavailable now', {}, 'certain', { format: 'json_object' }],
		[400, 'System role not supported', {}, 'certain', { roles: 'user' }],
		[400, 'Something is off', {}, 'guessed', { format: 'json_object' }],
		[500, 'failed to parse grammar: json_schema with union types', {}, 'doubtful', { format: 'json_object' }],
	])('%i %s', (status, message, more, certainty, change) => {
		expect(mended(FULL, refused(status, message, more), 0)).toMatchObject({ certainty, dialect: change });
	});

	it.each([
		[503, 'The developer role of this system is overloaded'],
		[500, 'The alternate region is not reachable'],
		[502, 'guided tour of our status page'],
		[409, 'another system message is in flight'],
		[429, 'response_format: too many requests'],
	])('nothing: %i %s', (status, message) => {
		expect(mended(FULL, refused(status, message), 0)).toBeNull();
	});
});

it.each([
	['a refusal that names the part', 400, { param: 'response_format' }, LEARNT_MS],
	['a refusal that names nothing', 400, {}, GUESSED_MS],
	['a service out of order that spoke of the part', 500, {}, DOUBTFUL_MS],
])('%s is remembered for its time, and no longer', async (_, status, more, keptMs) => {
	const words = status === 400 && !('param' in more) ? 'Something is off' : 'response_format failed';
	service.answerWith(({ response_format }) =>
		response_format?.type === 'json_schema' ? fails(status, { message: words, ...more }) : says(good),
	);
	const model = await service.open();
	await model.askForJson(request());
	service.bodies.length = 0;
	now += keptMs - 1000;
	await model.askForJson(request());
	expect(formats()).toEqual(['json_object']);
	now += 2000;
	await model.askForJson(request());
	expect(formats().slice(0, 2)).toEqual(['json_object', 'json_schema']);
});

it('a service that is out of order for a moment is asked the same again', async () => {
	service.answerWith((_, n) =>
		n === 1 ? fails(503, { message: 'No system message from the grammar workers: roles are restarting' }) : says(good),
	);
	const { outcome } = await (await service.open()).askForJson(request());
	expect(formats()).toEqual(['json_schema', 'json_schema']);
	expect(outcome).toEqual({ ok: true, name: 'm', tries: 2 });
});

describe('one list tells parts and reasons apart', () => {
	it.each([
		['max_tokens is too large: 9000 exceeds the limit of 8192 tokens', 'refused_request'],
		['the json_schema is too long for this request: request too large', 'refused_request'],
		['The prompt exceeds the limit of 8192 tokens', 'context_length'],
		['Please reduce the length of the messages', 'context_length'],
	])('%s', (message, reason) => {
		expect(reasonOf(refused(400, message))).toBe(reason);
	});
});

describe('how long is waited', () => {
	const at = Date.parse('2026-03-01T12:00:00Z');
	const waitOf = (value: string) => refusalIn(429, '{}', (name) => (name === 'retry-after' ? value : null), at).waitMs;
	it.each([
		['seconds', '7', 7000],
		['a date', 'Sun, 01 Mar 2026 12:00:09 GMT', 9000],
		['a date gone by', 'Sun, 01 Mar 2026 11:00:00 GMT', 0],
		['part of a second', '0.5', 500],
		['nonsense', 'soon', undefined],
	])('%s', (_, value, waitMs) => {
		expect(waitOf(value)).toBe(waitMs);
	});

	it("a gateway's page is what its status says", () => {
		const page = '<!-- edge --><html><body>error 1015</body></html>';
		expect([429, 502, 403, 404].map((status) => reasonOf(refusalIn(status, page)))).toEqual([
			'rate_limited',
			'unavailable',
			'forbidden',
			'wrong_address',
		]);
	});
});
