import { receivedText } from '../sandbox/zapiPayloads';
import { repliesTo, replyAfter } from '../sandbox/story';
import { rows, withSandbox } from './sandboxForTests';

const sandbox = withSandbox();
const url = () => sandbox().zapi.callbackUrls.receivedCallbackUrl;

async function post(to: string, body: string, contentType = 'application/json'): Promise<{ status: number; text: string }> {
	const response = await fetch(to, { method: 'POST', headers: { 'content-type': contentType }, body });
	return { status: response.status, text: await response.text() };
}
const without = (key: string, payload: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key));

describe('what reaches the webhook that is not a message', () => {
	test.each<[string, () => [body: string, contentType?: string], number, RegExp]>([
		['text that is not JSON', () => ['{"phone": "5511'], 422, /parse/i],
		['plain text', () => ['olá', 'text/plain'], 400, /JSON object/i],
		['an empty body', () => [''], 400, /./],
		['a list', () => ['[]'], 400, /./],
		['a message of another instance', () => [JSON.stringify(receivedText({ instanceId: '3DFFFFFF' }))], 403, /another instance/],
		['a message without a phone', () => [JSON.stringify(without('phone', receivedText()))], 400, /phone/],
		['a message without an id', () => [JSON.stringify(without('messageId', receivedText()))], 400, /messageId/],
		['a phone that is an object', () => [JSON.stringify({ ...receivedText(), phone: { number: 1 } })], 400, /phone/],
	])('%s is refused with a reason', async (_, given, status, reason) => {
		const [body, contentType] = given();
		const answer = await post(url(), body, contentType);
		expect(answer).toEqual({ status, text: expect.stringMatching(reason) });
	});

	test.each<[string, () => object, string]>([
		['a group', () => ({ ...receivedText(), isGroup: true, phone: '120363000000000000-group' }), 'group'],
		['a status', () => ({ ...receivedText(), phone: 'status@broadcast', broadcast: true }), 'broadcast'],
		['an unknown type', () => ({ type: 'BrandNewCallback', instanceId: receivedText().instanceId }), 'not_a_message'],
	])('%s is ignored, with the reason in the answer', async (_, payload, reason) => {
		const { status, text } = await post(url(), JSON.stringify(payload()));
		expect(status).toBe(200);
		expect(text).toMatch(/ignored/);
		expect(text.toLowerCase()).toContain(reason.toLowerCase());
	});

	test('a wrong secret in the path is refused', async () => {
		const answer = await post(url().replace(/[^/]+$/, 'f'.repeat(32)), JSON.stringify(receivedText()));
		expect(answer.status).toBe(403);
		expect(answer.text).not.toContain(url().split('/').at(-1));
	});

	test('none of them started an execution or stored anything', async () => {
		expect(await sandbox().api().executions(sandbox().workflows.sdrAgent)).toEqual([]);
		expect(await rows(sandbox(), 'select * from inbox')).toEqual([]);
	});
});

describe('messages that are odd', () => {
	test('a text of 1 MB is stored whole and answered once', async () => {
		const phone = '5511999990031';
		const text = 'a'.repeat(1_000_000);
		expect((await sandbox().write({ phone, text })).status).toBe(200);
		await replyAfter(sandbox(), phone, 0);
		expect(await rows(sandbox(), "select length(text) from inbox where phone = $1 and speaker = 'customer'", [phone])).toEqual([
			{ length: 1_000_000 },
		]);
		expect(repliesTo(sandbox(), phone)).toHaveLength(1);
	});

	test('a kind that is not known yet is taken as a message without words', async () => {
		const phone = '5511999990032';
		const payload = { ...without('text', receivedText({ phone })), hologram: { url: 'https://media.example.com/h' } };
		expect((await sandbox().zapi.deliver(payload)).status).toBe(200);
		await replyAfter(sandbox(), phone, 0);
		expect(await rows(sandbox(), "select kind from inbox where phone = $1 and speaker = 'customer'", [phone])).toEqual([{ kind: 'other' }]);
	});
});
