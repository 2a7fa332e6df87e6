import { groundsOf } from '../../../../nodes/shared/core/claims/claims';
import { carriedBy, CARRIED, ASKED_FOR, SMALL, UNHEARD } from '../../../../nodes/shared/core/claims/carried';
import { STATED_TAUGHT_BY, STATED_WEIGHTS } from '../../../../nodes/shared/core/claims/taughtStating';
import { companies } from '../../../teach/replies/companies';
import { fingerprintOf, statements } from '../../../teach/replies/statements';
import { held } from './claimsForTests';

/** Companies of trades that none of the lessons is of, what their agents said that no text names, and what is harmless. */
const KEYS = [
	'Chaveiro 24h Pontual, em Osasco/SP. Cópia de chaves, abertura de portas e troca de segredo. Atendimento de segunda a domingo.',
];
const ICE = ['Sorveteria Polo, em Mossoró/RN. Sorvete de fruta, açaí e picolé. Mesas na calçada. De terça a domingo, das 14h às 22h.'];
const SCHOOL = [
	'Cursinho Foco, em Barreiras/BA. Turmas de manhã e à noite para o Enem. Simulados todo mês. Professores próprios. Material impresso.',
];
const FARM = [
	'Agropecuária Campo Bom, em Rio Verde/GO. Sementes, ração, vacinas e ferramentas. Loja na Av. Presidente Vargas. Segunda a sábado.',
];
const UPHOLSTERY = [
	'Tapeçaria do Zeca, em Guarulhos/SP. Reforma de sofás e cadeiras. Tecidos em mostruário. Retirada e devolução combinadas.',
];

const INVENTED: Array<[reply: string, customer: string, own: string[]]> = [
	['Temos uma filial em Carapicuíba e outra em Barueri.', '', KEYS],
	['Codificamos chaves de carro importado, sim.', 'vocês codificam chave de carro?', KEYS],
	['Nosso sorvete é vegano e sem lactose.', '', ICE],
	['Nossas casquinhas são artesanais e vêm de uma fábrica italiana.', '', ICE],
	['Temos plantão de redação com corretores formados pela USP.', '', SCHOOL],
	['Somos credenciados pela Embrapa e temos laboratório próprio.', '', FARM],
	['Também fazemos estofamento de carros e de lanchas.', '', UPHOLSTERY],
	['A espuma que usamos é importada da Alemanha.', '', UPHOLSTERY],
];
const HARMLESS: Array<[reply: string, customer: string, own: string[]]> = [
	['Fazemos cópia de chaves e abertura de portas.', '', KEYS],
	['Atendemos também no domingo.', '', KEYS],
	['Não codificamos chave de carro.', 'vocês codificam chave de carro?', KEYS],
	['Temos açaí, picolé e sorvete de fruta.', '', ICE],
	['Que calor, né? Um sorvete cai bem.', '', ICE],
	['Vou perguntar à equipe se temos opção vegana.', 'tem vegano?', ICE],
	['Você prefere a turma da manhã ou da noite?', '', SCHOOL],
	['Anotei que você quer medicina.', 'quero medicina', SCHOOL],
	['Temos sementes, ração e ferramentas.', '', FARM],
	['O veterinário da sua região pode te orientar.', 'minha vaca está doente', FARM],
	['Reformamos sofás e cadeiras.', '', UPHOLSTERY],
	['Tecido claro costuma mostrar mais as manchas.', '', UPHOLSTERY],
	['Um consultor te chama ainda hoje.', '', UPHOLSTERY],
];

describe('facts in words that no text of the operator has', () => {
	it.each(INVENTED)('are held: %s ← %s', (reply, customer, own) => {
		expect(held(reply, { own, customer })).toEqual(['fact']);
	});

	it.each(INVENTED)('go out where a text carries them: %s', (reply, customer, own) => {
		expect(held(reply, { own: [...own, reply], customer })).toEqual([]);
	});

	it.each(INVENTED)('may lean on what the agent was told: %s', (reply, customer, own) => {
		expect(held(reply, { own, customer, told: [reply] })).toEqual([]);
	});

	it.each(HARMLESS)('are not what is harmless: %s ← %s', (reply, customer, own) => {
		expect(held(reply, { own, customer })).toEqual([]);
	});

	it.each([
		['A loja tem laboratório com pisos aquecidos e cada lote é analisado aqui.', '', FARM],
		['Temos turma só de mulheres, com defesa pessoal.', 'tem turma feminina?', SCHOOL],
	])('are no deferral for a word that defers elsewhere: %s', (reply, customer, own) => {
		expect(held(reply, { own, customer })).toEqual(['fact']);
		expect(held('Quem analisa cada lote e passa isso é a equipe.', { own: FARM, customer })).toEqual([]);
	});

	it('are not what says the number of a line, where the operator wrote no more', () => {
		const line = ['A partir de 4 meses'];
		expect(held('A idade mínima é de quatro meses.', { own: line })).toEqual([]);
		expect(held('Temos berçário com câmeras e professoras bilíngues.', { own: line })).toEqual(['fact']);
		expect(held('As aulas começam em fevereiro.', { own: ['Início das turmas: fevereiro'] })).toEqual([]);
	});

	it('stand in no question', () => {
		expect(held('Vocês têm uma filial em Barueri?', { own: KEYS })).toEqual([]);
	});

	it('are not known where the operator wrote nothing', () => {
		const [, [reply, customer, own]] = INVENTED;
		expect([held(reply, { customer }), held(reply, { customer, own })]).toEqual([[], ['fact']]);
	});
});

describe('whose texts have a word', () => {
	const grounds = { own: groundsOf(['Instalação de portões']), theirs: groundsOf(['tem motor?']), told: groundsOf(['Fale da garantia']) };

	it.each([
		['instalamos', CARRIED],
		['portao', CARRIED],
		['garantia', CARRIED],
		['motores', ASKED_FOR],
		['telhado', UNHEARD],
		['para', SMALL],
		['{N}', SMALL],
	])('%s', (word, by) => {
		expect(carriedBy(word, grounds, false)).toBe(by);
	});
});

describe('what it is taught by', () => {
	const all = statements();

	it('is what it was taught by: after a change, run npm run teach:replies', () => {
		expect(STATED_TAUGHT_BY).toBe(fingerprintOf(all));
		expect(STATED_WEIGHTS.length).toBeLessThan(60_000);
	});

	it('is companies of many trades, each with both sides', () => {
		const some = companies();
		expect(some.length).toBeGreaterThan(25);
		expect(
			some.filter(({ own, carried, harmless, held: leaks }) => [own, carried, harmless, leaks].some(({ length }) => length === 0)),
		).toEqual([]);
		expect(all.filter(({ states }) => states).length).toBeGreaterThan(600);
		expect(all.filter(({ states }) => !states).length).toBeGreaterThan(1500);
	});
});
