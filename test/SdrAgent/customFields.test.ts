import { instructionsIn, modelSays, requestsTo, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const requests = () => requestsTo(agent);
const instructions = (n = 0) => instructionsIn(requests()[n]);
const lead = { name: 'Marina', company: 'Burger do Vale', city: 'Chapecó', product: 'formadora' };

describe("the operator's own fields", () => {
	const customFields = {
		field: [
			{ label: 'Lojas hoje', key: 'lojas', kind: 'number', required: true, question: 'Quantas lojas vocês têm?' },
			{ label: 'Canal', kind: 'oneOf', choices: 'Loja\nDelivery', required: false },
		],
	};

	it('are asked of the model, learned in their form, and asked for until they are known', async () => {
		agent.model.respondWith(() => modelSays({ lead: { name: 'Marina', lojas: 'umas 3', canal: 'feira' } }));
		const result = await agent.turn({ text: 'Sou a Marina, temos umas 3 lojas' }, { customFields });
		expect(result.lead_updates).toEqual({ name: 'Marina', custom_fields: { lojas: '3' } });
		expect(instructions()).toContain('  lojas: Lojas hoje (só o número).\n  canal: Canal (um destes: Loja, Delivery).');
		expect(instructions()).toContain(
			'Ainda precisamos saber (pergunte quando couber, um por vez): Lojas hoje ("Quantas lojas vocês têm?").',
		);
		const { schema } = (agent.model.requests[0] as unknown as { response_format: { json_schema: { schema: object } } }).response_format
			.json_schema;
		expect(schema).toMatchObject({ properties: { lead: { required: expect.arrayContaining(['name', 'lojas', 'canal']) } } });

		agent.model.respondWith(() => modelSays({ lead: { lojas: 4 } }));
		const later = await agent.turn({ text: 'agora são 4', lead: { ...lead, custom_fields: { lojas: '3' } } }, { customFields });
		expect(instructions(1)).toContain('"lojas":"3"');
		expect(instructions(1)).not.toContain('Ainda precisamos saber');
		expect(later.corrections).toEqual([{ field: 'custom_fields.lojas', from: '3', to: '4' }]);
	});

	it('may be asked for in the very words of the form', async () => {
		agent.model.respondWith(() => modelSays({ reply: 'Que bom! Quantas lojas vocês têm?' }));
		expect((await agent.turn({ text: 'Oi' }, { customFields })).reply).toBe('Que bom! Quantas lojas vocês têm?');
	});

	it('are read by the team', async () => {
		agent.model.respondWith(() => modelSays({ temperature: 'hot', temperature_reason: 'Pediu proposta.', lead: { lojas: '3' } }));
		const hot = await agent.turn({ text: 'Quero proposta, tenho 3 lojas', lead: { ...lead, temperature: 'warm' } }, { customFields });
		expect(hot.handoff_summary).toContain('Já conhece a empresa? Não informado\nLojas: 3\nDúvidas');
	});

	it('that cannot be used stop the turn before the model is paid for', async () => {
		const { error } = await agent.run([{ text: 'Oi' }], { customFields: { field: [{ label: 'Canal', kind: 'oneOf' }] } });
		expect(error?.message).toBe('The field "Fields to Collect" cannot be used: "Canal" has no "List of Values"');
		expect(agent.model.requests).toEqual([]);
	});
});
