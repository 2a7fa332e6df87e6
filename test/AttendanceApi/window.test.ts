import { api, run, withServer } from './nodeForTests';

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await Promise.resolve() }));

const HOUR = 3_600_000;

describe.each(['documented', 'v2'] as const)('outside the 24 hours after the customer’s last message, in the dialect %s', (dialect) => {
	withServer(dialect);

	/** A conversation in which the customer wrote so long ago, and the team just now. */
	async function sent(hours: number | null, options: object) {
		const conversation = api.state.open({ assignedTo: 7 });
		if (hours !== null) api.state.says(conversation, 'Oi').at = Date.now() - hours * HOUR;
		api.state.says(conversation, 'Ainda está aí?', 'agent');
		const result = await run('message', 'send', { conversationId: conversation.id, content: 'Olá!', options });
		const said = conversation.messages.slice(hours === null ? 1 : 2).map(({ content }) => content);
		return { said, result };
	}

	it.each([
		[1, 'error', ['Olá!'], undefined],
		[23.9, 'error', ['Olá!'], undefined],
		[24.1, 'error', [], /^WhatsApp lets no free text through: the customer wrote last at 20/],
		[null, 'error', [], /the customer has not written yet$/],
		[48, 'send', ['Olá!'], undefined],
		[48, undefined, ['Olá!'], undefined],
		[1, 'template', ['Olá!'], undefined],
	] as const)('%s hours later, with %s, %j is said', async (hours, window, expected, message) => {
		const { said, result } = await sent(hours, { ...(window && { window }), windowTemplate: 'aviso_manutencao' });
		expect([said, result.error?.message ?? '']).toEqual([expected, expect.stringMatching(message ?? /^$/)]);
	});

	it('a template goes out in its place', async () => {
		const { said, result } = await sent(48, { window: 'template', windowTemplate: 'aviso_manutencao' });
		expect([said, result.items('Node')]).toEqual([[], [expect.objectContaining({ template: 'aviso_manutencao', status: 'sent' })]]);
		expect(api.state.sent.map(({ to }) => to.replace('+', ''))).toEqual(['5531900000001']);
	});

	it('without a template’s name nothing goes out', async () => {
		const { said, result } = await sent(48, { window: 'template' });
		expect([said, api.state.sent, result.error?.message]).toEqual([
			[],
			[],
			expect.stringContaining('Template Outside the Window is empty'),
		]);
	});
});
