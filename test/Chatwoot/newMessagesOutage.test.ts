import type * as QuickWaits from '../setup/quickWaits';
import type { IDataObject } from 'n8n-workflow';

import { startChatwoot, type Chatwoot } from '../sandbox/chatwoot';
import { runNode } from './node';

jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickWaits>('../setup/quickWaits').withQuickWaits());

let chatwoot: Chatwoot;
beforeEach(async () => {
	chatwoot = await startChatwoot();
});
afterEach(async () => {
	await chatwoot.stop();
	expect(chatwoot.violations).toEqual([]);
});

const RAFAEL = 3;
/** Conversations in each of which somebody wrote; the newest is asked for first. */
function conversations(count: number): number[] {
	return Array.from({ length: count }, (_, n) => {
		const phone = `551199999${String(n).padStart(4, '0')}`;
		const contact = chatwoot.acts.createContact({ name: phone, phone_number: `+${phone}` });
		const { id } = chatwoot.acts.createConversation(chatwoot.acts.link(contact, 12, phone), {});
		chatwoot.writes(RAFAEL, id, { content: `a${id}` });
		return id;
	});
}
async function catchUp(): Promise<{ texts: unknown[]; isComplete: boolean }> {
	const since = Date.now() - 60_000;
	const parameters = { resource: 'message', operation: 'getNew', since: new Date(since).toISOString() };
	const { items, error } = await runNode(chatwoot, parameters);
	expect(error).toBeUndefined();
	const events: IDataObject[] = items('Chatwoot');
	return { texts: events.slice(0, -1).map(({ text }) => text), isComplete: Date.parse(String(events.at(-1)?.until)) > since };
}
const asked = () => [...new Set(chatwoot.requests.map(({ path }) => /\/conversations\/(\d+)\/messages$/.exec(path)?.[1]).filter(Boolean))];

describe('while Chatwoot', () => {
	it('is out, three conversations are asked for and no more', async () => {
		const ids = conversations(8);
		chatwoot.faults.push({ kind: 'status', status: 502, times: 100, match: (route) => route.endsWith('/messages') });
		expect(await catchUp()).toEqual({ texts: [], isComplete: false });
		expect(asked()).toHaveLength(3);
		chatwoot.faults.clear();
		expect(await catchUp()).toEqual({ texts: ids.map((id) => `a${id}`), isComplete: true });
	}, 90_000);

	it('asks for patience, nobody else is asked for', async () => {
		conversations(5);
		chatwoot.faults.push({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '120' },
			times: 100,
			match: (route) => route.endsWith('/messages'),
		});
		expect(await catchUp()).toEqual({ texts: [], isComplete: false });
		expect(chatwoot.requests.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(1);
	});

	it('asks for a moment, it is given that and all is read', async () => {
		const ids = conversations(3);
		chatwoot.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, match: (route) => route.endsWith('/messages') });
		expect(await catchUp()).toEqual({ texts: ids.map((id) => `a${id}`), isComplete: true });
	});

	it.each([404, 422])('refuses many conversations with %s, all others are read', async (status) => {
		const ids = conversations(7);
		const bad = ids.slice(1, 6);
		chatwoot.faults.push({
			kind: 'status',
			status,
			times: 100,
			match: (route) => bad.some((id) => route === `/conversations/${id}/messages`),
		});
		expect(await catchUp()).toEqual({ texts: [`a${ids[0]}`, `a${ids[6]}`], isComplete: true });
	});
});
