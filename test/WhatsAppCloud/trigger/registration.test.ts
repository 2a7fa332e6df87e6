import type { IDataObject } from 'n8n-workflow';

import { ACCOUNT, APP_SECRET, PHONE_NUMBER_ID } from '../../sandbox/graphWebhooks';
import { startNumberAtMeta, type NumberAtMeta } from '../../sandbox/graphWebhooksServer';
import { hook, PRODUCTION, TEST, TOKEN, triggerOf, VERIFY_TOKEN } from './hook';

let meta: NumberAtMeta;
beforeEach(async () => {
	meta = await startNumberAtMeta({ phoneNumberId: PHONE_NUMBER_ID, token: TOKEN, account: ACCOUNT });
});
afterEach(async () => {
	await meta.stop();
	expect(meta.violations).toEqual([]);
});

const trigger = async (parameters: IDataObject = {}, credential: object = {}) =>
	await triggerOf(parameters, { baseUrl: meta.baseUrl, ...credential });
const THEIRS = 'https://crm.example.com/hook/secret-of-theirs';

it('sets the number’s own URL with the verify token, finds it again, and takes it away at the end', async () => {
	const given = await trigger();
	expect(await hook('checkExists', given)).toBe(false);
	await hook('create', given);
	expect(meta.callbacks).toEqual({ phone_number: PRODUCTION, whatsapp_business_account: '', application: '' });
	expect(meta.tokens).toEqual([VERIFY_TOKEN]);
	expect(await hook('checkExists', given)).toBe(true);
	await hook('delete', given);
	expect(meta.callbacks.phone_number).toBe('');
});

it('has nothing to do where the app sends everything here already, and takes nothing away then', async () => {
	meta.callbacks.application = PRODUCTION;
	const given = await trigger();
	expect(await hook('checkExists', given)).toBe(true);
	await hook('delete', given);
	expect(meta.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
});

describe.each(['phone_number', 'whatsapp_business_account', 'application'] as const)(
	'where another system gets the messages by the URL of %s',
	(place) => {
		beforeEach(() => {
			meta.callbacks[place] = THEIRS;
		});
		it('nothing is taken away, and only the host is named', async () => {
			await expect(hook('create', await trigger())).rejects.toMatchObject({
				message: 'Another webhook URL is set already (on crm.example.com)',
				description: expect.stringContaining('Replace, Restore Later'),
			});
			expect(meta.callbacks[place]).toBe(THEIRS);
			expect(meta.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
		});
		it('on request the number’s messages are taken, and given back as they were', async () => {
			const before = { ...meta.callbacks };
			const given = await trigger({ otherUrl: 'replace' });
			await hook('create', given);
			expect(meta.callbacks).toEqual({ ...before, phone_number: PRODUCTION });
			await hook('delete', given);
			expect(meta.callbacks).toEqual(before);
		});
		it('a test takes nothing, whatever is allowed', async () => {
			const given = await trigger({ otherUrl: 'replace' });
			await hook('create', given, 'manual');
			await hook('delete', given, 'manual');
			expect(meta.callbacks[place]).toBe(THEIRS);
			expect(meta.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
		});
	},
);

it('a test never silences the published workflow', async () => {
	await hook('create', await trigger());
	const test = await trigger();
	await hook('create', test, 'manual');
	expect(meta.callbacks.phone_number).toBe(PRODUCTION);
	await hook('delete', test, 'manual');
	expect(meta.callbacks.phone_number).toBe(PRODUCTION);
});

it('a test gets the messages where nobody has them, and a workflow that is published meanwhile keeps them', async () => {
	const test = await trigger();
	await hook('create', test, 'manual');
	expect(meta.callbacks.phone_number).toBe(TEST);
	const published = await trigger();
	await hook('create', published);
	expect(meta.callbacks.phone_number).toBe(PRODUCTION);
	await hook('delete', test, 'manual');
	expect(meta.callbacks.phone_number).toBe(PRODUCTION);
	await hook('delete', published);
	expect(meta.callbacks.phone_number).toBe('');
});

it('leaves a URL alone that somebody else set meanwhile', async () => {
	const given = await trigger();
	await hook('create', given);
	meta.callbacks.phone_number = THEIRS;
	await hook('delete', given);
	expect(meta.callbacks.phone_number).toBe(THEIRS);
});

it('an answer of Meta that got lost is remembered as a yes: nothing of ours stays behind', async () => {
	const given = await trigger();
	meta.faults.push({ kind: 'resetAfter', match: (path) => path.endsWith(PHONE_NUMBER_ID) && meta.requests.at(-1)!.startsWith('POST') });
	await hook('create', given);
	expect(meta.callbacks.phone_number).toBe(PRODUCTION);
	await hook('delete', given);
	expect(meta.callbacks.phone_number).toBe('');
});

describe('the account', () => {
	it('gets an app where it has none, so that anything arrives', async () => {
		await hook('create', await trigger({}, { businessAccountId: ACCOUNT }));
		expect(meta.subscribed).toEqual([{}]);
	});
	it('that has one is left as it is, and so is its own URL', async () => {
		meta.subscribed = [{ override_callback_uri: THEIRS }];
		const given = await trigger({}, { businessAccountId: ACCOUNT });
		await hook('create', given);
		await hook('delete', given);
		expect(meta.subscribed).toEqual([{ override_callback_uri: THEIRS }]);
	});
	it('that the token may not see keeps nobody from publishing', async () => {
		await hook('create', await trigger({}, { businessAccountId: '900000000000077' }));
		expect(meta.callbacks.phone_number).toBe(PRODUCTION);
	});
});

describe('by hand', () => {
	it('asks Meta nothing', async () => {
		const given = await trigger({ registration: 'byHand' });
		expect(await hook('checkExists', given)).toBe(true);
		await hook('delete', given);
		expect(meta.requests).toEqual([]);
	});
	it.each([
		[403, { error: { message: '(#200) Permissions error', code: 200 } }],
		[400, { error: { message: 'Unsupported get request', code: 100, error_subcode: 33 } }],
	])('is what the sentence says where Meta answers %s, with the URL to paste and no secret', async (status, body) => {
		meta.faults.push({ kind: 'status', status, body });
		const failure = (await hook('checkExists', await trigger()).catch((error: unknown) => error)) as Error & { description: string };
		expect(failure.message).toContain(body.error.message.replace(/^\(#\d+\) /, ''));
		expect(failure.description).toContain('By Hand');
		expect(failure.description).toContain(PRODUCTION);
		const told = JSON.stringify([failure.message, failure.description, failure]);
		for (const secret of [TOKEN, APP_SECRET, VERIFY_TOKEN]) expect(told).not.toContain(secret);
	});
});

it.each([
	[{ appSecret: '' }, '"App Secret"'],
	[{ verifyToken: ' ' }, '"Verify Token"'],
])('a credential without what is believed by is told at publish: %p', async (credential, label) => {
	for (const registration of ['override', 'byHand'])
		await expect(hook('checkExists', await trigger({ registration }, credential))).rejects.toMatchObject({
			message: expect.stringContaining(label),
		});
});

it('an address to which Meta does not deliver is told at publish', async () => {
	const given = await trigger({}, { baseUrl: 'https://graph.facebook.com' });
	await expect(hook('create', given)).rejects.toMatchObject({ message: expect.stringContaining('https addresses only') });
});
