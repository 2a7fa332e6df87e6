/**
 * What a message asks for, so that a bare answer is known to be about it ("Uns 40." after "quanto custa?"). Generous on purpose: a topic that is taken for open by
 * mistake only makes bare numbers held that name no subject.
 */
const PRICE =
	/\bprecos?\b|\bquanto (?:\S+ ){0,2}?(?:cust|sai|fica|ta\b|esta\b|e\b|eh\b|cobra|vale|seria|vou gast|pago|invest)|\bquanto\W*$|\b(?:qual|quais|que|me (?:passa|manda|diz)|saber) (?:\S+ ){0,3}?(?:valor|preco|investimento|custo|orcamento|tabela|faixa)|\bvalor(?:es)?\b(?! (?:nutri|agreg|energ))|\bcust[ao]\b|\borcamento\b|r\$|\bdescont|\bparcel|\bmais barat|\bcar[oa]\b|\bhow much|\bcuant[oa]\b|\bprice\b|\bprecio\b/;
const DELIVERY =
	/\bprazo\b(?! d[aeo]s? (?:garantia|validade|pagamento|resposta|inscric))|\bentreg|\bdemora\b|\bchega\b|\bquando (?:\S+ ){0,3}?(?:recebo|receber|fica pront|vem|sai|envia|manda|posso ter|instala)|\b(?:vem|chega|instala\w*|entrega\w*|pront[oa]|sai) (?:\S+ ){0,2}?(?:quando|que dia|que horas)\b|\bquanto tempo\b(?:\W*$|(?= (?:\S+ ){0,5}?(?:entreg|cheg|receb|instal|envi|mand|despach|pront|vem|voces? (?:faz|entreg|mand)|fica pront|est[aá] aqui|liga|demora\W*$)))|\bquantos dias\b|\bfrete\b|\bpronta[ -]entrega\b|\bdelivery time\b|\bestoque\b/;

/** @param texts the customer's message, and the agent's before it when the message only answers it; lower case without accents */
export const openTopics = (texts: readonly string[]): { price: boolean; delivery: boolean } => ({
	price: texts.some((text) => PRICE.test(text)),
	delivery: texts.some((text) => DELIVERY.test(text)),
});

const HOW_MANY =
	/\bquant[oa]s\b|\bquanto tempo\b|\b(?:de|a cada) quanto\b|\b(?:qual|que) (?:e )?(?:[oa] )?(?:garantia|validade|peso|tamanho|capacidade|potencia|idade|medida|altura|largura|rendimento|producao|carga|velocidade|duracao|upload|download)/;
/** Whether a message asks how many or how long: a bare number may answer it. @param text lower case without accents */
export const asksHowMany = (text: string): boolean => HOW_MANY.test(text);
