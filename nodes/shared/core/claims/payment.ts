import { anyOf, gated } from './gated';
import { FORMS } from './forms';
import { isDenied } from './harmless';
import type { Grounds } from './grounds';
import { kindsOf, KINDS } from './wordKinds';
import type { Finding, Said } from './topic';

/** Cards and transfers that pay nothing. */
const OTHER_CARDS = gated(
	/\b(?:cartao|cartoes) (?:de visitas?|fosco|com (?:(?:a|uma|sua) )?(?:verniz|mensagem|dedicatoria|foto)|personalizad\w+|de (?:natal|aniversario|agradecimento)|pode ser (?:fosco|de papel)|cnpj|do sus|sus|postal|fidelidade|de ponto|do convenio|do plano|de vacin\w+|de memoria|do cliente|de embarque)|\bpagina de \w+|\bprestac\w+ de (?:contas|servicos?)|\brevis\w+ (?:de|dos) juros\b|\bjuros (?:abusivos|bancarios)|\bparcelas? d[ao] tratamento|\bconsorcio (?:de empresas|intermunicipal)|\b(?:emissao|emite|emitir|gera|gerar) (?:de )?boletos?\b(?! (?:pra|para) voce)|\bfolha de pagamento|\bfinanciamento coletivo|\bparcela d[aeo]s? (?:populacao|alunos|clientes|pacientes|publico|pessoas)/g,
);
/** Sums in parts: no denial makes them harmless. */
const PARTS = gated(
	/\bsem juros\b|\b\d{1,3}(?:\/\d{1,3}){2,}\b(?! ?v)/,
	/\b(?:em|de|ate) (?:ate )?\{X\}|\{X\} (?:de|sem|no|com|fix\w*|igua\w*|pra|para|e)\b|\b(?:divid|parcel|pag|fac|faz|da )\w*.{0,20}\{X\}|\d ?x\b(?! ?\d)/,
	/\{[NXGK]\} de \{[NGKBM]\}/,
	/\{[A-Z]\} (?:parcel|prestac|mensalidade)\w*/,
	/\b(?:divid\w+|parcel\w+|rach\w+|reparti\w+) .{0,12}\{[NGKBU]\}|\bem \{[NGK]\} (?:pra|para|no|sem)\b/,
	/\b(?:pag[aou]\w*|pague\w*|quit\w+)\b.{0,25}(?:\bmetade|\bagora\b|\bna entrega|\{[PS]\}|\b\d\/\d\b|\bdepois\b|\bo resto\b|\bparte\b|antecipad|\bna hora\b|\bquando receb)/,
	/\bentrada (?:de |\+|mais )\S*|\{[PSMBNK]\} (?:de|na) entrada\b|\b(?:com|sem|uma|dar|da|mais) (?:uma |pequena )?entrada\b(?! de (?:ar|agua|energia)| n[oa]s? (?:proces\w+|pedido de|cartorio|orgao|document|papelada|requeriment|beneficio|inss|detran|registro))|\bmetade (?:agora|na entrega|depois|no pedido)/,
	/\bmetade (?:quando|antes|ao|(?:pra|para) (?:\w+ )?[a-z]+[aei]r|n[oa] (?:ato|pedido|inicio|comeco|reserva|assinatura|contrat\w+))\b.{0,40}\bmetade\b/,
);
const AIR = gated(/\bentrada de (?:ar|agua|energia|rede|gas|fibra)\b/g);

const SAYS_SOMETHING = anyOf(PARTS, FORMS);
/** @returns what a sentence says of forms of payment and of sums in parts; null when it says nothing */
export function paymentIn({ sentence, questions, isAsked, isNoted, isDeferred }: Said, own: Grounds): Finding | null {
	if (!SAYS_SOMETHING(sentence.skeleton)) return null;
	const text = AIR.replace(OTHER_CARDS.replace(sentence.skeleton, ' '), ' ');
	const parts = PARTS.find(text);
	if (parts !== null && !(isNoted && isAsked)) return { rule: 'instalment', excerpt: parts, groundable: false };
	const form = FORMS.exec(text);
	if (!form || isAsked || isNoted || isDeferred || isDenied(text, form.index)) return null;
	if (isThing(text, form, own, questions.some((question) => PAYING.test(question)) ? BESIDE : LISTED)) return null;
	return { rule: 'instalment', excerpt: form[0], groundable: false };
}

/** A thing of the operator's with such a name: "em token ou cartão", "parcelamento do solo" and "vista para o mar" stand in a text of theirs as they stand here, beside no word of paying. */
function isThing(text: string, form: RegExpExecArray, own: Grounds, behind: RegExp): boolean {
	const word = form[0];
	const last = word.split(' ').at(-1)!;
	if (!own.text.includes(last) || PAYING.test(text.replace(word, ' '))) return false;
	const [, before = ''] = /([a-z]{4,} (?:[a-z]{1,3} )?)$/.exec(text.slice(0, form.index)) ?? [];
	const [after = ''] = behind.exec(text.slice(form.index + word.length)) ?? [];
	const isNoPay = (beside: string): boolean =>
		beside !== '' &&
		!beside
			.trim()
			.split(' ')
			.some((one) => (kindsOf(one) & PAYS) !== 0);
	return (isNoPay(before) && own.text.includes(before + word)) || (isNoPay(after) && own.text.includes(last + after));
}
/** What stands behind it; in a list too, where no question is of paying: "cartão, folder e banner". */
const BESIDE = /^ (?:[a-z]{1,4} ){0,2}[a-z]{3,}/;
const LISTED = /^,? (?:[a-z]{1,4} ){0,2}[a-z]{3,}/;
const PAYS = ['price', 'pay', 'buy', 'give', 'we', 'free'].reduce((bits, kind) => bits | (1 << KINDS.indexOf(kind)), 0);
const PAYING = /\b(?:pag\w+|parcel\w+|divid\w+|aceit\w+|receb\w+|pix|boletos?|dinheiro|credito|debito|juros|vezes|\{X\})\b/;
