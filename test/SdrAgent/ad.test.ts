import { instructionsIn, modelSays, requestsTo, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const claimed = (ad: object | null) => ({
	turn_id: '00000000-0000-4000-8000-000000000001',
	text: 'Oi, ainda tem?',
	is_first_contact: true,
	history: [],
	messages: [{ message_id: 'm', kind: 'text', text: 'Oi, ainda tem?', sent_at: '2026-11-02T12:00:00Z', content: ad && { ad } }],
});
const told = async (ad: object | null) => {
	agent.model.respondWith(() => modelSays({ reply: 'Oi! O que você procura?' }));
	const turn = await agent.turn(claimed(ad) as never);
	// What the turn was claimed with does not travel on.
	expect(turn).not.toHaveProperty('messages');
	return requestsTo(agent).map(instructionsIn).join('\n');
};

describe('the ad that a customer came from', () => {
	it.each(['Corte e escova em dezembro', 'Fibra 600 mega'])('is told to the model that answers: %s', async (title) => {
		expect(await told({ title, body: '', url: null, sourceId: '1', sourceType: 'ad', clickId: null })).toContain(
			`anúncio nosso: ${JSON.stringify(title)}`,
		);
	});

	it('is none where there was none', async () => {
		expect(await told(null)).not.toContain('anúncio nosso');
	});
});
