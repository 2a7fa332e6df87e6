import { REPLIES } from '../../nodes/SdrAgent/replies';
import { modelSays, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

describe("the model's ear", () => {
	const says = (intent: string, confidence: number, reply = 'Claro, posso ajudar.') =>
		agent.model.respondWith(() => modelSays({ intent, confidence, reply }));

	it('hears an opt-out that code does not: the same rows and words, in place of the reply that was written', async () => {
		says('opt_out', 0.9);
		expect(await agent.turn({ text: 'já deu, esquece que eu existo' })).toMatchObject({
			reply: REPLIES.optOut,
			findings: { opt_out: { words: 'já deu, esquece que eu existo' }, lgpd_request: null },
		});
	});

	it('hears a data request, with its protocol', async () => {
		says('lgpd', 0.8);
		const result = await agent.turn({ text: 'e o que eu falei aqui fica gravado com vocês?' });
		expect(result.findings.lgpd_request).toMatchObject({ kind: 'access', protocol: expect.stringMatching(/^LGPD-/) });
		expect(result.reply).toContain(result.findings.lgpd_request?.protocol);
	});

	it.each([
		['opt_out', 0.6],
		['lgpd', 0.5],
		['greeting', 1],
	])('counts from certainty on: %s with %d changes nothing', async (intent, confidence) => {
		says(intent, confidence);
		expect(await agent.turn({ text: 'hoje não, obrigado' })).toMatchObject({
			reply: 'Claro, posso ajudar.',
			findings: { opt_out: null, lgpd_request: null },
		});
	});

	it('calls a person where only the model heard the wish for one', async () => {
		says('human_request', 0.9);
		expect(await agent.turn({ text: 'isso aqui não resolve nada' })).toMatchObject({
			should_transfer: true,
			handover: { reason: 'pediu_humano', pause: true },
		});
	});

	it.each([
		['commercial', { commercial_request: true, delivery_request: false }],
		['delivery', { commercial_request: false, delivery_request: true }],
		['greeting', { commercial_request: false, delivery_request: false }],
	])('leaves the follow-up of its kind for %s', async (intent, expected) => {
		says(intent, 0.9);
		expect((await agent.turn({ text: 'me conta mais' })).findings).toMatchObject(expected);
	});

	it('that disagrees with code on somebody who shows interest silences nobody: they are asked, and a yes is the opt-out', async () => {
		says('commercial', 0.9, 'O consultor passa os valores.');
		const asked = await agent.turn({ text: 'não me mandem mais mensagens. Aliás, quanto custa a FB300?' });
		expect(asked).toMatchObject({ reply: `O consultor passa os valores.\n\n${REPLIES.optOutQuestion}`, findings: { opt_out: null } });
		const history = [{ role: 'assistant', content: asked.reply }];
		expect(await agent.turn({ text: 'Sim', history })).toMatchObject({ reply: REPLIES.optOut, findings: { opt_out: { words: 'Sim' } } });
		expect(await agent.turn({ text: 'não, pode mandar', history })).toMatchObject({ findings: { opt_out: null } });
		says('opt_out', 0.9);
		expect(await agent.turn({ text: 'não me mandem mais mensagens. Aliás, quanto custa a FB300?' })).toMatchObject({
			findings: { opt_out: { words: expect.any(String) } },
		});
	});

	it('half a sentence is answered', async () => {
		says('commercial', 0.9, 'O consultor passa os valores.');
		expect(await agent.turn({ text: 'não me mande mais fotos, já vi. Quanto custa a FB300?' })).toMatchObject({
			reply: 'O consultor passa os valores.',
			findings: { opt_out: null, commercial_request: true },
		});
	});
});
