import { held } from './claimsForTests';

/** What a reply says otherwise than the operator's own text, and what it says as the text does in other words: one company a block, both sides of each rule. */
interface Row {
	asked?: string;
	reply: string;
}
const isHeld = (own: string, { asked = '', reply }: Row): boolean =>
	held(reply, { own: [own], customer: asked, asked: asked === '' ? [] : [asked] }).length > 0;

function both(of: string, own: string, { goes, stays }: { goes: Row[]; stays: Row[] }): void {
	describe(`${of}`, () => {
		it.each(stays)('may not go out: $reply', (row) => expect(isHeld(own, row)).toBe(true));
		it.each(goes)('goes out: $reply', (row) => expect(isHeld(own, row)).toBe(false));
	});
}

both(
	'hours in words and figures',
	'Escola de natação em Limeira. Aulas para bebês, crianças e adultos. Segunda a sexta das 6h às 21h, sábado 8h às 12h. Professora Cíntia dá hidroginástica terça e quinta.',
	{
		goes: [
			{ asked: 'que horas abre?', reply: 'A gente abre às seis da manhã e vai até as nove da noite, de segunda a sexta.' },
			{ asked: 'e sábado?', reply: 'Sábado é das oito ao meio-dia.' },
			{ asked: 'quando tem hidro?', reply: 'A Cíntia dá hidroginástica na terça e na quinta.' },
			{ asked: 'posso ir sábado de tarde?', reply: 'Sábado a gente fecha ao meio-dia. De manhã fica bom pra você?' },
		],
		stays: [
			{ asked: 'e sábado?', reply: 'Sábado ficamos abertos das oito às seis da tarde.' },
			{ asked: 'abre domingo?', reply: 'Abrimos sim, domingo das nove às onze.' },
			{ asked: 'quando tem hidro?', reply: 'A hidroginástica com a Cíntia é de segunda a sexta.' },
			{ asked: 'abre cedo?', reply: 'Abrimos às cinco e meia da manhã.' },
		],
	},
);

both(
	'days by short forms',
	'Estúdio de ioga: hatha e vinyasa. Turmas seg, qua e sex às 7h e às 19h. Aula particular com hora marcada. Não atendemos gestantes sem liberação médica.',
	{
		goes: [
			{ asked: 'que dias?', reply: 'As turmas são segunda, quarta e sexta, às sete da manhã e às sete da noite.' },
			{ asked: 'tem particular?', reply: 'Tem aula particular sim, com hora marcada.' },
			{ asked: 'estou grávida', reply: 'Pra gestantes a gente precisa da liberação médica, tá?' },
		],
		stays: [
			{ asked: 'que dias?', reply: 'As turmas são de terça e quinta, às sete.' },
			{ asked: 'tem particular?', reply: 'Tem, e pode chegar sem hora marcada.' },
			{ asked: 'estou grávida', reply: 'Atendemos gestantes sem liberação médica, pode vir tranquila.' },
		],
	},
);

both(
	'what the text denies, excepts, or puts before and after',
	'Serralheria em Guarapuava. Portões, grades e escadas. Medição antes do orçamento. Fabricação depois da aprovação do desenho. Garantia de 1 ano na solda (menos ferrugem e batida). Não trabalhamos com alumínio. Valores só com o Seu Nivaldo.',
	{
		goes: [
			{ asked: 'fazem portão de alumínio?', reply: 'Alumínio a gente não trabalha, só ferro mesmo.' },
			{ asked: 'e se enferrujar?', reply: 'A garantia é de um ano na solda, mas ferrugem e batida ficam de fora.' },
			{ asked: 'quanto fica?', reply: 'O Seu Nivaldo vai te atender e ele te passa os valores depois da medição.' },
		],
		stays: [
			{ asked: 'fazem portão de alumínio?', reply: 'Fazemos portão de alumínio também!' },
			{ asked: 'e se enferrujar?', reply: 'A garantia é de um ano e cobre ferrugem.' },
			{ asked: 'precisa medir?', reply: 'Dá pra fazer o orçamento antes da medição, pelas fotos.' },
			{ asked: 'quando começa?', reply: 'A fabricação começa antes da aprovação do desenho, pra adiantar.' },
		],
	},
);

const PAPER = 'Papelaria em Passo Fundo. Segunda a sexta 8h30-18h30, sábado 9h-13h. Cadernos, mochilas e cartolina. Encadernação na hora.';
both('goods that are said to be there', PAPER, {
	goes: [
		{ asked: 'tem cartolina?', reply: 'Trabalhamos com cartolina sim! Quer que eu veja com a loja se tem a preta?' },
		{ asked: 'chegou minha foto?', reply: 'Acabou de chegar sua foto, obrigada!' },
		{ asked: 'encaderna?', reply: 'Fazemos encadernação na hora, quer trazer o material hoje?' },
	],
	stays: [
		{ asked: 'tem mochila?', reply: 'Chegou um lote novo de mochila ontem, vem ver!' },
		{ asked: 'tem cartolina preta?', reply: 'Cartolina preta tem de sobra, pode vir buscar.' },
		{ asked: 'tem caderno?', reply: 'Tenho uns cadernos aqui na prateleira.' },
		{ reply: 'A mochila acabou de chegar, quer que eu separe?' },
		{ reply: 'Já são 500 alunos com mochila daqui 😍 quer ver os modelos?' },
	],
});

it('goods are there where the text says so', () => {
	const reply = { asked: 'tem cartolina preta?', reply: 'Cartolina preta tem em estoque.' };
	expect(isHeld(PAPER, reply)).toBe(true);
	expect(isHeld(`${PAPER} Cartolina preta sempre em estoque.`, reply)).toBe(false);
});

both(
	'words that sound like money and are the trade’s own',
	'Controle de pragas. Tratamos barata, cupim e pulga. Produto sem cheiro. Ficar fora de casa por 3 horas; idosos 24h. Garantia de 60 dias para barata. A chave do portão é por conta do cliente. A garantia não cobre quintal.',
	{
		goes: [
			{ asked: 'tem garantia?', reply: 'Para barata a garantia é de sessenta dias.' },
			{ asked: 'quanto tempo fora?', reply: 'Idosos ficam fora de casa por vinte e quatro horas; os demais, por três.' },
			{ asked: 'quem deixa a chave?', reply: 'A chave do portão fica por conta do cliente, tá?' },
			{ asked: 'cobre o quintal?', reply: 'O quintal a garantia não cobre.' },
			{ asked: 'é garantido?', reply: 'Isso ninguém garante, depende da casa.' },
		],
		stays: [
			{ reply: 'Nosso serviço é bem barato, pode confiar.' },
			{ reply: 'A gente não cobra a visita.' },
			{ reply: 'O frete é por conta da casa.' },
			{ asked: 'volta a barata?', reply: 'Elas não voltam, dou minha palavra.' },
			{ asked: 'quanto é?', reply: 'Sai por três.' },
		],
	},
);
