import { remembered } from '../text/remembered';
import { slips } from '../text/slips';
import { NUMBER_WORDS } from '../text/numberWords';

/**
 * Words on which a refusal or a pardon hangs: written with one error they are these words still. Only whole forms; whoever adds a word to the patterns of
 * `topics/` that people misspell adds it here.
 */
const KEYWORDS = (
	'preco precos valor valores custa custam custo custar custaria investimento investir orcamento mensalidade reais desconto descontos abatimento promocao promocoes cupom ' +
	'cashback brinde barato barata baratinho parcela parcelas parcelamos parcelar parcelado parcelamento parcelo financiamos financiar financiamento financio boleto boletos cartao ' +
	'cartoes credito debito transferencia pagamento pagamentos pagando pagar consorcio leasing entrada juros vezes frete gratis gratuito gratuita gratuitamente incluso inclusa ' +
	'cortesia transportadora correios entrega entregas entregamos entregar entregue enviamos enviar enviada enviado despachamos despacho despachar prazo prazos chega recebe receber imediata ' +
	'consultor consultora especialista equipe vendedor atendente confirma confirmar informa informar passa garantia horas semana semanas meses dias uteis amanha segunda terca quarta quinta ' +
	'sexta domingo sabado janeiro fevereiro marco abril junho julho agosto setembro outubro novembro dezembro trimestre volta voltar voltara retorna retornar relancamento lancamento ' +
	'instrucoes orientada orientado instruida programada configurada proposta propostas anotei registrei concorrencia promoc cobramos cobrar comprador maquina pronta negociar especial ' +
	'financia liquidacao fabricacao imediato imediatamente crediario carreto inclusas embutido mensalidades prestacao prestacoes vencimento reajuste congelados promocional lancamos voltamos ' +
	'seguinte melhorar melhoro dolares dollars comercial shipping installments setor financeiro parceiros depender bastante garantimos preferem despachar transportamos previsao presente ' +
	'diaria diarias aluguel locacao anuidade partir metade segurar combina recepcao secretaria instalamos instalada instalacao programado programada configurado treinada levamos buscar fazemos ' +
	'retirada apresenta prepara explica manda mandamos responder responde chamar ligar orcamento catalogo mensagem detalhes faturamos dinheiro antecipado sinal bancaria precinho tarifa taxa ' +
	'maquininha bandeiras acessivel economiza compensa exclusiva exclusivo condicao condicoes transporte motoboy despachamos sedex produzir produz regras proibida permissao autorizacao ' +
	'cobrimos cubro aceitamos aceito dividimos divido dividir parcelada menos popular fabrica minutos quanto litros metros quilos tonelada toneladas'
).split(' ');
const KNOWN = new Set([...KEYWORDS, ...NUMBER_WORDS]);
/** Words of the language that are one letter away from a keyword and mean something else. Whoever meets another adds it. */
const OTHERS = new Set(
	(
		'cartas cartaz carta carga cargas precoce presos prego valores valorize valorizo custos gosto gostar bolero frente frentes fretes presa prazer entregou receba recebi chegar chegou chuva ' +
		'passar passam passo pronto prontas quente quando quantos quanta quantas junto junta juntos maco barco arco sexto quinto terceiro segundo segundos segunda quarto quartos volte voltas vendas ' +
		'vender mesmo mesma nesse texto termo teremos teme tres treze oito outro dose doses doce doces cesta festa testa cinto cento conto contos tanta trinta menor menos serrote vinho ' +
		'vinte cem sem sete setenta sessenta seria dizer dezena parece parcial parceria parcerias entrar entrados entradas cortes corte certas certos pagar pagas paga poder consultar consultas consulta ' +
		'instalar especiais espacial marca margem maquinas equipes confirme confirmo informe informo informal pessoas passo enviar envio enviou receita receitas pedido pedidos custar valor ' +
		'tinta tintas cimento cimentos grande grandes revisao revisoes precisao inclusao estrada estradas seguida seguidas quintal quintais milho milha milhas perco pareco correto correta corretos ' +
		'corretas correio conducao locao locucao lotacao vocacao decepcao pinheiro pinheiros acento acentos apreco acredito votar macro corar quita economia economias economica economicas economico ' +
		'economicos consultoria sementinha sementinhas tristinha sedenta nojenta detenta apagar sabao daria diria comprado congelado congelada congelar shopping solares marcio marcelo marcela marcou ' +
		'registre centavo acetona manha manhas garantida garantido garantidas garantidos ' +
		'marcas outros rende renda vendedora barato batata horta hora mais meus mil meio meia real regiao media medida medias semanal ceia ceias areia forno mesa meses messes mes dia dias centro centros melhor'
	).split(' '),
);

/** Words that are known to be spelt right. */
export type Vocabulary = Pick<ReadonlySet<string>, 'has'>;

/** A word with each of its letters left out once. */
const shorter = (word: string): string[] => slips(word).slice(1);
const BY_SHORTER = new Map<string, string>(
	KEYWORDS.concat(NUMBER_WORDS)
		.filter((word) => word.length >= 5)
		.flatMap((word) => slips(word).map((form): [string, string] => [form, word])),
);

/**
 * The keyword that a word with one error (a letter left out, doubled, wrong or beside its place) is meant for; the word itself when it is none, or when it is
 * a word of the texts that are known to be spelt right.
 */
export function corrected(word: string, vocabulary: Vocabulary): string {
	const meant = meantBy(word);
	return meant === word || vocabulary.has(word) ? word : meant;
}

/** Of the word alone, whoever writes it. */
const meantBy = remembered((word: string): string => {
	if (word.length < 5 || word.length > 18 || KNOWN.has(word) || OTHERS.has(word)) return word;
	// A verb's or noun's own plural.
	if (/[ms]$/.test(word) && KNOWN.has(word.slice(0, -1))) return word;
	const exact = BY_SHORTER.get(word);
	if (exact !== undefined) return exact;
	const doubled = shorter(word).find((form) => KNOWN.has(form) && form.length >= 5);
	if (doubled !== undefined) return doubled;
	for (const form of shorter(word)) {
		const meant = BY_SHORTER.get(form);
		if (meant === undefined || Math.abs(meant.length - word.length) > 1) continue;
		// One letter too many or two in each other's place are slips; a wrong letter makes another word too easily in a short one.
		if (meant.length < word.length || isSwapped(word, meant) || (word.length >= 7 && isOneOff(word, meant))) return meant;
	}
	return word;
}, 4096);

function isSwapped(one: string, other: string): boolean {
	if (one.length !== other.length) return false;
	const n = [...one].findIndex((letter, at) => letter !== other[at]);
	return one[n] === other[n + 1] && one[n + 1] === other[n] && one.slice(n + 2) === other.slice(n + 2);
}
const isOneOff = (one: string, other: string): boolean =>
	one.length === other.length && [...one].filter((letter, n) => letter !== other[n]).length === 1;
