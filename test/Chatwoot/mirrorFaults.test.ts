import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { runNode } from './node';

let chatwoot: Chatwoot;
beforeEach(async () => {
	chatwoot = await startChatwoot();
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

const PHONE = '5511999990001';
const INBOX = 12;
const word = (given: IDataObject = {}): IDataObject => ({
	outbox_id: 1,
	lease_token: 'lease',
	attempts: 2,
	phone: PHONE,
	direction: 'incoming',
	message_id: 'M1',
	text: 'Oi',
	name: 'Marina',
	sent_at: new Date().toISOString(),
	file_url: '',
	file_name: '',
	...given,
});
const mirrorWord = async (...words: IDataObject[]) =>
	await runNode(chatwoot, { resource: 'conversation', operation: 'mirrorWord', inbox: INBOX }, { items: words });
const asked = (path: string) => chatwoot.requests.filter((one) => one.path.endsWith(path)).length;
const isCreation = (path: string) => path === '/conversations';
const texts = () => chatwoot.state.conversations.map(({ messages }) => messages.map(({ content }) => content));

describe('a word of a conversation that is known', () => {
	it('asks for its contact once', async () => {
		const { items } = await mirrorWord(word());
		const known = { account: '7', conversation: Number(items('Chatwoot')[0].conversationId) };
		chatwoot.requests.length = 0;
		const { error } = await mirrorWord(word({ message_id: 'M2', text: 'Tudo bem?', known }));
		expect(error).toBeUndefined();
		expect([asked('/contacts/filter'), asked('/contact_inboxes/filter')]).toEqual([1, 0]);
		expect(texts()).toEqual([['Oi', 'Tudo bem?']]);
	});

	it('asks for its contact once where only the conversation still tells who it is', async () => {
		const { items } = await mirrorWord(word());
		const known = { account: '7', conversation: Number(items('Chatwoot')[0].conversationId) };
		chatwoot.acts.updateContact(chatwoot.state.contacts[0], { phone_number: null });
		chatwoot.state.contactInboxes[0].source_id = 'of-another-system';
		chatwoot.requests.length = 0;
		const { error } = await mirrorWord(word({ message_id: 'M2', text: 'Tudo bem?', known }));
		expect(error).toBeUndefined();
		expect([asked('/contacts/filter'), asked('/contact_inboxes/filter')]).toEqual([1, 1]);
		expect(chatwoot.state.contacts).toHaveLength(1);
		expect(texts()).toEqual([['Oi', 'Tudo bem?']]);
	});

	it('of a new person makes the contact after one look', async () => {
		await mirrorWord(word({ known: { account: '7', conversation: 999_999 } }));
		expect([asked('/contacts/filter'), asked('/contact_inboxes/filter')]).toEqual([1, 1]);
		expect(chatwoot.state.contacts).toHaveLength(1);
	});
});

describe('a conversation that the server makes and then fails', () => {
	it('is not made a second time: the next run finds it', async () => {
		chatwoot.faults.push({ kind: 'statusAfter', status: 500, match: isCreation });
		const { error } = await mirrorWord(word());
		expect(error?.message).toContain('500');
		expect(chatwoot.state.conversations).toHaveLength(1);
		expect((await mirrorWord(word())).error).toBeUndefined();
		expect(texts()).toEqual([['Oi']]);
	});

	it('is not made a second time where the server cannot tell either whose the id is', async () => {
		chatwoot.faults.push({ kind: 'statusAfter', status: 500, match: isCreation });
		chatwoot.faults.push({ kind: 'status', status: 500, times: 5, match: (path) => path === '/contact_inboxes/filter' });
		// The first look is the run's own.
		chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
		chatwoot.acts.link(chatwoot.state.contacts[0], INBOX, PHONE);
		const { error } = await mirrorWord(word());
		expect(error?.message).toContain('500');
		expect(chatwoot.state.conversations).toHaveLength(1);
	});

	it.each([
		[422, 'refuses'],
		[500, 'fails over'],
	])('with status %s: where another contact has the id, which the server %s, the words go there', async (status) => {
		const other = chatwoot.acts.createContact({ name: 'Marina, do site', email: 'marina@example.com' });
		chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
		chatwoot.faults.push({ kind: 'status', status, match: isCreation });
		// Nobody has it when the contact is looked for; at the second look somebody does.
		let looks = 0;
		chatwoot.faults.push({
			kind: 'delay',
			ms: 0,
			match: (path) => {
				if (path === '/contact_inboxes/filter' && ++looks === 2) chatwoot.acts.link(other, INBOX, PHONE);
				return false;
			},
		});
		const { error } = await mirrorWord(word());
		expect(error).toBeUndefined();
		expect(chatwoot.state.conversations.map(({ contactInbox }) => contactInbox.contact_id)).toEqual([other.id]);
		chatwoot.faults.clear();
	});

	it.each([422, 500])('with status %s: where nobody has the id, it is made without one', async (status) => {
		chatwoot.acts.createContact({ name: 'Marina', phone_number: `+${PHONE}` });
		chatwoot.faults.push({ kind: 'status', status, match: isCreation });
		const { error } = await mirrorWord(word());
		expect(error).toBeUndefined();
		expect(texts()).toEqual([['Oi']]);
		expect(chatwoot.state.contactInboxes[0].source_id).not.toBe(PHONE);
	});
});
