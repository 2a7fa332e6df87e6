import { modelSays, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

/** What the model takes the message to be, how sure it is, and where the lead stands by both. */
const TURNS: Array<[text: string, intent: string, confidence: number, stance: string | null]> = [
	// Both hear it.
	['Não tenho interesse, obrigado', 'not_interested', 0.95, 'declined'],
	['já fechei com outra clínica', 'not_interested', 0.8, 'declined'],
	// The model alone: what only sense tells.
	['o dono do prédio não deixou, acabou o sonho', 'not_interested', 0.9, 'declined'],
	['esse ano a gente vai só de bolo caseiro mesmo', 'not_interested', 0.9, 'declined'],
	// Code alone, where the model is not sure.
	['Não tenho interesse', 'other', 0.4, 'declined'],
	['Agora não, semana que vem', 'other', 0.4, 'postponed'],
	// One thing refused and another wanted.
	['não tenho interesse na FBM100, mas na outra sim', 'product_interest', 0.9, 'interested'],
	['o plano anual não, quero o mensal', 'product_interest', 0.9, 'interested'],
	// Between both the lead is lost least.
	['Agora não, semana que vem', 'not_interested', 0.9, 'postponed'],
	['não tenho interesse', 'postponed', 0.9, 'postponed'],
	['Não quero mais essa. Quanto custa a outra?', 'not_interested', 0.9, 'interested'],
	// A refusal for a price is one.
	['Achei muito caro o frete, não tenho interesse', 'not_interested', 0.9, 'declined'],
	// A model that is not sure tells nothing.
	['vou falar com meu marido', 'not_interested', 0.5, null],
	['ok, obrigado', 'greeting', 1, null],
	['qual é a potência em watts?', 'technical_question', 0.9, 'interested'],
];

it.each(TURNS)('"%s" (the model: %s, %d) leaves the lead %s', async (text, intent, confidence, stance) => {
	agent.model.respondWith(() => modelSays({ intent, confidence, reply: 'Tudo bem, obrigada por avisar!' }));
	expect((await agent.turn({ text })).findings).toMatchObject({ stance, opt_out: null });
});

it('the words alone tell where the model gave nothing', async () => {
	agent.model.faults.push({ kind: 'status', status: 500, times: 20 });
	expect((await agent.turn({ text: 'Não tenho mais interesse' }, { options: {} })).findings).toMatchObject({ stance: 'declined' });
});

it('the model is told what it is to tell apart', async () => {
	agent.model.respondWith(() => modelSays({}));
	await agent.turn({ text: 'oi' });
	expect(JSON.stringify(agent.model.requests[0])).toMatch(/not_interested: não quer mais nada/);
});
