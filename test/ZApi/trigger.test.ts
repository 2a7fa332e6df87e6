import type { IDataObject } from 'n8n-workflow';

import { pathSecret } from '../../nodes/shared/webhook/secret';
import { startZApi, type ZApi } from '../sandbox/zapi';
import { INSTANCE_ID, receivedInGroup, receivedReaction, receivedText } from '../sandbox/zapiPayloads';
import { call, hook, SECRET, TOKEN, triggerOf, WEBHOOK_ID } from './hook';

const PRODUCTION = `http://127.0.0.1:5678/webhook/${WEBHOOK_ID}/${WEBHOOK_ID}/${SECRET}`;
const TEST = PRODUCTION.replace('/webhook/', '/webhook-test/');

let zapi: ZApi;

beforeEach(async () => {
	zapi = await startZApi({ instanceId: INSTANCE_ID, token: TOKEN });
});
afterEach(async () => await zapi.stop());

const trigger = async (parameters: IDataObject = {}) => await triggerOf(zapi, parameters);

describe('registration', () => {
	it('sets its own URL with a secret in the path, and finds it again', async () => {
		const given = trigger();
		expect(await hook('checkExists', given)).toBe(false);
		await hook('create', given);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(PRODUCTION);
		expect(zapi.violations).toEqual([]);
		expect(await hook('checkExists', given)).toBe(true);
	});

	it("refuses to take somebody else's place, naming only the host", async () => {
		zapi.callbackUrls.receivedCallbackUrl = 'https://crm.example.com/hook/secret-of-theirs';
		await expect(hook('create', trigger())).rejects.toMatchObject({
			message: 'Another webhook URL is set already (on crm.example.com)',
			description: expect.stringContaining('Replace, Restore Later'),
		});
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe('https://crm.example.com/hook/secret-of-theirs');
	});

	it('replaces it on request, and restores it', async () => {
		zapi.callbackUrls.receivedCallbackUrl = 'https://crm.example.com/hook';
		const given = trigger({ otherUrl: 'replace' });
		await hook('create', given);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(PRODUCTION);
		await hook('delete', given);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe('https://crm.example.com/hook');
	});

	it('does not touch a URL that somebody else set meanwhile', async () => {
		zapi.callbackUrls.receivedCallbackUrl = 'https://crm.example.com/hook';
		const given = trigger({ otherUrl: 'replace' });
		await hook('create', given);
		zapi.callbackUrls.receivedCallbackUrl = 'https://other.example.com/hook';
		await hook('delete', given);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe('https://other.example.com/hook');
	});

	it('lends the URL to a test and gives it back to the published workflow', async () => {
		await hook('create', trigger());
		const test = trigger();
		await hook('create', test, 'manual');
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(TEST);
		await hook('delete', test, 'manual');
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(PRODUCTION);
	});

	const PLACES = {
		received: 'receivedCallbackUrl',
		delivery: 'deliveryCallbackUrl',
		status: 'messageStatusCallbackUrl',
		connected: 'connectedCallbackUrl',
		disconnected: 'disconnectedCallbackUrl',
		presence: 'presenceChatCallbackUrl',
	} as const;
	const EVENTS = Object.keys(PLACES) as Array<keyof typeof PLACES>;
	const read = () => zapi.requests.filter(({ route }) => route === '/me').length;

	it.each(EVENTS)('sets the URL of %s alone when that is chosen', async (event) => {
		const given = trigger({ events: [event] });
		await hook('create', given);
		expect(Object.entries(zapi.callbackUrls).filter(([, url]) => url !== '')).toEqual([[PLACES[event], PRODUCTION]]);
		expect(await hook('checkExists', given)).toBe(true);
	});

	it('sets one URL for all events, asking the instance once', async () => {
		const given = trigger({ events: EVENTS });
		await hook('create', given);
		expect(Object.values(zapi.callbackUrls)).toEqual(EVENTS.map(() => PRODUCTION));
		expect(read()).toBe(1);
		expect(await hook('checkExists', given)).toBe(true);
		expect(read()).toBe(2);
		zapi.callbackUrls.presenceChatCallbackUrl = 'https://other.example.com/hook';
		expect(await hook('checkExists', given)).toBe(false);
		expect(zapi.violations).toEqual([]);
	});

	it('refuses before anything is changed when one of them belongs to somebody else', async () => {
		zapi.callbackUrls.presenceChatCallbackUrl = 'https://crm.example.com/hook';
		const before = { ...zapi.callbackUrls };
		await expect(hook('create', trigger({ events: EVENTS }))).rejects.toMatchObject({
			message: expect.stringContaining('crm.example.com'),
		});
		expect(zapi.callbackUrls).toEqual(before);
	});

	it('replaces and restores each on request, also after an event was taken off the list', async () => {
		for (const key of Object.values(PLACES)) zapi.callbackUrls[key] = `https://crm.example.com/${key}`;
		const before = { ...zapi.callbackUrls };
		const given = await trigger({ events: EVENTS, otherUrl: 'replace' });
		await hook('create', given);
		expect(new Set(Object.values(zapi.callbackUrls))).toEqual(new Set([PRODUCTION]));
		given.workflow.getNode('Trigger')!.parameters.events = ['received'];
		await hook('delete', given);
		expect(zapi.callbackUrls).toEqual(before);
	});

	it('gives back what it took when a later one fails', async () => {
		zapi.callbackUrls.receivedCallbackUrl = 'https://crm.example.com/hook';
		zapi.faults.push({ kind: 'status', status: 400, match: (path) => path === '/update-webhook-delivery' });
		await expect(hook('create', trigger({ events: ['received', 'delivery'], otherUrl: 'replace' }))).rejects.toThrow('400');
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe('https://crm.example.com/hook');
	});

	it('takes the option for deliveries as the event that it is', async () => {
		await hook('create', trigger({ options: { deliveries: true } }));
		expect(Object.entries(zapi.callbackUrls).filter(([, url]) => url !== '')).toEqual([
			['receivedCallbackUrl', PRODUCTION],
			['deliveryCallbackUrl', PRODUCTION],
		]);
	});

	it('never gives the URL of the published workflow back to a test, whose end it may not have seen', async () => {
		await hook('create', trigger(), 'manual');
		const published = trigger();
		await hook('create', published);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(PRODUCTION);
		await hook('delete', published);
		expect(zapi.callbackUrls.receivedCallbackUrl).toBe(PRODUCTION);
	});

	it('lends all URLs to a test; one that ends after the workflow was published takes nothing away', async () => {
		const events = { events: EVENTS };
		await hook('create', trigger(events));
		const test = trigger(events);
		await hook('create', test, 'manual');
		expect(new Set(Object.values(zapi.callbackUrls))).toEqual(new Set([TEST]));
		await hook('create', trigger(events));
		await hook('delete', test, 'manual');
		expect(new Set(Object.values(zapi.callbackUrls))).toEqual(new Set([PRODUCTION]));
	});

	it('says which fields of the credential are wrong, without the token', async () => {
		await zapi.stop();
		zapi = await startZApi({ instanceId: INSTANCE_ID, token: 'another' });
		const failure = (await hook('create', trigger()).catch((error: Error & { description: string }) => error)) as Error & {
			description: string;
		};
		expect(failure.message).toBe('Z-API does not know this "Instance ID" with this "Instance Token"');
		expect(JSON.stringify([failure.message, failure.description, failure])).not.toContain(TOKEN);
	});
});

describe('delivery', () => {
	it('hands a clean message on and leaves the answer to what follows', async () => {
		const { answered, items } = await call(trigger(), receivedText({ text: 'Oi', messageId: 'M1' }));
		expect(items).toEqual([expect.objectContaining({ messageId: 'M1', text: 'Oi', kind: 'text' })]);
		expect(answered).toEqual({});
	});

	it.each([
		['wrong secret', receivedText(), { secret: '0'.repeat(32) }, 403],
		['no secret', receivedText(), { secret: '' }, 403],
		['wrong instance', receivedText({ instanceId: 'another' }), {}, 403],
		['not JSON', 'oi', {}, 400],
		['nothing', undefined, {}, 400],
		['missing phone', { ...receivedText(), phone: undefined }, {}, 400],
	])('%s: refused with a reason, and nothing starts', async (_, body, options, status) => {
		const { answered, items } = await call(trigger(), body, options);
		expect(items).toBeUndefined();
		expect(answered).toEqual({ status, body: { error: expect.any(String) } });
		expect(JSON.stringify(answered)).not.toContain(SECRET);
	});

	it('ignores with a reason what is no message of a customer', async () => {
		expect(await call(trigger(), receivedInGroup())).toEqual({ answered: { status: 200, body: { ignored: 'group' } }, items: undefined });
		const { items } = await call(trigger({ options: { groups: true } }), receivedInGroup());
		expect(items).toHaveLength(1);
	});

	it('hands on the events that were chosen, with what Z-API sent when wanted', async () => {
		const status = { type: 'MessageStatusCallback', instanceId: INSTANCE_ID, phone: '5511999990001', status: 'READ', ids: ['M1'] };
		expect((await call(trigger(), status)).answered).toEqual({ status: 200, body: { ignored: 'not_a_message' } });
		const { items } = await call(trigger({ events: ['status'], options: { raw: true } }), status);
		expect(items).toEqual([expect.objectContaining({ event: 'receipt', status: 'read', messageIds: ['M1'], raw: status })]);
		expect((await call(trigger({ events: ['status'] }), receivedText())).answered.body).toEqual({ ignored: 'event_not_chosen' });
		const reaction = await call(trigger({ options: { chatEvents: ['reaction'] } }), receivedReaction({ value: '👍' }));
		expect(reaction.items).toEqual([expect.objectContaining({ event: 'reaction', text: '👍' })]);
	});

	it('believes the credential of now: a token that was replaced counts no more once the new one was used', async () => {
		const given = await trigger();
		expect((await call(given, receivedText())).items).toHaveLength(1);
		const token = 'A'.repeat(32);
		given.credentials.atendeAquiZApi.instanceToken = token;
		expect((await call(given, receivedText(), { secret: pathSecret(token, WEBHOOK_ID) })).items).toHaveLength(1);
		expect((await call(given, receivedText())).answered.status).toBe(403);
	});

	it.each([
		[{ 'z-api-token': 'wrong' }, 403],
		[{ 'z-api-token': TOKEN }, undefined],
		[{}, undefined],
	])('with the token header checked, %p gives %p', async (headers, status) => {
		const { answered } = await call(trigger({ options: { checkTokenHeader: true } }), receivedText(), { headers });
		expect(answered.status).toBe(status);
	});
});
