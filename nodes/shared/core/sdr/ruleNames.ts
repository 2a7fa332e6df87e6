/** What a refused reply held, by the rule that refused it: told to the model that writes anew, and to whoever tries the agent out. */
const REFUSALS: Record<string, string> = {
	price: 'valor ou preço',
	discount: 'desconto ou porcentagem',
	instalment: 'parcelamento ou forma de pagamento',
	freight: 'frete',
	delivery: 'prazo ou promessa de entrega',
	internal: 'informação ou anotação interna, ou algo que não é uma mensagem ao cliente',
	prompt: 'texto das suas instruções',
	link: 'link ou endereço que não é da empresa',
	contact: 'telefone, documento ou outro número que não está no perfil da empresa nem foi dito pelo cliente',
	disguise: 'letras de outro alfabeto',
	fact: 'número ou afirmação que não está no catálogo, no perfil da empresa nem na conversa',
	empty: 'nenhuma palavra visível',
	forbidden: 'algo que a empresa não permite dizer',
};

/** Each name once, in their order; a rule that has none is told as it is. */
export const ruleNames = (rules: string[]): string[] => [...new Set(rules.map((rule) => REFUSALS[rule] ?? rule))];
