import type { Replies } from './replies';

/**
 * What the fields of type version 1 hold when an operator never touched them, word for word as released in 0.2.0: saved workflows do not store defaults,
 * they live on these. Nothing here is shown to whoever adds the node today.
 */
export const VERSION_ONE = {
	persona: 'Bia',
	companyProfile: `Empresa Exemplo, fabricante brasileira de equipamentos para alimentos. Atende restaurantes, hamburguerias, açougues e pequenas indústrias.
Produtos: formadoras de hambúrguer (manual e automática), misturadores, cortadoras.
Troque este texto pelo perfil da sua empresa.`,
	examplePhrases: `Antes de falar de valores, posso fazer duas perguntas rápidas para indicar o equipamento certo?
Que bom saber que a produção está crescendo!
Não tenho acesso a valores por aqui: quem passa é o consultor, conforme a configuração.
Vou passar seu contato para um consultor, que continua com você por aqui.
Sem problema! Quando quiser retomar, é só me chamar.`,
	classCriteria: `Pese por igual (25% cada): engajamento, dados, volume e urgência. Considere todos; na dúvida, escolha a classe mais fria.
cold: engajamento abaixo de 30%, sem nome ou empresa, perguntas genéricas, sem volume nem prazo. Ex.: "só estou dando uma olhada".
warm: engajamento de 30% a 60%, nome e empresa, interesse ainda não definido, volume estimado, urgência baixa ou média, comparando opções. Ex.: "tenho uma lanchonete e estou vendo modelos para o ano que vem".
hot: engajamento acima de 60%; nome, empresa, cidade, produto e volume; urgência alta; volume acima de 100 unidades ou projeto grande; já conhece a empresa ou decide a compra; ou pediu proposta ou visita. Ex.: "preciso para a semana que vem, faço 400 por dia, me manda a proposta".`,
};

/** The prepared replies of type version 1 that named its trade; the others are today's. */
export const REPLIES_ONE: Partial<Replies> = {
	commercial:
		'Os valores e condições são personalizados para cada projeto: um consultor da equipe prepara e envia para você. Posso ajudar com as características dos equipamentos enquanto isso.',
	delivery: 'Frete e prazo dependem da sua região e do equipamento: um consultor da equipe confirma com você.',
};
