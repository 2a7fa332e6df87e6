import type { Preview } from '../../nodes/SdrAgent/preview';
import { REPLIES } from '../../nodes/SdrAgent/replies';
import { requestsTo, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const lead = { name: 'Marina', company: 'Burger do Vale', city: 'Chapecó', product: 'formadora' };

describe('the preview', () => {
	const preview = async (item: object, parameters: object = {}) => {
		const done = await agent.run([item as never], { operation: 'preview', ...parameters });
		if (done.error) throw done.error;
		return done.items('Agent')[0] as unknown as Preview;
	};
	const item = { text: 'quanto custa a FB300?', lead, history: [{ role: 'user', content: 'Oi', sent_at: '' }] };

	it('is what the model is told, to the letter, and asks it nothing', async () => {
		const shown = await preview(item);
		expect(agent.model.requests).toEqual([]);
		expect(shown).toMatchObject({ labels: ['commercial'], prepared_reply: null });
		await agent.turn(item);
		const [{ messages, response_format }] = requestsTo(agent);
		expect(shown.calls).toEqual([
			{
				task: response_format.json_schema.name,
				model: 'gpt-4o-mini',
				prompt: messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n'),
				characters: expect.any(Number),
				schema: response_format.json_schema.schema,
			},
		]);
	});

	it('shows each call where the turn is split, and none where the words are ready', async () => {
		const split = await preview(item, { options: { calls: 'three', extractionModel: 'small' } });
		expect(split.calls.map(({ task, model }) => [task, model])).toEqual([
			['sdr_extraction', 'small'],
			['sdr_classification', 'gpt-4o-mini'],
			['sdr_reply', 'gpt-4o-mini'],
		]);
		expect(await preview({ text: 'parem de me mandar mensagem' })).toMatchObject({ prepared_reply: REPLIES.optOut, calls: [] });
	});

	it('tells which patterns of the lists cannot be used', async () => {
		const lists = { human: 'quero (um atendente\nchama o pajé', forbidden: 'concorrente \\w+', allowedHosts: 'exemplo.com.br' };
		expect((await preview(item, { lists })).list_problems).toEqual(['"quero (um atendente" has a "(" that is not closed']);
		expect((await preview(item)).list_problems).toEqual([]);
	});
});
