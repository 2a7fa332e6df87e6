/** Prepared replies: Portuguese, naming no company, each edited in the node. `{protocolo}` is the number of a data request. */
export const REPLIES = {
	commercial:
		'Os valores e condições são personalizados: um consultor da equipe prepara e envia para você. Posso ajudar com outras informações enquanto isso.',
	delivery: 'Frete e prazo dependem da sua região e do seu pedido: um consultor da equipe confirma com você.',
	technical: 'Anotei sua dúvida e um especialista da equipe vai responder. Posso ajudar com outras informações enquanto isso.',
	safe: 'Prefiro confirmar essa informação com a equipe para não passar nada errado: um consultor continua com você por aqui.',
	noQuestion: 'Fico à disposição por aqui: quando quiser, me conte mais e um consultor continua o atendimento com você.',
	optOut: 'Tudo bem, não vamos mais enviar mensagens para você. Se mudar de ideia, é só nos chamar. Obrigado pelo contato!',
	optOutQuestion: 'Quer parar de receber mensagens? Se sim, responda SIM e não enviamos mais nada.',
	lgpd: 'Recebemos sua solicitação sobre dados pessoais (LGPD). O número do seu protocolo é {protocolo}. A equipe responsável responde em até 15 dias.',
	handedOver: 'Desculpe, estou com dificuldade para responder por aqui. Já avisei a equipe: uma pessoa continua com você em instantes.',
	audioFailed: 'Recebi seu áudio, mas não consegui ouvir por aqui. Pode me escrever a mensagem, por favor?',
};
export type ReplyName = keyof typeof REPLIES;
export type Replies = Record<ReplyName, string>;
