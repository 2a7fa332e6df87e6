import type { IDataObject } from 'n8n-workflow';

import { runNode } from './node';
import { chatwoot, mirror, only, PHONE, withChatwoot } from './compositesForTests';

withChatwoot();

const LID = '111222333444555@lid';
const ask = async (operation: string, given: IDataObject, userId?: number) =>
	await runNode(chatwoot, { resource: 'contact', operation, ids: '', conversations: '', ...given }, { userId });
const steps = async (given: IDataObject, userId?: number) =>
	(await only(ask('erasePerson', given, userId) as ReturnType<typeof mirror>)).steps as Array<Record<string, string>>;

describe('a person in Chatwoot', () => {
	it('is read whole: every contact, conversation and message, however many pages', async () => {
		for (let n = 0; n < 45; n++) await only(mirror({ messageId: `M${n}`, text: `palavra ${n}` }));
		await only(mirror({ phone: LID, text: 'pelo lid' }));
		await only(mirror({ phone: '5521999990001', text: 'de outra pessoa' }));
		const { contacts } = await only(ask('exportPerson', { ids: [PHONE, LID] }) as ReturnType<typeof mirror>);
		const texts = (contacts as Array<{ conversations: Array<{ messages: Array<{ content: string }> }> }>).map(({ conversations }) =>
			conversations.flatMap(({ messages }) => messages.map(({ content }) => content)),
		);
		expect(texts.map((one) => one.length)).toEqual([45, 1]);
		expect([texts[0][0], texts[0][44], texts[1][0]]).toEqual(['palavra 0', 'palavra 44', 'pelo lid']);
	});

	it('is deleted by every id, and looked for again; somebody else stays', async () => {
		await only(mirror());
		await only(mirror({ phone: LID, messageId: 'M2' }));
		await only(mirror({ phone: '5521999990001', messageId: 'M3' }));
		const done = await steps({ ids: `${PHONE}, ${LID}`, conversations: '7/88, 7/4040' });
		expect(done.map(({ what, result }) => `${what} ${result}`)).toEqual([
			'conversation absent',
			'conversation deleted',
			'contact deleted',
			'conversation deleted',
			'contact deleted',
		]);
		expect(chatwoot.state.contacts.map(({ phone_number: number }) => number)).toContain('+5521999990001');
		expect(JSON.stringify([chatwoot.state.contacts, chatwoot.state.contactInboxes, chatwoot.state.conversations])).not.toMatch(
			new RegExp(`${PHONE}|${LID}`),
		);
		// Nothing is there any more.
		expect(await steps({ ids: PHONE, conversations: '7/88' })).toEqual([
			{ what: 'conversation', where: 'Chatwoot', id: '88', result: 'absent' },
		]);
	});

	it('is found by the conversation where people took the number out of the contact', async () => {
		await only(mirror());
		const [contact] = chatwoot.state.contacts.slice(-1);
		Object.assign(contact, { phone_number: null, identifier: null, name: 'Sem número' });
		expect((await steps({ conversations: '7/88' })).map(({ what, result }) => `${what} ${result}`)).toEqual([
			'conversation deleted',
			'contact deleted',
		]);
	});

	it('stays, and it is said why, where the token is no administrator’s', async () => {
		await only(mirror());
		const done = await steps({ ids: PHONE }, 3);
		expect(done.map(({ result, reason }) => [result, reason])).toEqual([
			['failed', 'o token não tem permissão para apagar'],
			['failed', 'o token não tem permissão para apagar'],
		]);
		expect(chatwoot.state.conversations).toHaveLength(1);
		chatwoot.violations.length = 0;
	});

	it('counts as deleted only once it is not shown any more', async () => {
		await only(mirror());
		const { contactInbox } = chatwoot.state.conversations[0];
		// The server says yes, and deletes later.
		const deleting = () => chatwoot.requests.at(-1)?.method === 'DELETE';
		chatwoot.faults.push({
			kind: 'status',
			status: 200,
			body: {},
			times: 2,
			match: (route) => /^\/(conversations\/88|contacts\/\d+)$/.test(route) && deleting(),
		});
		const done = await steps({ ids: PHONE });
		expect(done.map(({ result, reason }) => [result, reason])).toEqual(Array(2).fill(['failed', 'o sistema ainda mostra o registro']));
		expect(contactInbox.source_id).toBe(PHONE);
	}, 30_000);

	it('stays while Chatwoot refuses to delete somebody who is online', async () => {
		// chatwoot/chatwoot issue 6413.
		await only(mirror());
		chatwoot.faults.push({
			kind: 'status',
			status: 422,
			match: (route) => /^\/contacts\/\d+$/.test(route) && chatwoot.requests.at(-1)?.method === 'DELETE',
		});
		expect((await steps({ ids: PHONE })).map(({ what, result, reason }) => [what, result, reason])).toEqual([
			['conversation', 'deleted', undefined],
			['contact', 'failed', 'o sistema recusou apagar'],
		]);
		// Without a conversation, by the number alone.
		expect((await steps({ ids: PHONE })).map(({ what, result }) => [what, result])).toEqual([['contact', 'deleted']]);
	});

	it('is not guessed: without an id there is nothing to do', async () => {
		expect((await ask('erasePerson', {})).error?.message).toBe('"IDs of the Person" and "Conversations" are both empty');
	});
});
