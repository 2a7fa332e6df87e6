import { openChatModel } from '../../../nodes/shared/llm/chatModel';
import { connectedWords } from '../../../nodes/shared/llm/connectedWords';
import { ModelError } from '../../../nodes/shared/llm/failure';
import { REASONS, type ModelFailureReason } from '../../../nodes/shared/llm/reasons';
import { request } from './modelServiceForTests';

const reasons = Object.keys(REASONS) as ModelFailureReason[];
/** Fields that a connected model has not got; "Timeout (Seconds)" of this node counts for it too. */
const FIELDS = /"API Key"|"Base URL"|"Model"|"Max Tokens"|credencial OpenAI|OpenAI credential/;

it.each(reasons)('%s names no field of the OpenAI credential', (reason) => {
	const { message, failure, remedy } = new ModelError(reason, { name: 'm', words: connectedWords(reason) });
	expect([message, remedy, failure.sentence].filter((text) => FIELDS.test(text))).toEqual([]);
	expect(message).toContain('Chat Model');
});

it.each(reasons)('%s says where something is to be done, if the operator can', (reason) => {
	const { failure } = new ModelError(reason, { name: 'm', words: connectedWords(reason) });
	expect(failure.sentence).toMatch(failure.kind === 'operator' ? /Chat Model/ : /\w/);
});

it('the OpenAI credential is told by its fields, as ever', () => {
	expect(new ModelError('wrong_key', { name: 'm' }).failure.sentence).toContain('"API Key"');
	expect(new ModelError('length', { name: 'm' }).failure.sentence).toContain('"Max Tokens"');
});

describe('what a connected model throws or says', () => {
	const fails = async (answer: () => Promise<unknown>) =>
		await openChatModel({ invoke: answer, model: 'm' }, 300)
			.askForJson(request())
			.then(
				() => null,
				(error: unknown) => error as ModelError,
			);
	const thrown =
		(message: string, more: object = {}) =>
		async () =>
			await Promise.reject(Object.assign(new Error(message), more));

	it.each<[string, () => Promise<unknown>, ModelFailureReason]>([
		['a wrong key', thrown('401 Incorrect API key provided', { status: 401 }), 'wrong_key'],
		['a wrong key without a status', thrown('Incorrect API key provided: sk-x'), 'wrong_key'],
		['a prompt that is too long, without a status', thrown('prompt is too long: 209303 tokens > 200000 maximum'), 'context_length'],
		['an overload without a status', thrown('Overloaded'), 'unavailable'],
		['a cut answer', async () => await Promise.resolve({ content: '{"reply', response_metadata: { finish_reason: 'length' } }), 'length'],
		['a refusal as a part', async () => await Promise.resolve({ content: [{ type: 'refusal', refusal: 'Não.' }] }), 'refusal'],
	])('%s', async (_, answer, reason) => {
		const error = await fails(answer);
		expect(error?.failure.reason).toBe(reason);
		expect([error?.message, error?.remedy, error?.failure.sentence].filter((text) => FIELDS.test(text ?? ''))).toEqual([]);
	});

	it('is not asked again where LangChain has done so', async () => {
		let calls = 0;
		const error = await fails(async () => {
			calls++;
			return await thrown('503 down', { status: 503 })();
		});
		expect([calls, error?.outcome.tries]).toEqual([1, 1]);
	});
});
