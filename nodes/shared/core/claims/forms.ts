import { gated } from './gated';
/** Forms of payment, and words that speak of paying, in lower case without accents. */
export const FORMS = gated(
	/\b(?:pix|boletos?|cartao|cartoes|cheques?|crediario|bandeiras|no carne|carnes? da (?:loja|casa)|financi\w+|bndes|finame|consorcios?|leasing|parcel\w+|prestac\w+|juros|a vista|a prazo|faturado|faturamos|faturar|fatura em|fiado|caderneta|vale[ -](?:alimentacao|refeicao)|\w*card\b|cripto\w*|bitcoin|(?:ser|sao|e) pag[oa]s?|mastercard|picpay|paypal|mercado pago|installments?|credit cards?|debit cards?|cuotas|tarjeta|link de pagamento|(?:forma|condic|meio|opc)\w* de pagamento|pagamentos?|pag(?:a|ar|ue|am|ando|amos|aria)|financing|transferencia banc\w+|(?:depois d|apos |mediante |com |faz\w* |so )o? ?deposito|deposito (?:na conta|em conta|bancario)|no (?:credito|debito)|em dinheiro|debito (?:automatico|recorrente|em conta)|recorrente no cartao|vencimentos? (?:pode|e|sera|todo|no|dia|da (?:fatura|parcela|mensalidade)))\b/,
);
