import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import type { Conversation } from '../sandbox/chatwootState';
import { runNode } from './node';

let chatwoot: Chatwoot;
let now = Date.parse('2026-03-02T14:00:00.000Z');
beforeEach(async () => {
	chatwoot = await startChatwoot({ now: () => now });
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

const RAFAEL = 3;
function conversation(phone: string, inbox = 12): Conversation {
	const contact = chatwoot.acts.createContact({ name: phone, phone_number: `+${phone}` });
	return chatwoot.acts.createConversation(chatwoot.acts.link(contact, inbox, phone), {});
}
const minutes = (count: number) => {
	now += count * 60_000;
};
const getNew = async (since: number, options: IDataObject = {}) => {
	const parameters = { resource: 'message', operation: 'getNew', since: new Date(since).toISOString(), options };
	const { items, error } = await runNode(chatwoot, parameters, { items: [{ account: 'a' }] });
	expect(error).toBeUndefined();
	return items('Chatwoot');
};
const texts = (events: IDataObject[]) => events.slice(0, -1).map(({ text }) => text);

describe('what people wrote since a moment', () => {
	it('comes from all conversations, in the order in which it was written, as the trigger gives it', async () => {
		const [one, two] = [conversation('5511999990001'), conversation('5511999990002')];
		chatwoot.writes(RAFAEL, one.id, { content: 'antes' });
		minutes(10);
		const since = now;
		minutes(1);
		chatwoot.writes(RAFAEL, two.id, { content: 'primeira' });
		chatwoot.writes(RAFAEL, one.id, { content: 'nota', private: true });
		chatwoot.acts.addMessage(
			one,
			{ type: 'Contact', id: one.contactInbox.contact_id },
			{ content: 'do cliente', message_type: 'incoming' },
		);
		chatwoot.acts.addMessage(one, { type: 'User', id: 1 }, { content: 'eco', source_id: 'atendeaqui:M1' });
		chatwoot.writes(4, two.id, { content: 'segunda' });
		const events = await getNew(since);
		expect(texts(events)).toEqual(['primeira', 'nota', 'segunda']);
		expect(events[0]).toMatchObject({
			event: 'message_created',
			author: 'human',
			authorEmail: 'rafael@example.com',
			inboxType: 'Channel::Api',
			phone: '5511999990002',
			isPrivate: false,
			sentAt: '2026-03-02T14:11:00.000Z',
			dedupeKey: `chatwoot:7:message_created:${Number(events[0].messageId)}:`,
		});
		expect(events.at(-1)).toMatchObject({ event: 'caught_up', account: 'a', until: expect.any(String) });
	});

	it('has the key that the delivery of the same message has', async () => {
		const message = chatwoot.writes(RAFAEL, conversation('5511999990001').id, { content: 'Oi' });
		const [event] = await getNew(now - 1000);
		expect(event).toMatchObject({ dedupeKey: `chatwoot:7:message_created:${message.id}:` });
	});

	it('is found behind many others, over all pages', async () => {
		const all = Array.from({ length: 30 }, (_, n) => conversation(`551199999${String(n).padStart(4, '0')}`));
		minutes(10);
		const since = now;
		minutes(1);
		for (const { id } of all) chatwoot.writes(RAFAEL, id, { content: `a${id}` });
		for (let n = 0; n < 45; n++) chatwoot.writes(RAFAEL, all[0].id, { content: `b${n}` });
		expect(texts(await getNew(since))).toHaveLength(75);
	});

	it('is nothing of inboxes that Chatwoot itself delivers, and of a dedicated user where that is said', async () => {
		chatwoot.writes(RAFAEL, conversation('5511999990001', 14).id, { content: 'site' });
		chatwoot.writes(1, conversation('5511999990002').id, { content: 'outro fluxo' });
		expect(texts(await getNew(now - 1000))).toEqual(['outro fluxo']);
		expect(texts(await getNew(now - 1000, { dedicatedUser: true }))).toEqual([]);
	});

	it('asks for nothing more where nothing was written', async () => {
		conversation('5511999990001');
		minutes(10);
		chatwoot.requests.length = 0;
		expect(await getNew(now)).toHaveLength(1);
		expect(chatwoot.requests).toHaveLength(1);
	});

	it.each([
		['is gone', 404, true],
		['cannot be shown now', 500, false],
	])('comes also where one conversation %s; what is known moves on only where nothing can be missing', async (_, status, moves) => {
		const [bad, good] = [conversation('5511999990001'), conversation('5511999990002')];
		for (const { id } of [bad, good]) chatwoot.writes(RAFAEL, id, { content: `a${id}` });
		chatwoot.faults.push({ kind: 'status', status, times: 20, match: (route) => route === `/conversations/${bad.id}/messages` });
		const since = now - 1000;
		const events = await getNew(since);
		expect(texts(events)).toEqual([`a${good.id}`]);
		expect(Date.parse(String(events.at(-1)?.until)) > since).toBe(moves);
	});
});
