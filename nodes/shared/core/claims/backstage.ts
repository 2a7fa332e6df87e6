import { anyOf, gated } from './gated';

/**
 * Words of the team, of the machine, or of a model to itself, in a reply: found by how they are built, in any trade. What an operator's own texts say ("CRM" at a
 * company that sells one) is no word of the backstage.
 */
export interface Seen {
	/** The reply as it would be sent, before any formatting mark is taken out. */
	written: string;
	/** Words of the operator's texts. */
	ownWords: { has: (word: string) => boolean };
}

/** What stands in no message to a person: tags, code, records, placeholders, calls, names of fields. */
const MARKUP = gated(
	/<\/?[a-z][\w-]*(?: [^<>]*)?\/?>/i,
	/```/,
	/[{[]\s*["'][\w-]+["']\s*:/,
	/\{\{?\s*[\w.$ ]+\s*\}?\}/,
	/\[[^\]\n]{0,80}\p{L}[^\]\n]{0,80}\]/u,
	/(?<![\w@/.])[a-z][a-z\d]*(?:_[a-z\d]+)+(?![\w@])/i,
	/\b[a-z][\w.]{0,60}\((?:\s*\w+\s*[=:]|["'{[])/i,
	/(?:^|\n)\s*(?:#{1,6} |---\s*$|\|.*\|\s*$)/m,
	/\p{L}[\p{L} ]{1,25}: [^|\n]{1,60} \| \p{L}[\p{L} ]{1,25}:/u,
);

/** What may hold any sign; looked for word by word, as a pattern around it would take the square of a long word's length. */
const ADDRESS = /@|:\/\/|\.\w{2,}\//;

/** Names of what is written beside a reply, at the start of a line and before a colon. */
const FIELD =
	'nota interna|observac\\w+ interna|obs\\.? interna|uso interno|leads?(?: score)?|status(?: d[oe] (?:lead|cliente|atendimento|funil))|score|pontuacao|temperatura do lead|' +
	'intenc\\w+(?: d[oe] \\w+)?|intent\\w*|classificac\\w+|encaminha\\w+|transferir(?: para (?:um )?\\w+)?|handoff|ac(?:ao|oes)(?: (?:sugerida|recomendada|necessaria)s?)?|analise|raciocinio|pensamento|' +
	'reasoning|thoughts?|thinking|reflexao|resposta(?: (?:final|sugerida|ao cliente|para o cliente|do assistente|da assistente))?|reply|response|output|confianca|confidence|tags?|' +
	'sentimento|estagio|etapa do funil|(?:perfil|resumo) do (?:lead|cliente|atendimento)|resumo (?:interno|da conversa|para \\w+ \\w+)|system|assistant|assistente|user|tool|function|' +
	'json|(?:dados|informac\\w+) (?:coletad|extraid|faltante|pendente|do lead)\\w*|contexto|justificativa|motivo d[ae] (?:transferencia|escalada)|probabilidade|prompt|(?:nota|recado|lembrete|observac\\w+|aviso|mensagem|instruc\\w+) (?:para|ao|a|aos) (?:[ao]s? )?(?:cliente|usuario|equipe|time|consultor\\w*|vendedor\\w*|' +
	'atendente\\w*|comercial|recepc\\w+|colega|gestor\\w*|responsavel|agente|humano)';
const FIELDS = new RegExp(`(?:^|\\n|[|(•] ?)[\\s>*•-]*(?:${FIELD})\\s*[:=→]`);
/** Fields that customers are told of too: their value tells whether it is theirs. */
const GRADED =
	/(?:^|\n|[|.;,] ?)[\s>*•-]*(?:status|urgencia|prioridade|temperatura|potencial|interesse|qualificac\w+|perfil|nivel|cliente|contato|motivo|proximos? passos?|proxima acao|(?:passo|etapa) \d|probabilidade de \w+|obs\.?|observac\w+|nota)\s*[:=]\s*(?:(?:muito )?(?:alt[ao]|medi[ao]|baix[ao]|quente|morn[ao]|fri[ao]|hot|warm|cold|sim|nao|true|false|null|qualificad[ao]|\d)\b(?!,? (?:a |o )?\w+\?)|nao (?:oferecer|mencionar|informar)|(?:cumprimentar|saudar|coletar|perguntar|qualificar|encaminhar|transferir|oferecer|agendar com|ligar para|aguardar resposta|obter|identificar|confirmar com o)\b)/;
/** The customer as somebody else, who is spoken of to a third person. */
const THIRD = '(?:cliente|tutora?|alun[oa]|comprador|interessad[oa]|usuari[oa]|lead|paciente|prospect|contato|interlocutor\\w*)';
const DID =
	'(?:perguntou|informou|solicitou|demonstrou|mencionou|relatou|disse|falou|pediu|respondeu|enviou|indicou|confirmou|reclamou|comprou|(?:esta|e|segue|ficou|continua|parece) (?:\\w+ )?(?:interessad|indecis|ansios|irritad|' +
	'satisfeit|insatisfeit|qualificad|quente|morn|fri[oa]\\b|em duvida|aguardando|pesquisando|querendo|procurando|buscando)\\w*|ja (?:recebeu|reclamou|comprou|foi)|ainda nao (?:\\w+ou|disse|respondeu)|nao (?:informou|respondeu|quis|mencionou|disse))';
const DOES =
	'(?:quer|deseja|busca|procura|pretende|pergunta|pede|solicita|informa que|parece|demonstra|tem (?:perfil|interesse|urgencia|alto|baixo|potencial))';
const IS =
	'(?:com (?:alt\\w|baix\\w|perfil|interesse|urgencia|potencial|pressa|duvida)|em (?:fase|negociac|duvida|processo)|sem (?:urgencia|interesse|perfil|pressa)|interessad|indecis|ansios|irritad|qualificad|insatisfeit|quente|morn[oa]|aguarda|pesquisa|prefere|ligou|veio|voltou|retornou)';
const THIRD_PERSON: RegExp[] = [
	new RegExp(`(?:^|[.!?:;\\n(,] ?|\\b(?:que|pois|porque|se) )(?:[oa] |est[ea] |ess[ea] )?${THIRD} ${DID}`),
	new RegExp(`(?:^|[.!?:\\n(] ?)(?:[oa] )?${THIRD} ${DOES}\\b`),
	new RegExp(`, [oa] (?:usuari[oa]|lead|paciente|prospect) ${DOES}\\b`),
	// Without an article: a note.
	new RegExp(`(?:^|[.!?\\n(:] ?)${THIRD} ${IS}`),
	// What is to be done with somebody, told to a colleague.
	/(?:^|[.!?\n] ?)(?:oferecer|insistir|priorizar|encaminhar|qualificar|coletar|perguntar|transferir|abordar|retornar|sugerir|apresentar) (?!\w+ (?:e|nao) )(?![^.!?\n]*\?)/,
	/\b(?:the|this) (?:user|customer|client|lead)\b/,
	/\blead (?:muito )?(?:quente|morno|frio|qualificado|desqualificado)\b/,
];
/** Words of the machinery; a doctor's CRM has a number. */
const MACHINERY = gated(
	/\b(prompts?|leads?|crm(?![^a-z]{0,3}(?:[a-z]{2})?[^a-z]{0,3}\d)|json|apis?|webhooks?|llms?|gpt|chatgpt|openai|gemini|anthropic|endpoints?|backend|payload|handoff|fallback|pipeline|timeout|undefined|n8n|chatwoot|supabase|pipedrive|hubspot)\b/g,
);
const SAYS = '(?:inform|pass|fal|respond|diz|dar|acess|consult|revel|ver\\b)';
const OF_ITSELF: RegExp[] = [
	/\bmodelo (?:de linguagem|de ia|de inteligencia)|\blanguage model\b|\binteligencia artificial (?:treinad|desenvolvid|criad|da |do )\w*|\bcomo (?:uma? ia\b|ia,|ia (?:eu )?nao\b|(?:um )?(?:chatbot|bot)\b)|\bbasead[oa] em (?:ia|inteligencia)|\bdados de treinamento\b|\bmeu treinamento\b/,
	/\b(?:minha|nossa) base (?:de (?:dados|conhecimento|informac\w+)|e\b|nao|interna)|\b(?:verific|consult|busc|pesquis)\w+ (?:n[ao]s? |em |[ao]s? )?(?:minhas? )?(?:ferramenta|base\b|api|banco de dados)|\b(?:minhas|nossas) (?:ferramentas (?:nao|de busca|de consulta)|configurac\w+|programac\w+)|\bmeu (?:sistema|roteiro|script|contexto|fluxo|algoritmo|banco de dados)\b|\bminha (?:programacao|configuracao|memoria)\b/,
	new RegExp(
		`\\bsistema (?:nao me|me (?:impede|proibe|orient\\w+|instru\\w+|bloque\\w+|permite)|nao (?:permit\\w+|deixa|autoriz\\w+) (?:\\S+ ){0,2}?${SAYS})`,
	),
	/\b(?:cham|execut|acion|invoc)\w+ (?:a |o |uma |um )?(?:funcao|ferramenta|tool|automac\w+)\b|\bvou (?:usar|utilizar|rodar) (?:a |o |uma |um )?(?:funcao|ferramenta|tool|automac\w+)|\bferramenta de (?:busca|consulta|pesquisa|transferencia|agendamento)\b/,
	/\b(?:contexto|instruc\w+|documento\w*) (?:fornecid|disponibilizad|recebid)[oa]s?\b|\binformac\w+ (?:fornecidas|disponibilizadas)(?! por)\b|\b(?:segundo|conforme|de acordo com|com base n?[oa]?s?|seguindo|baseado n[oa]s?) (?:o |a |os |as |n[oa]s? )?(?:meu |minhas? |meus )?(?:contexto|prompt|diretriz\w*|instruc\w+ (?:que|intern|do sistema)|regras (?:do sistema|interna\w*)|politicas? interna\w*)\b/,
	/\b(?:campo|variavel|parametro) (?:\S+ ){1,3}?(?:vazi|preenchid|nul[oa]|pendente)\w*/,
	/\berro (?:ao|na|no) (?:consult|cham|execut|proces{2}|busc)\w+ (?:[ao]s? )?(?:api|ferramenta|func\w+|servico|base|catalogo|sistema|requisic\w+|dados|solicitac\w+)/,
	/\bdevo (?:nao )?(?:respond\w+|pergunt\w+|coletar|encaminhar|transferir|evitar|mencionar|oferecer|informar (?!que))(?![^.!\n]*\?)|\b(?:preciso|tenho que|vou) (?:agora )?(?:qualificar|classificar|responder (?:que|como|ao|a) |seguir (?:[oa]s? )?(?:roteiro|regras|instruc\w+|fluxo|script))/,
	/\b(?:segue|aqui (?:esta|vai)|eis) (?:a |uma |abaixo a )?(?:resposta|mensagem|versao|sugestao)(?: \w+){0,3}? ?(?:sugerid|revisad|corrigid|reescrit|reformulad|sem (?:prec|valor)|ao cliente|para o cliente|final)|\b(?:resposta|mensagem) (?:anterior (?:continha|foi (?:recusad|bloquead|barrad)\w+)|recusada|que escrevi|reescrita|reformulada)|\bminha (?:tarefa|persona) e\b/,
	/\b(?:i should|i need to|let me|i will (?:respond|reply|call|use)|we need to|okay, the|as an ai)\b/,
	/\bmargem (?:de lucro|baixa|alta|apertada|boa)\b|\bnoss[oa]s? (?:margem|lucro|comissao)\b|\b(?:margem|comissao|lucro) (?:d[aeo]s? \S+ )?(?:n[eo]s?t?s?[eao]? ?\S* )?(?:e|fica|ta|esta) (?:maior|menor|alt[ao]|baix[ao]|bo[am]|melhor)\b|\bbater a meta\b|\bmeta do mes\b|\bcomissao (?:de venda\w*|alta|baixa)\b/,
	/(?:^|[:;(.\n] ?)nao (?:oferecer|mencionar|informar|prometer|citar|repassar|comentar|falar (?:de|sobre|o|em)|responder|(?:passar|dar|enviar) (?:o |a |os )?(?:prec|valor|desconto|prazo|tabela))\w*\b|(?:[,(:;] ?priorizar|[(:;.,\n] ?(?:encaminhar (?:para|ao|a)|ligar ainda|retornar (?:ainda|ate)|oferecer (?:pacote|desconto|condic)))\b/,
	/\b(?:registr|atualiz|marqu|cadastr|salv|classifi)\w+ .{0,25}\b(?:no funil|no sistema como|como (?:lead|quente|morno|frio|prioridade))\b/,
];
const LABELLED = [FIELDS, GRADED].map((pattern) => gated(pattern));
/** None of these goes on behind the end of a line: they are looked for line by line, as a long text has somewhere what any of them cannot be without. */
const WORDED = [...OF_ITSELF, ...THIRD_PERSON].map((pattern) => gated(pattern));
const MAY_BE_WORDED = anyOf(...WORDED);
/** A record and no message: nothing but lines of a name in small letters and a value. */
const RECORD = /^(?:\s*[a-z][\w ]{1,20}\s*[:=]\s*\S[^\n?!]{0,60}\n)+\s*[a-z][\w ]{1,20}\s*[:=]\s*\S[^\n?!]{0,60}\s*$/;

/**
 * The first words of a reply that are not meant for a customer; null when there are none.
 * @param plain the reply in lower case without accents and marks, addresses taken out, its lines kept
 */
export function backstageIn(plain: string, { written, ownWords }: Seen): string | null {
	const code = MARKUP.find(ADDRESS.test(written) ? written.replace(/\S+/g, (word) => (ADDRESS.test(word) ? ' ' : word)) : written);
	if (code !== null) return code.trim();
	const sellsLeads = ownWords.has('lead') || ownWords.has('leads');
	const isMeant = (found: string): boolean => !(sellsLeads && /\bleads?\b/.test(found));
	const said = [...LABELLED.map((pattern) => pattern.find(plain)), ...firstInLines(plain)].find(
		(found) => found !== null && isMeant(found),
	);
	if (said) return said.trim();
	const machine = MACHINERY.matches(plain).find(([word]) => !ownWords.has(word));
	if (machine) return machine[0];
	return RECORD.test(written) ? written.trim().slice(0, 60) : null;
}

/** What each of the wordings finds first, in their order. */
function firstInLines(plain: string): Array<string | null> {
	const first: Array<string | null> = WORDED.map(() => null);
	// With the break before it, as a line begins a sentence.
	for (let from = 0, end = 0; from < plain.length; from = end) {
		end = plain.indexOf('\n', from + 1);
		if (end < 0) end = plain.length;
		const line = plain.slice(from, end);
		if (MAY_BE_WORDED(line)) WORDED.forEach((pattern, n) => (first[n] ??= pattern.find(line)));
	}
	return first;
}
