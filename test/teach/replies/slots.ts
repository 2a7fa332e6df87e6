import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Random } from '../../eval/mutations';

/** What a company sells, does, and who of it answers; each with its article. */
interface Trade {
	things: string[];
	services: string[];
	team: string[];
}

const listed = (text: string): string[] => text.split(',').map((one) => one.trim());

/** Who answers in any trade. */
const OTHERS =
	'o consultor|nosso consultor|a equipe|o comercial|o time comercial|a gerente|o responsável|minha colega|o Rafael|a Camila|a dona da loja|o setor de vendas|nossa especialista'.split(
		'|',
	);

const TRADES: Trade[] = readFileSync(path.join(__dirname, 'trades.txt'), 'utf8')
	.split('\n')
	.filter((line) => line !== '' && !line.startsWith('#'))
	.map((line) => {
		const [things, services, team] = line.slice(line.indexOf(':') + 1).split('|');
		return { things: listed(things), services: listed(services), team: [...listed(team), ...OTHERS] };
	});

/** Words of any trade. Who adds a slot names it here. */
const WORDS: Record<string, string[]> = {
	h: '8|9|10|11|13|14|15|16|17|18|19|20'.split('|'),
	days: '1|2|3|4|5|6|7|8|9|10|12|14|15|20|21|24|30|40|45|60|90|100|120'.split('|'),
	pct: '5%|10%|15%|20%|30%|50%|dez por cento|cinco por cento|7,5%'.split('|'),
	month: 'janeiro|março|abril|maio|julho|agosto|setembro|outubro|novembro|dezembro'.split('|'),
	wday: 'segunda|terça|quarta|quinta|sexta|sábado|domingo'.split('|'),
	day: 'amanhã|sexta|sábado|segunda|terça-feira|a semana que vem|quinta|o dia 15|o fim do mês|o dia 20/10|o mês que vem|depois de amanhã'.split(
		'|',
	),
	when: 'amanhã|hoje ainda|até sexta|na segunda|em 3 dias|em uma semana|em 48 horas|na semana que vem|até o dia 20|em 10 dias úteis|no sábado de manhã|ainda este mês|em até 15 dias|logo depois do feriado|antes do fim do mês'.split(
		'|',
	),
	span: '3 dias|uma semana|duas semanas|um mês|5 a 7 dias|48 horas|15 dias|uns dez dias|dois meses|seis meses|30 dias|24 horas|um ano'.split(
		'|',
	),
	event:
		'o Natal|o casamento|a inauguração|o Dia das Mães|a Páscoa|o feriado|a festa|as férias|o aniversário dela|a volta às aulas|a sua viagem'.split(
			'|',
		),
	form: 'pix|cartão|boleto|dinheiro|débito|crédito|transferência'.split('|'),
	bank: 'Sicredi|Banco do Brasil|Bradesco|Santander|nosso parceiro|Itaú'.split('|'),
	// Of people and of businesses, so many that hardly one stands in two frames: they teach what a word does that nobody taught.
	person:
		'Xênia|Wagner|dona Lourdes|seu Osmar|Tiago Prado|Jussara|Nathan|Rosângela|Evandro|Kelvin|Iolanda|Sávio|Mirela|Otoniel|Dirce|Péricles|Yasmin|Bento|Quitéria|Ulisses|Nair|Geovana|Heitor|Zuleica|Adalberto|Thaís|Ícaro|Lorena|Moacir|Vânia|Edson|Cíntia|Plínio|Raíssa|Josué|Ester|Valdir|Noemi|Caíque|Abigail|Sol Nascente|Casa Verde|Recanto Azul|Ponto Certo|Nova Aurora|Espaço Zen|Império das Tintas|Doce Encanto|Vila Rica|Estrela do Norte'.split(
			'|',
		),
	code: 'VOLTEI|BEMVINDA|AMIGO10|PRIMEIRA|VIP'.split('|'),
	temp: 'quente|frio|morno|prioritário'.split('|'),
	city: 'Betim|Maringá|Uberaba|Caruaru|Sorocaba|Blumenau|Anápolis|Feira de Santana|Campo Grande|Vila Velha|Contagem|Mossoró'.split('|'),
};

/** Words of any trade that stand in a file of their own. */
const LISTED = new Map(
	readFileSync(path.join(__dirname, 'words.txt'), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line): [string, string[]] => {
			const at = line.indexOf(':');
			return [
				line.slice(0, at),
				line
					.slice(at + 1)
					.split('|')
					.map((one) => one.trim()),
			];
		}),
);

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)];
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const withoutArticle = (text: string): string => text.replace(/^(?:o|a|os|as|nosso|nossa) /, '');

/** An amount, written as people write it. */
function money(random: Random): string {
	const hundreds = 10 * (2 + Math.floor(random() * 97));
	const thousands = 1 + Math.floor(random() * 48);
	return oneOf(
		[
			`R$ ${hundreds}`,
			`R$ ${hundreds},00`,
			`${hundreds} reais`,
			String(hundreds),
			`${hundreds},90`,
			`${thousands} mil`,
			`${thousands}.${hundreds < 100 ? '500' : hundreds}`,
			`${thousands} mil e ${oneOf(['pouco', 'quinhentos', 'duzentos'], random)}`,
			oneOf(
				'cinquenta|oitenta|cem reais|cento e vinte|duzentos|trezentos e pouco|quinhentos reais|mil e duzentos|noventa e nove'.split('|'),
				random,
			),
		],
		random,
	);
}

/** The words for the slots of one sentence and its question: of one trade, a slot of one name the same in both. */
export function filler(random: Random): (text: string) => string {
	const { things, services, team } = oneOf(TRADES, random);
	const known = new Map<string, string>();
	const wordFor = (name: string): string => {
		if (/^n\d?$/.test(name)) return oneOf(WORDS.days, random);
		switch (name.replace(/\d$/, '')) {
			case 'the':
				return oneOf(things, random);
			case 'prod':
				return withoutArticle(oneOf(things, random));
			case 'svc':
				return oneOf(services, random);
			case 'team':
				return oneOf(team, random);
			case 'money':
				return money(random);
		}
		const words = WORDS[name.replace(/\d$/, '')] ?? LISTED.get(name.replace(/\d$/, ''));
		if (!words) throw new Error(`no words for the slot {${name}}: add them to test/teach/replies/words.txt`);
		return oneOf(words, random);
	};
	return (text) =>
		text.replace(/(?:(?<!\p{L})([dn]))?\{(\w+)\}/gu, (_, joined: string | undefined, slot: string) => {
			const name = slot.toLowerCase();
			const word = known.get(name) ?? known.set(name, wordFor(name)).get(name)!;
			if (joined !== undefined) return /^(?:o|a) /.test(word) ? joined + word : `${joined === 'd' ? 'de' : 'em'} ${word}`;
			return slot === name ? word : capital(word);
		});
}
