import { nearestFacts } from '../../nodes/SdrAgent/nearestFacts';
import { secondReading, type Claim } from '../../nodes/SdrAgent/secondReader';
import type { Model } from '../../nodes/shared/llm/model';

/** A catalogue of which all speaks of machines and capacity, and one fact of the coffee machine. */
const catalogue = Array.from(
	{ length: 200 },
	(_, n) => `Máquina modelo ${n} equipamentos: capacidade de ${n} peças por hora; motor de indução; garantia de um ano contra defeitos`,
);
const coffee = 'Cafeteira Aurora bebidas: tira 90 xícaras por hora; moedor de cerâmica';
const facts = [...catalogue.slice(0, 150), coffee, ...catalogue.slice(150)];

it('what fits stays as it is', () => {
	expect(nearestFacts(['a', 'b'], 'x', 100)).toEqual({ facts: ['a', 'b'], leftOut: 0 });
});

it('of what does not fit the nearest to the claim stays, wherever it stands, and how much went is known', () => {
	const { facts: kept, leftOut } = nearestFacts(facts, 'A Aurora tira 999 xícaras por hora.', 3000);
	expect(kept).toContain(coffee);
	expect(kept.join('\n').length).toBeLessThanOrEqual(3000);
	expect(leftOut).toBe(201 - kept.length);
	expect(kept.filter((fact) => fact !== coffee)).toEqual(catalogue.slice(0, kept.length - 1));
});

it('one long text is chosen from by its sentences', () => {
	const profile = `${'Somos uma empresa familiar de Chapecó. '.repeat(200)}Atendemos aos domingos. ${'Vendemos para todo o Brasil. '.repeat(200)}`;
	const { facts: kept } = nearestFacts([profile], 'Abrimos no domingo', 1000);
	expect(kept).toContain('Atendemos aos domingos.');
});

it('a text without an end of a sentence is cut, and costs no time', () => {
	expect(nearestFacts(['a'.repeat(100_000)], 'x', 6000).facts.join('').length).toBeLessThanOrEqual(6000);
});

describe('the second reader', () => {
	const read = async (given: Partial<Claim>) => {
		let told = '';
		const model: Model = {
			askForJson: async ({ messages }) => {
				told = messages[1].content;
				return await Promise.resolve({
					value: { supported: true, problem: '' },
					usage: { input: 1, output: 1 },
					tookMs: 1,
					outcome: { ok: true, name: 'r', tries: 1 },
				});
			},
		};
		const claim = {
			reply: 'A Aurora tira 120 xícaras.',
			doubts: [{ rule: 'fact', excerpt: '120' }],
			ownTexts: [],
			knownOfThem: [],
			customer: '',
			...given,
		};
		return { ...(await secondReading(model, { model: 'r', share: 1 }, claim)), told };
	};

	it('is shown what the customer said and what is stored of them, however much else there is', async () => {
		const { told, factsLeftOut } = await read({
			ownTexts: facts,
			knownOfThem: ['Marina', 'Burger do Vale'],
			customer: 'tenho uma Aurora de 120 xícaras',
		});
		for (const words of ['Marina', 'Burger do Vale', 'tenho uma Aurora de 120 xícaras', coffee]) expect(told).toContain(words);
		expect(factsLeftOut).toBeGreaterThan(100);
		expect(told).toContain(`[${factsLeftOut} fatos mais distantes da mensagem não couberam aqui]`);
		expect(told.length).toBeLessThan(9000);
	});

	it('is told of nothing left out where all fits', async () => {
		const { told, factsLeftOut } = await read({ ownTexts: [coffee] });
		expect(factsLeftOut).toBe(0);
		expect(told).not.toContain('couberam');
	});
});
