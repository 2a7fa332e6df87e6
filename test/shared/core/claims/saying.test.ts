import { groundsOf, ruledIn } from '../../../../nodes/shared/core/claims/claims';
import { saidIn } from '../../../../nodes/shared/core/claims/saidIn';
import { SAYING_TAUGHT_BY, SAYING_WEIGHTS } from '../../../../nodes/shared/core/claims/taughtSaying';
import { SAYINGS } from '../../../../nodes/shared/core/claims/topic';
import { WORDING_PLACES, wordingOf } from '../../../../nodes/shared/core/claims/wording';
import { leaksIn, readingOf, STRICTEST } from '../../../../nodes/shared/core/sdr/outputFilter';
import { filled, frames, written } from '../../../teach/replies/frames';
import { fingerprint, footingOf, lessons } from '../../../teach/replies/lessons';

const footing = (question = '', own: string[] = []) => footingOf({ question, own });
const rulesOf = (reply: string, customer = '', ownTexts: string[] = []): string[] =>
	leaksIn(reply, { ...STRICTEST, customerText: customer, asked: [customer], ownTexts }).map(({ rule }) => rule);
const isRuled = (reply: string, question = ''): boolean =>
	saidIn(reply, footing(question)).some((said) => ruledIn(said, footing(question)).isSettled);

/** Of the sentences that teach it none is among these. */
const SOUNDS: Array<[reply: string, customer: string]> = [
	['Levando a coleira junto, a ração sai bem mais amigável.', ''],
	['Pode usar a maquininha do motoboy.', ''],
	['Você acerta quando vier buscar os óculos.', ''],
	['Pode confiar que o sinal não cai.', ''],
	['Conseguimos adiantar o seu.', 'preciso urgente'],
];
const HARMLESS: Array<[reply: string, customer: string]> = [
	['A coleira combina com a ração? Não, são coisas diferentes.', ''],
	['O motoboy liga quando chegar na portaria.', ''],
	['Você experimenta os óculos quando vier.', ''],
	['Na sua rua a gente já esteve para ver uma obra.', ''],
	['O arranjo pode ter rosas ou lírios.', ''],
	['Quem sabe dizer é a expedição.', 'preciso urgente'],
];

describe('what it is taught by', () => {
	it('is what it was taught by: after a change of the sentences, run npm run teach:replies', () => {
		expect(SAYING_TAUGHT_BY).toBe(fingerprint());
	});

	it('has enough of each topic and twice as much that is harmless, with topics that there are', () => {
		const all = lessons();
		const of = (label: string | null): number => all.filter((lesson) => lesson.label === label).length;
		expect(SAYINGS.filter((saying) => of(saying) < 80)).toEqual([]);
		expect(of(null)).toBeGreaterThan(1500);
		expect(all.filter(({ label }) => label !== null && label !== 'unknown' && !SAYINGS.includes(label))).toEqual([]);
		const sentences = [...frames().flatMap((frame, n) => filled(frame, n)), ...written()];
		expect(sentences.filter(({ reply, question }) => reply === '' || /[{}|]/.test(reply + question))).toEqual([]);
	});

	it('is small enough to be carried along', () => {
		expect(SAYING_WEIGHTS.length).toBeLessThan(120_000);
	});
});

describe('offers in words that no rule knows', () => {
	it.each(SOUNDS)('are held: %s ← %s', (reply, customer) => {
		expect(isRuled(reply, customer)).toBe(false);
		expect(rulesOf(reply, customer)).toHaveLength(1);
	});

	it.each(HARMLESS)('are not what is harmless in the same words: %s ← %s', (reply, customer) => {
		expect(rulesOf(reply, customer)).toEqual([]);
	});
});

describe('a name that nobody taught', () => {
	const NAMES = ['Kátia', 'Hadassa', 'Xanxerê', 'Jucileide', 'Pão de Mel', 'Wesley', 'Trigo Dourado'];
	const ASKED = ['quanto custa?', 'vocês entregam em Joinville?', 'tem desconto à vista?', 'E a outra loja se chama Pão de Mel'];
	const SAYS = [(name: string) => `Prazer, ${name}!`, (name: string) => `Obrigada, ${name}!`, (name: string) => `Registrei ${name} aqui.`];

	it.each(ASKED)('offers nothing, whatever was asked: %s', (question) => {
		const held = NAMES.flatMap((name) => SAYS.map((says) => says(name))).filter((reply) => rulesOf(reply, question).length > 0);
		expect(held).toEqual([]);
	});

	it('does not hide an offer beside it', () => {
		const [[reply, customer]] = SOUNDS;
		const offers = NAMES.filter((name) => !name.includes(' ')).map((name) => `${reply.replace(/\.$/, '')}, ${name}.`);
		expect(offers.filter((offer) => rulesOf(offer, customer).length === 0)).toEqual([]);
	});
});

it('what a text of the operator carries is not held for its sound', () => {
	const [[reply, customer]] = SOUNDS;
	expect(rulesOf(reply, customer)).not.toEqual([]);
	expect(rulesOf(reply, customer, [reply])).toEqual([]);
});

it('a topic that the operator allows is doubted for its sound, and not held', () => {
	const [[reply, customer]] = SOUNDS;
	const policy = { ...STRICTEST, customerText: customer, asked: [customer] };
	const [{ rule }] = readingOf(reply, policy).leaks;
	const allowed = readingOf(reply, { ...policy, allowedTopics: [rule as 'price'] });
	expect(allowed).toEqual({ leaks: [], doubts: [expect.objectContaining({ rule })] });
});

describe('what is no sentence', () => {
	it.each(['', '   ', '👍', '🙏🙏 !!', '...', '?', '1️⃣', '—'])('says nothing: %j', (reply) => {
		expect(rulesOf(reply, 'quanto custa?').filter((rule) => rule !== 'price')).toEqual([]);
	});

	it('one endless word, and thousands without a mark, are read in time', () => {
		const began = process.cpuUsage();
		rulesOf('k'.repeat(20_000));
		expect(rulesOf('a equipe conta com carinho como foi o dia na escola da cidade '.repeat(300))).toEqual([]);
		expect(process.cpuUsage(began).user / 1000).toBeLessThan(1500);
	});

	it('an offer is heard in the middle of a long sentence without a mark', () => {
		const around = 'a gente adora receber visita e conversar sobre a cidade e as pessoas que passam por aqui '.repeat(3);
		const [reply] = SOUNDS[2];
		expect(rulesOf(`${around} ${reply.toLowerCase().replace(/[.!,]/g, '')} ${around}`)).not.toEqual([]);
	});
});

it('places are whole, below their number, and the same for the same words', () => {
	const placesOf = (reply: string): number[] =>
		saidIn(reply, footing('quanto custa?')).flatMap((said) => [...wordingOf(said, { has: () => true })]);
	expect(placesOf('Depende do tamanho.').every((place) => Number.isInteger(place) && place >= 0 && place < WORDING_PLACES)).toBe(true);
	expect(placesOf('Depende do tamanho.')).toEqual(placesOf('DEPENDE DO TAMANHO.'));
	expect(groundsOf([]).text).toBe('');
});
