import { namedPeople } from '../../../../nodes/shared/core/claims/namedPeople';
import { held } from './claimsForTests';

describe('whom a text names as somebody who tells', () => {
	it.each([
		['with', 'Orçamento é com o Otávio.', ['otavio']],
		['alone', 'Agenda e valores: só a Zefinha confirma', ['zefinha']],
		['after a colon', 'Datas, valores e seguro: com a Bia', ['bia']],
		['who', 'valor e tempo de chegada quem diz é Valter', ['valter']],
		['by the work, two of them', 'Consultores: Rafa e Dona Lúcia', ['rafa', 'lucia']],
		['who sees to something', 'A Neide decide encaixe. O Dr. Prates orienta cada caso.', ['neide', 'prates']],
		['in small letters alone, by what they see to', 'entrega: só piedade e sorocaba, quem combina é a bia', ['bia']],
		['a doctor by name', 'Primeira conversa só com a Dra. Ângela', ['angela']],
	])('%s', (_, text, names) => expect(namedPeople(text)).toEqual(names));

	it.each([
		['a make that is worked with', 'Trabalhamos com Bosch e Makita.'],
		['a form of payment', 'Desconto só com Pix.'],
		['the company itself', 'Doutor Bateria - assistência técnica'],
		['a place', 'Atende só a Serra Gaúcha'],
		['a word that the text writes small too', 'Quem decide é a Diretoria. A diretoria responde em um dia.'],
		['the customer', 'quem combina o dia é o cliente'],
		['nobody, in a text without capital letters', 'valores com a joana'],
		['who is worked for', 'Em parceria com a Unimed, desde 1990.'],
	])('is not %s', (_, text) => expect(namedPeople(text)).toEqual([]));
});

const TRADES = {
	'a workshop for dresses': ['Ateliê em Bueno, conserto e reforma. Orçamento só vendo a peça, com a Neide.'],
	'a tow truck': ['guincho 24h\nvalor e tempo de chegada quem diz é Valter'],
	'a hire of tents': ['Tendas e pisos.\nDatas, valores e caução: com a Bia'],
	'a breeder': ['Ninhada, reserva e valor é com a Denise. Visitas com hora marcada.'],
	'an irrigation company': ['Projeto e montagem de pivôs. Preço e prazo de pagamento: setor comercial, com o Everaldo.'],
};
const NAME = {
	'a workshop for dresses': 'a Neide',
	'a tow truck': 'o Valter',
	'a hire of tents': 'a Bia',
	'a breeder': 'a Denise',
	'an irrigation company': 'o Everaldo',
};

describe.each(Object.entries(TRADES))('%s', (trade, own) => {
	const name = NAME[trade as keyof typeof NAME];
	const rules = (reply: string, customer: string) => held(reply, { own, customer });

	it.each([
		[`O valor é com ${name}.`, 'quanto custa?'],
		[`Preço só com ${name}, pode ser?`, 'e o preço?'],
		[`Quem fala de valor é ${name}.`, 'quanto fica?'],
		[`Sobre pagamento só ${name} mesmo.`, 'parcela?'],
		[`Desconto só ${name} pode te dizer.`, 'tem desconto?'],
		[`Aí ${name} te passa o valor certinho.`, 'me passa um valor'],
		[`Pagamento ${name} combina com você.`, 'como é o pagamento?'],
	])('the named one is asked: "%s"', (reply, customer) => expect(rules(reply, customer)).toEqual([]));

	it.each([
		[`${name[0].toUpperCase()}${name.slice(1)} faz por 200 reais.`, 'quanto custa?'],
		[`Com ${name} sai baratinho.`, 'é caro?'],
		[`${name[0].toUpperCase()}${name.slice(1)} parcela em 6x sem juros.`, 'parcela?'],
		[`Pode falar que ${name} dá 10% de desconto.`, 'tem desconto?'],
		['O valor é com o Reginaldo, nosso diretor: uns 300.', 'quanto custa?'],
	])('and gives nothing away: "%s"', (reply, customer) => expect(rules(reply, customer)).not.toEqual([]));
});

it('a name that no text has is nobody that a customer can be sent to', () => {
	expect(held('O valor é com Pix.', { own: ['Pagamento com Pix.'], customer: 'quanto é?' })).not.toEqual([]);
});
