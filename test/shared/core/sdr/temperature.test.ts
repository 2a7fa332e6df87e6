import {
	classByScores,
	classOf,
	completeness,
	engagement,
	materialKey,
	shouldClassify,
	THRESHOLDS,
} from '../../../../nodes/shared/core/sdr/temperature';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });
const four = { name: 'Marina', company: 'Burger do Vale', city: 'Chapecó', product: 'formadora' };
const all = { ...four, volume: '400 por dia', urgency: 'alta', uf: 'SC', knows_company: 'não' };
const talk = Array.from({ length: 5 }, () => [user('x'.repeat(100)), assistant('Certo.')]).flat();

describe('engagement', () => {
	it.each([
		[[], 0],
		[[assistant('Olá')], 0],
		[[user('Oi')], 0.39],
		[talk, 1],
	])('%#: %d', (messages, score) => {
		expect(engagement(messages)).toBe(score);
	});
});

describe('completeness', () => {
	it.each([
		[four, 0.6],
		[all, 1],
		[{ name: 'Marina', product: 'formadora' }, 0.3],
		[{ uf: 'SC', volume: '3' }, 0.2],
		[{}, 0],
	])('%#: %d', (lead, score) => {
		expect(completeness(lead)).toBe(score);
	});
});

describe('shouldClassify', () => {
	it('first with two required fields, again with six of eight, never on unchanged data', () => {
		const decide = (lead: object, classed: string | null) => shouldClassify(lead, classed, THRESHOLDS);
		expect(decide({ name: 'Marina', uf: 'SC' }, null)).toBe(false);
		expect(decide({ name: 'Marina', city: 'Chapecó' }, null)).toBe(true);
		expect(decide(four, materialKey({ name: 'Marina', city: 'Chapecó' }))).toBe(false);
		expect(decide(all, materialKey(four))).toBe(true);
		expect(decide(all, materialKey(all))).toBe(false);
	});
});

describe('classByScores', () => {
	it.each([
		['hot from 0.7', all, talk, 'hot'],
		['hot from 0.5 when it is urgent', { ...four, urgency: 'alta' }, [user('Oi, sou a Marina')], 'hot'],
		['warm from 0.4 when it is not', { ...four, urgency: 'baixa' }, [user('Oi, sou a Marina')], 'warm'],
		['cold below', { name: 'Marina' }, [user('Oi')], 'cold'],
	])('%s', (_, lead, messages, temperature) => {
		expect(classByScores(lead, messages, THRESHOLDS).temperature).toBe(temperature);
	});

	it('gives the scores as the reason, with no urgency known', () => {
		expect(classByScores(four, [user('Oi')], THRESHOLDS).reason).toBe('Engajamento 39%, dados 60%.');
	});
});

describe('classOf', () => {
	it("takes the model's class with two sentences of its reason", () => {
		expect(classOf({ temperature: 'warm', reason: 'Interesse claro. Sem data. E mais.' }, four, [], THRESHOLDS)).toEqual({
			temperature: 'warm',
			reason: 'Interesse claro. Sem data.',
		});
	});

	it('lets the scores decide where the model gave none, or calls hot whom it knows nothing of', () => {
		expect(classOf({}, four, talk, THRESHOLDS).temperature).toBe('hot');
		expect(classOf({ temperature: 'hot', reason: 'Sim.' }, { name: 'X', city: 'Y' }, [user('Oi')], THRESHOLDS).temperature).toBe('cold');
	});
});
