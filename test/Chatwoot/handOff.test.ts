import type { IDataObject } from 'n8n-workflow';

import { runNode } from './node';
import { chatwoot, mirror, only, paths, withChatwoot } from './compositesForTests';

withChatwoot();

describe('hand off and return', () => {
	const conversation = () => chatwoot.state.conversations[0];
	const notes = () => conversation().messages.filter((one) => one.private);
	beforeEach(async () => {
		await mirror();
		chatwoot.requests.length = 0;
	});
	const handOff = async (given: IDataObject = {}, userId = 1) => {
		const options = { team: 2, agent: 3, priority: 'high', addLabels: ['lead-quente'], ...given };
		return await runNode(
			chatwoot,
			{ resource: 'conversation', operation: 'handOff', conversation: 88, status: 'open', note: 'Lead quente', options },
			{ userId },
		);
	};
	const toBot = async (given: IDataObject = {}) =>
		await runNode(chatwoot, {
			resource: 'conversation',
			operation: 'returnToBot',
			conversation: 88,
			status: 'pending',
			agent: true,
			team: true,
			note: 'Devolvida',
			...given,
		});

	it('gives the conversation to people with a summary, and keeps other labels', async () => {
		Object.assign(conversation(), { labels: ['vip'], status: 'pending' });
		const result = await only(handOff());
		expect(conversation()).toMatchObject({ status: 'open', teamId: 2, assigneeId: 3, priority: 'high', labels: ['vip', 'lead-quente'] });
		expect(notes()).toEqual([expect.objectContaining({ content: 'Lead quente', message_type: 'outgoing' })]);
		expect(result).toEqual({
			conversationId: 88,
			status: 'open',
			changed: ['note', 'status', 'team', 'agent', 'priority', 'labels'],
			noteId: notes()[0].id,
		});
	});

	it('writes nothing when it runs again', async () => {
		await only(handOff());
		chatwoot.requests.length = 0;
		expect(await only(handOff())).toMatchObject({ changed: [], noteId: notes()[0].id });
		expect(paths()).toEqual(['GET /conversations/88', 'GET /conversations/88/messages']);
	});

	it('continues where a failed run stopped', async () => {
		chatwoot.faults.push({ kind: 'status', status: 422, match: (path) => path.endsWith('/toggle_priority') });
		expect((await handOff()).error?.message).toContain('422');
		await only(handOff());
		expect(conversation()).toMatchObject({ priority: 'high', labels: ['lead-quente'] });
		expect(notes()).toHaveLength(1);
	});

	it('does not leave the conversation with the agent whose token opened it', async () => {
		conversation().status = 'pending';
		await only(handOff({ team: 2, agent: '' }, 3));
		expect(conversation()).toMatchObject({ status: 'open', teamId: 2, assigneeId: null });
	});

	it('writes another summary of the same key no second time', async () => {
		await only(handOff({ noteKey: 'k' }));
		chatwoot.requests.length = 0;
		const parameters = {
			resource: 'conversation',
			operation: 'handOff',
			conversation: 88,
			status: 'keep',
			note: 'Outras palavras',
			options: { noteKey: 'k' },
		};
		await only(runNode(chatwoot, parameters));
		expect(notes()).toHaveLength(1);
	});

	it('takes the priority away', async () => {
		conversation().priority = 'high';
		await only(handOff({ priority: 'none' }));
		expect(conversation().priority).toBeNull();
	});

	it('gives it back to the bot, and tells of it only on a change', async () => {
		await only(handOff());
		expect(await only(toBot({ options: { removeLabels: 'lead-quente' } }))).toMatchObject({
			status: 'pending',
			changed: ['team', 'agent', 'labels', 'status'],
		});
		expect(conversation()).toMatchObject({ status: 'pending', teamId: null, assigneeId: null, labels: [] });
		expect(await only(toBot())).toMatchObject({ changed: [] });
		expect(notes().map(({ content }) => content)).toEqual(['Lead quente', 'Devolvida']);
	});

	it('gives it to a bot of Chatwoot', async () => {
		await only(toBot({ options: { agentBot: 9 } }));
		expect(conversation()).toMatchObject({ assigneeBotId: 9 });
		expect(await only(toBot({ options: { agentBot: 9 } }))).toMatchObject({ changed: [] });
	});
});
