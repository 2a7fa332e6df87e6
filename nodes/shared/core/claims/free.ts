/**
 * What costs nothing, as it is said; a text of the operator's that says the same may be its ground. "Deixe por nossa conta" offers to do something, and is none.
 */
export const FREE =
	'(?:gratis|gratuit\\w+|cortesia|de graca|free of charge|(?<!\\b(?:gluten|lactose|sugar|cruelty|fat)[ -])free\\b|custo zero|zero (?:custo|taxa)|bonificad\\w+|isent\\w+|isenc\\w+|(?<!\\bdeix\\w* (?:\\w+ ){0,2})por (?:nossa|minha) conta|por conta da casa|' +
	'sem (?:nenhum |nenhuma |qualquer |mais )?(?:custo|cobr|taxa|onus|pagar|despesa)\\w*|nao (?:se |e |sao |sera |lhe )?(?:cobr(?!em?\\b|ir|i(?:mos|u|am)\\b)\\w+)|nao (?:tem|ha|gera|possui|existe) (?:nenhum |nenhuma |qualquer )?(?:custo|taxa|cobranca|valor|onus|despesa)\\w*|' +
	'nao (?:vai )?(?:paga|pagar|pagam|paga-se|precisa pagar) (?:nada|pel\\w+|taxa|nenhum\\w*|por)\\b|nao (?:te )?custa nada|nada a pagar)';
