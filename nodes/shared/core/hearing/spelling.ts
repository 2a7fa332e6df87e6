/**
 * How a word sounds in Portuguese, so that "presso", "kero" and "xamar" are the words that they sound like. A single s between vowels is a z: "preso" is not "preço".
 * @param word lower case, accents gone but for the cedilla
 */
export const sound = (word: string): string =>
	word
		.replace(/ç|ss|sc(?=[ei])|c(?=[ei])/g, 'S')
		.replace(/ch|sh/g, 'X')
		.replace(/lh/g, 'L')
		.replace(/nh/g, 'N')
		.replace(/ph/g, 'f')
		.replace(/qu(?=[ei])/g, 'k')
		.replace(/gu(?=[ei])/g, 'G')
		.replace(/g(?=[ei])/g, 'j')
		.replace(/[cq]/g, 'k')
		.replace(/y/g, 'i')
		.replace(/w/g, 'v')
		.replace(/h/g, '')
		.replace(/(?<=[aeiou])s(?=[aeiou])/g, 'z')
		.replace(/s|z$/g, 'S')
		.replace(/x/g, 'X')
		.replace(/(.)\1+/g, '$1');

/** Shorter words have too many neighbours. */
export const LONG = 6;

/** Whether one letter wrong, missing, too many, or two changed places, make one word the other. */
function isOneSlip(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let from = 0;
	while (from < a.length && a[from] === b[from]) from += 1;
	const [restA, restB] = [a.slice(from), b.slice(from)];
	if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
	return restA.length > 1 && restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** Done is not wished: "recebeu" is no slip of "receber", "falado" none of "falando". */
const PAST = /(?:ei|ou|eu|iu|aram|eram|iram|ava|avam|ad[oa]s?|id[oa]s?|i)$/;
/** Words of their own, one letter from a word that is listened for. Extended when a false hearing shows another. */
const OWN = new Set(
	(
		'contrato contratos renova renovar renove renovam passear quantos quanta quantas passeio precisa preciso mandato mandado numeros pessoas recibo receita ' +
		'carteira carteiro entrada entradas valente vendedores tabelas parceira parceiro parcelas parede parece paredes contado contador contatos sabemos caberia ' +
		'chamada chamadas ligacao licao locacao lotacao atende tendente normal gerentes corrente garante cadastros desconta apagado pagador humildade humano humana listar vistar'
	).split(' '),
);

/** Whether a word may be read as another one with a slip in it. */
export const maySlip = (word: string, term: string): boolean =>
	!OWN.has(word) && (!PAST.test(word) || PAST.test(term)) && isOneSlip(word, term);
