import { REPLIES } from '../../nodes/SdrAgent/replies';
import { REPLIES_ONE } from '../../nodes/SdrAgent/versionOne';
import { modelSays, requestsTo, withAgent, type Agent } from './agent';

let agent: Agent;
withAgent((one) => {
	agent = one;
});

const replies = { ...REPLIES, ...REPLIES_ONE };
const says = (...texts: string[]) => {
	let call = 0;
	agent.model.respondWith(() => modelSays({ reply: texts[Math.min(call++, texts.length - 1)] }));
};
const bakery = {
	companyProfile: 'Padaria Pão da Vila, Rua das Acácias, 845, CEP 89010-200, paodavila.com.br. Pagamento no pix.',
	catalogue: JSON.stringify([{ name: 'Máquina de salgados', facts: ['1.500 coxinhas por hora'] }]),
	upsellRules: '[]',
};

describe("what the operator's texts carry goes out at the first try", () => {
	it.each(['Ela faz 1.500 coxinhas por hora.', 'Ficamos na Rua das Acácias, 845, CEP 89010-200.', 'Veja em paodavila.com.br'])(
		'%s',
		async (reply) => {
			says(reply);
			expect(await agent.turn({ text: 'Oi' }, bakery)).toMatchObject({ reply, guard: { refused: [], drafts: [], second_readings: 0 } });
			expect(agent.model.requests).toHaveLength(1);
		},
	);
});

it('both drafts are kept, with the rule and the words', async () => {
	says('Custa R$ 45.', 'Em 10x sem juros.');
	const { guard, reply } = await agent.turn({ text: 'quanto custa?' }, bakery);
	expect(reply).toBe(replies.commercial);
	expect(guard.drafts.map(({ refused }) => refused.map(({ rule }) => rule))).toEqual([['price'], ['instalment']]);
	expect(guard.drafts[0].refused[0].excerpt).not.toBe('');
});

it.each([
	['quanto custa?', 'Entregamos em 5 dias úteis.', 'commercial'],
	['qual o prazo de entrega?', 'Custa R$ 45.', 'delivery'],
	['vocês abrem domingo?', 'Custa R$ 45.', 'safe'],
] as const)('the prepared text fits the question: %s', async (text, leak, name) => {
	says(leak);
	expect((await agent.turn({ text }, bakery)).reply).toBe(replies[name]);
});

it('the same bare number is a price where the price was asked for, and goes out where it was not', async () => {
	says('São 40.', 'Um consultor te passa.');
	expect((await agent.turn({ text: 'quanto custa?' }, bakery)).guard.refused).toEqual(['price']);
	says('São 20 dias úteis.', 'Um consultor te passa.');
	expect((await agent.turn({ text: 'em quanto tempo chega?' }, bakery)).guard.refused).toEqual(['delivery']);
});

it('a topic that is switched on goes out as far as the profile carries it', async () => {
	says('O pagamento é no pix.', 'Um consultor te passa.');
	expect((await agent.turn({ text: 'Oi' }, bakery)).guard.refused).toEqual(['instalment']);
	says('O pagamento é no pix.');
	expect((await agent.turn({ text: 'Oi' }, { ...bakery, options: { allowedTopics: ['instalment'] } })).guard.refused).toEqual([]);
});

describe('forbidden patterns', () => {
	it('one that cannot be used is told, and the others go on', async () => {
		says('Já falou com a Concorrente?', 'Certo!');
		const { guard, reply } = await agent.turn({ text: 'Oi' }, { lists: { forbidden: '(\n(?=(\\w+)+$)\nconcorrente' } });
		expect(guard.refused).toEqual(['forbidden']);
		expect(guard.unusable_patterns.map(({ pattern }) => pattern)).toEqual(['(', '(?=(\\w+)+$)']);
		expect(reply).toBe('Certo!');
	});

	it('one that would run away on a backtracking engine does not', async () => {
		says(`${'a'.repeat(900)}!`);
		const started = performance.now();
		expect((await agent.turn({ text: 'Oi' }, { lists: { forbidden: '(a+)+$' } })).guard.unusable_patterns).toEqual([]);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

describe('the second reader', () => {
	const doubtful = 'Pode contar com ela: nunca quebra.';
	const options = { secondReaderModel: 'gpt-4o-mini', secondReaderShare: 100 };
	const judged = () => requestsTo(agent).filter(({ response_format }) => response_format.json_schema.name === 'sdr_second_reader');
	const answers = (...judgements: string[]) => {
		let reading = 0;
		agent.model.respondWith(() => {
			const last = requestsTo(agent).at(-1)!;
			if (last.response_format.json_schema.name === 'sdr_second_reader') return judgements[Math.min(reading++, judgements.length - 1)];
			return modelSays({ reply: requestsTo(agent).length > 2 ? 'Certo, um consultor confirma.' : doubtful });
		});
	};

	it('is asked nothing unless it is switched on', async () => {
		says(doubtful);
		expect(await agent.turn({ text: 'Oi' }, bakery)).toMatchObject({ reply: doubtful, guard: { second_readings: 0 } });
	});

	it('is asked of doubtful replies alone, with the facts', async () => {
		answers('{"supported": true, "problem": ""}');
		const result = await agent.turn({ text: 'Oi', turn_id: 'a' }, { ...bakery, options });
		expect(result).toMatchObject({ reply: doubtful, guard: { refused: [], second_readings: 1 } });
		expect(judged()[0].messages[1].content).toContain('1.500 coxinhas por hora');
		says('Bom dia!');
		expect((await agent.turn({ text: 'Oi' }, { ...bakery, options })).guard.second_readings).toBe(0);
	});

	it('what it refuses is written again', async () => {
		answers('{"supported": false, "problem": "nunca quebra"}');
		const result = await agent.turn({ text: 'Oi', turn_id: 'a' }, { ...bakery, options });
		expect(result).toMatchObject({
			reply: 'Certo, um consultor confirma.',
			guard: { refused: ['fact'], regenerated: true, second_readings: 1 },
		});
	});

	it.each(['nada', '{}', '{"supported": null}'])('that answers %j holds nothing back', async (answer) => {
		answers(answer);
		expect((await agent.turn({ text: 'Oi', turn_id: 'a' }, { ...bakery, options })).reply).toBe(doubtful);
	});

	it('costs a share of the turns at most', async () => {
		says(doubtful);
		expect((await agent.turn({ text: 'Oi' }, { ...bakery, options: { ...options, secondReaderShare: 0 } })).guard.second_readings).toBe(0);
	});
});
