/** What a customer may want, as the operator's list has it. */
export interface Intent {
	intent: string;
	category: string;
	/** Words or phrases that tell of it. */
	words: string[];
	/** Whether a person is to see to it. */
	transfers: boolean;
	/** What whoever answers may do about it. */
	actions: string[];
}

/** Words of a list as an operator types it. */
export const listed = (text: string): string[] =>
	text
		.split(/[,\n]/)
		.map((one) => one.trim())
		.filter(Boolean);

/**
 * The 25 of internet providers (handoff spec C7), in the order in which they count: of several that a message tells of, the first. "Oi, quero cancelar" is no
 * greeting. The operator's list takes their place, for any other trade; whoever misses a word adds it there.
 */
export const INTENTS: Intent[] = [
	row(
		'falar_humano',
		'interacao',
		'falar com atendente, falar com humano, atendente humano, quero um atendente, falar com uma pessoa, falar com alguém',
		true,
	),
	row(
		'cancelamento',
		'comercial',
		'cancelar, cancelamento, encerrar o contrato, rescindir, rescisão, não quero mais',
		true,
		'oferecer_retencao',
	),
	row('reclamacao', 'interacao', 'reclamar, reclamação, procon, anatel, absurdo, péssimo, descaso, vergonha', true),
	row('negociacao_divida', 'financeiro', 'negociar, parcelar, dívida, débito, em atraso, acordo', true, 'ver_debitos'),
	row(
		'sem_conexao',
		'suporte_tecnico',
		'sem internet, sem conexão, sem sinal, internet caiu, não conecta, não funciona, parou de funcionar',
		false,
		'verificar_modem, verificar_regiao',
	),
	row(
		'internet_lenta',
		'suporte_tecnico',
		'internet lenta, net lenta, lenta, lento, lentidão, velocidade baixa, travando',
		false,
		'verificar_modem, teste_velocidade',
	),
	row('wifi_problema', 'suporte_tecnico', 'wifi, wi-fi, sinal fraco', false, 'verificar_modem'),
	row('roteador_config', 'suporte_tecnico', 'roteador, modem, senha do wifi, trocar a senha, configurar', false, 'configurar_roteador'),
	row('visita_tecnica', 'suporte_tecnico', 'visita técnica, técnico, agendar visita, mandar alguém', false, 'agendar_visita'),
	row('instalacao', 'suporte_tecnico', 'instalar, instalação, instalador', false, 'agendar_instalacao'),
	row('segunda_via_boleto', 'financeiro', 'segunda via, 2ª via, 2a via, boleto, código de barras', false, 'enviar_boleto'),
	row('fatura_duvida', 'financeiro', 'fatura, cobrança, valor errado, cobrado, conta veio', false, 'ver_fatura'),
	row('pagamento', 'financeiro', 'pagar, pagamento, paguei, pix, comprovante', false, 'enviar_pix'),
	row('downgrade_plano', 'comercial', 'diminuir o plano, plano menor, plano mais barato, reduzir o plano', false, 'ver_planos'),
	row(
		'upgrade_plano',
		'comercial',
		'aumentar o plano, plano maior, mais velocidade, mais megas, trocar de plano, mudar de plano',
		false,
		'ver_planos',
	),
	row(
		'novo_plano',
		'comercial',
		'contratar, assinar, novo plano, quero internet, quais planos, planos',
		false,
		'ver_planos, ver_cobertura',
	),
	row('promocao', 'comercial', 'promoção, desconto, oferta', false, 'ver_promocoes'),
	row(
		'mudanca_endereco',
		'cadastro',
		'mudar de endereço, mudança de endereço, vou me mudar, me mudei, novo endereço',
		false,
		'ver_cobertura',
	),
	row('alteracao_vencimento', 'cadastro', 'vencimento, data de pagamento, mudar a data', false, 'alterar_vencimento'),
	row(
		'alteracao_cadastro',
		'cadastro',
		'cadastro, atualizar meus dados, trocar o titular, mudar o telefone, mudar o e-mail',
		false,
		'alterar_cadastro',
	),
	row('elogio', 'interacao', 'parabéns, excelente, ótimo atendimento, muito bom, adorei', false),
	row('agradecimento', 'interacao', 'obrigado, obrigada, valeu, agradeço', false),
	row('despedida', 'interacao', 'tchau, até mais, até logo, adeus', false),
	row('saudacao', 'interacao', 'oi, olá, bom dia, boa tarde, boa noite, e aí', false),
	row('desconhecido', 'outros', '', false),
];

function row(intent: string, category: string, words: string, transfers: boolean, actions = ''): Intent {
	return { intent, category, words: listed(words), transfers, actions: listed(actions) };
}
