import { held } from './claimsForTests';

const own = [
	'Escola de surfe em Ubatuba. Pranchas e roupas de borracha. Instrutores com curso. Crianças a partir de 8 anos aos sábados. Prancha até 9 pés. Para alugar precisa deixar documento.',
];
const rules = (reply: string, asked = '') => held(reply, { own, customer: asked, asked: asked === '' ? [] : [asked] });

describe('other companies', () => {
	it.each([
		['outras', 'Diferente das outras escolas daqui, a gente não enrola o aluno.', ''],
		['deles', 'As pranchas deles são bem mais velhas que as nossas.', 'tem outra escola aí né'],
		['por aí', 'O que se vê por aí é gente sem curso, aqui é sério.', ''],
		['ours beside whom the customer named', 'O nosso é bem mais seguro.', 'no outro posto é mais barato'],
		['ours beside a proposal that they have', 'Aqui é muito mais caprichado, viu.', 'recebi um orçamento da Maré Alta'],
		['everybody', 'Nosso curso é melhor que o de qualquer um da região.', ''],
		['named by the customer', 'O pessoal da Onda Livre some depois que você paga.', 'por que fazer com vocês e não com outra escola?'],
	])('are not ranked: %s', (_, reply, asked) => expect(rules(reply, asked)).not.toEqual([]));

	it.each([
		['who declines', 'Prefiro não comparar com outras escolas.', 'vocês são melhores que a concorrência?'],
		['who does not know', 'Da escola deles eu não sei dizer.', 'a outra escola é boa?'],
		['who speaks of goods', 'Nas outras pranchas a quilha é fixa.', ''],
		['who offers more to see', 'Aqui tem mais fotos das pranchas.', 'vi uma prancha mais barata'],
		['who speaks of the sea', 'De manhã o mar fica bem mais calmo.', ''],
		['who asks what is better', 'Fica melhor de manhã ou de tarde?', 'achei mais barato em outro lugar'],
		['who asks', 'Você já fez aula em outra escola?', ''],
	])('are let be by %s: %s', (_, reply, asked) => expect(rules(reply, asked).filter((rule) => rule === 'fact')).toEqual([]));
});

describe('bounds and requirements of a text', () => {
	it.each([
		['below the least', 'Com cinco anos já pode vir aos sábados.', 'tenho uma criança de 5 anos, pode?'],
		['something else suffices', 'Para alugar basta o nome mesmo.', 'o que precisa pra alugar?'],
		['needless', 'Para alugar não precisa de documento.', 'o que precisa pra alugar?'],
	])('are not set aside: %s', (_, reply, asked) => expect(rules(reply, asked)).not.toEqual([]));

	it.each([
		['within', 'Com nove anos já pode vir aos sábados.', 'tenho uma criança de 9 anos, pode?'],
		['the requirement', 'Para alugar precisa deixar um documento.', 'o que precisa pra alugar?'],
	])('are said: %s', (_, reply, asked) => expect(rules(reply, asked)).toEqual([]));
});

describe('sides, stock and times', () => {
	it.each([
		['sides as the text has them', ['Placa 40x60 cm'], 'A placa é de 40 por 60.', true],
		['other sides', ['Placa 40x60 cm'], 'A placa é de 50 por 80.', false],
		['points of the goods', ['Vinho: 90 pontos'], 'Esse vinho tem 90 pontos.', true],
		['other points', ['Vinho: 90 pontos'], 'Esse vinho tem 95 pontos.', false],
		['a thing beside no word of paying', ['Leitora de cartão e teclado'], 'A leitora de cartão é pequena.', true],
		['a form of payment', ['Leitora de cartão e teclado'], 'Aceitamos cartão.', false],
		['what came in last week', ['Loja de azulejo'], 'Chegaram duas caixas semana passada.', false],
		['some that are left', ['Pousada'], 'Ainda sobrou um quarto.', false],
		['a time that is vouched for', ['Guincho'], 'O motorista te liga em dois minutos, sem falta.', false],
		['a call back', ['Guincho'], 'O motorista te liga daqui a pouco.', true],
		['a time of making', ['Prazo de produção: 12 dias úteis'], 'São doze dias úteis de produção.', true],
		['another one', ['Prazo de produção: 12 dias úteis'], 'São dez dias úteis de produção.', false],
	])('%s', (_, texts, reply, goes) => expect(held(reply, { own: texts }).length === 0).toBe(goes));
});
