/** One message as a model gets it, as plain text. */
export interface Spoken {
	role: string;
	text: string;
}

/** What customers tell of themselves, by the name of the lead's field. */
export type Facts = Record<string, string>;

/** What the last message is about. */
export type Topic = 'human' | 'opt_out' | 'angry' | 'support' | 'price' | 'delivery' | 'technical' | 'product' | 'greeting' | 'other';

const WORD = String.raw`\p{Lu}[\p{L}'&-]*`;
/** Without them, "Maria da Silva" would work at a company called Silva. */
const SURNAME = 'Silva|Costa|Rocha|Cruz|Luz|Cunha|Santos|Souza|Oliveira|Conceição';
const PERSON = String.raw`${WORD}(?:\s+${WORD}){0,2}(?:\s+d[aeo]s?\s+(?:${SURNAME}))?`;
const FIRM = String.raw`[\p{Lu}\d][\p{L}\d'&.-]*(?:\s+(?:(?:d[ao]s?|e|&)\s+)?[\p{Lu}\d][\p{L}\d'&-]*)*`;
const PLACE = String.raw`\p{Lu}[\p{L}'-]+(?:\s+(?:d[aeo]s?\s+)?\p{Lu}[\p{L}'-]+)*`;
const STATE = '(AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO)';
const STATE_NAME =
	'(Acre|Alagoas|Amapá|Amazonas|Bahia|Ceará|Distrito Federal|Espírito Santo|Goiás|Maranhão|Mato Grosso(?: do Sul)?|Minas Gerais|Pará|Paraíba|Paraná|' +
	'Pernambuco|Piauí|Rio de Janeiro|Rio Grande do (?:Norte|Sul)|Rondônia|Roraima|Santa Catarina|São Paulo|Sergipe|Tocantins)';
const NAMED = String.raw`(?:[Mm]eu nome é|[Mm]e chamo|(?:[Ee]u )?[Ss]ou [oa]|[Aa]qui é [oa]?|[Aa]qui fala [oa]?)`;
const PLACE_AND_STATE = String.raw`(${PLACE})\s*(?:[/,–-]|\()\s*${STATE}(?!\p{L})`;
const ENDS = String.raw`(?![\p{L}\d])`;

/** The patterns of a field, the surest first; the first group is the value, a second one the state. */
const SAID: Record<string, RegExp[]> = {
	name: [new RegExp(String.raw`${NAMED}\s*(${PERSON})`, 'u'), /(?:meu nome é|me chamo)\s+(\p{L}+)/iu],
	company: [
		new RegExp(String.raw`empresa (?:é [oa]?\s*|se chama |chamada )?(${FIRM})`, 'u'),
		new RegExp(String.raw`((?:[Hh]amburgueria|[Ll]anchonete|[Rr]estaurante|[Aa]çougue|[Ff]rigorífico)\s+(?:d[aeo]s?\s+)?${FIRM})`, 'u'),
		new RegExp(String.raw`${NAMED}\s*${PERSON},?\s+d[ao]\s+(?!(?:${SURNAME})(?!\p{L}))(${FIRM})`, 'u'),
	],
	city: [
		new RegExp(String.raw`(?:^|\s)em\s+${PLACE_AND_STATE}`, 'u'),
		new RegExp(String.raw`(?:^|[,.;:!?]\s*)${PLACE_AND_STATE}`, 'u'),
		new RegExp(String.raw`(?:^|\s)de\s+${PLACE_AND_STATE}`, 'u'),
		new RegExp(String.raw`(?:\s|^)(?:em|[Ss]ou de|[Ff]ico em)\s+(${PLACE}),?\s+(?:no |na |em )?${STATE_NAME}(?!\p{L})`, 'u'),
		new RegExp(String.raw`(?:\s|^)(?:em|[Ss]ou de|[Ss]omos de|[Ff]alo de|[Aa]qui de|cidade de|cidade é)\s+(${PLACE})`, 'u'),
	],
	product: [
		new RegExp(String.raw`(formadora(?: (?:manual|automática))?(?: de hamb[uú]rguer(?:es)?)?)${ENDS}`, 'iu'),
		new RegExp(String.raw`(misturador|misturadora|cortadora|moedor|embaladora|porcionadora)${ENDS}`, 'iu'),
		new RegExp(String.raw`(m[aá]quina (?:de|para|pra) (?:fazer )?\p{L}+)`, 'iu'),
		new RegExp(String.raw`(?<![\p{L}\d])(?<!\d\s)(hamb[uú]rguer)${ENDS}`, 'iu'),
	],
	volume: [
		new RegExp(String.raw`(\d[\d.]*(?:\s*mil)?\s*(?:\p{L}+\s+){0,2}?(?:por|ao|/)\s*(?:hora|h|dia|semana|m[eê]s))${ENDS}`, 'iu'),
		new RegExp(String.raw`(\d[\d.]*\s*/\s*(?:hora|h|dia|semana|m[eê]s))${ENDS}`, 'iu'),
	],
	urgency: [
		/(urgente|com urgência|o quanto antes|pra ontem|imediat\p{L}*|sem pressa|só pesquisando)/iu,
		/((?:est[ea]|ess[ea]|pr[oó]xim[oa]|ainda este) (?:m[eê]s|semana|ano)|(?:m[eê]s|semana|ano) que vem|em \d+ (?:dias|semanas|meses))/iu,
	],
	email: [/([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/u],
	segment: [new RegExp(String.raw`(hamburgueria|lanchonete|restaurante|açougue|frigorífico|indústria)${ENDS}`, 'iu')],
	knows_company: [/(não conheço|não conhecia|já conheço|já conhecia|vi no instagram|por indicação)/iu],
};

/** What an assistant's last question asks for. */
const ASKED: Array<[string, RegExp]> = [
	['name', /nome/i],
	['city', /cidade|onde/i],
	['volume', /volume|quant[oa]s|produ(?:z|ção)/i],
	['urgency', /quando|urg|prazo/i],
];
/** Short answers that make sense only after the question. */
const SHORT_ANSWERS: Record<string, RegExp> = {
	name: /^(\p{L}{2,}(?:\s\p{L}+){0,3})[.!]?$/u,
	city: /^(\p{L}{3,}(?:[\s'-]\p{L}+){0,4})[.!]?$/u,
	volume: /^\D{0,15}(\d[\d.]*(?:\s\p{L}+){0,3})[.!]?$/u,
	urgency: /^(.{3,60})$/u,
};
const NO_VALUE = /^(oi|ol[aá]|opa|sim|n[aã]o|ok|obrigad[oa]|bom dia|boa (?:tarde|noite)|\[.*)/i;

const TOPICS: Array<[Topic, RegExp]> = [
	[
		'human',
		/(falar|conversar) com (um |uma |o |a |algum |alguma )?(atendente|humano|pessoa|vendedora?|consultora?|alguem)|atendente humano/,
	],
	['opt_out', /(pare|parem|para) de (me )?(mandar|enviar)|nao quero (mais )?receber|descadastr|sair da lista/],
	['angry', /absurdo|palhacada|pessimo|procon|falta de respeito/],
	['support', /quebr|conserto|assistencia|garantia|manutencao|reposicao|parou de funcionar|ja sou cliente/],
	['price', /preco|valor|quanto (custa|fica|sai)|orcamento|proposta|cotacao|desconto|parcel/],
	['delivery', /entrega|frete|prazo/],
	['technical', /voltagem|220|110 ?v|potencia|dimens|medidas|capacidade|como funciona/],
	['product', /formadora|misturador|cortadora|moedor|maquina|equipamento|catalogo|hamburguer\b/],
	['greeting', /^(oi|ola|opa|bom dia|boa tarde|boa noite)\b/],
];

/** What all user messages tell, in the order they were written: a later word corrects an earlier one. */
export function factsIn(messages: Spoken[]): Facts {
	const facts: Facts = {};
	let asked: string | undefined;
	for (const { role, text } of messages) {
		if (role === 'assistant') asked = askedFor(text);
		if (role !== 'user') continue;
		const found = Object.assign({}, ...text.split('\n').map(factsOfLine)) as Facts;
		if (asked && !found[asked]) Object.assign(found, shortAnswer(asked, text));
		Object.assign(facts, found);
	}
	return facts;
}

/** What the instructions give as known already: any JSON object in them. */
export function factsGiven(messages: Spoken[]): Facts {
	const objects = messages
		.filter(({ role }) => role === 'system' || role === 'developer')
		.flatMap(({ text }) => text.match(/\{"[^{}]*\}/g) ?? []);
	return Object.assign({}, ...objects.map(readFacts)) as Facts;
}

/** What a customer's words are about. */
export function topicOf(text: string): Topic {
	const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
	return TOPICS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
}

function factsOfLine(line: string): Facts {
	const facts: Facts = {};
	for (const [field, patterns] of Object.entries(SAID)) {
		const match = patterns.map((pattern) => pattern.exec(line)).find(Boolean);
		if (!match) continue;
		facts[field] = match[1].trim();
		if (match[2]) facts.uf = match[2];
	}
	return facts;
}

function askedFor(text: string): string | undefined {
	const question = text.match(/[^.!?\n]*\?/g)?.at(-1);
	return question && ASKED.find(([, pattern]) => pattern.test(question))?.[0];
}

function shortAnswer(asked: string, text: string): Facts {
	for (const line of text.split('\n').map((one) => one.trim())) {
		const match = NO_VALUE.test(line) || line.includes('?') ? null : SHORT_ANSWERS[asked].exec(line);
		if (match) return { [asked]: match[1] };
	}
	return {};
}

function readFacts(text: string): Facts {
	try {
		const entries = Object.entries(JSON.parse(text) as object).filter(([, value]) => typeof value === 'string' && value !== '');
		return Object.fromEntries(entries) as Facts;
	} catch {
		return {};
	}
}
