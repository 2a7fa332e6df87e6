import type { Listened } from '../intent';

/** Lists of words that the patterns of this file name. */
export const REFUSAL_WORDS: Record<string, string> = {
	// What opens a clause of courtesy before a refusal.
	abre: 'infelizmente|realmente|sinceramente|na verdade|acho que|creio que|desculpa|desculpe|lamento|agradeco|e que',
	// What a refusal may name and still be one of everything; a product by its name is one among others.
	tudo: '$|$$|(comprar|compra|contratar|contratacao|adquirir|fechar|continuar|seguir|prosseguir|avancar|produto|produtos|servico|servicos|proposta|orcamento|oferta|negocio|isso|nisso|disso|nada|seguir com isso) [$]',
	fechou:
		'comprei|compramos|fechei|fechamos|contratei|contratamos|adquiri|adquirimos|aluguei|alugamos|matriculei|matriculamos|resolvi|resolvemos|consegui|conseguimos|arrumei|arrumamos',
	quando:
		'(semana|mes|ano) que_vem|proxim* (semana|mes|ano|semanas|meses|dias)|(outra|outro) (semana|mes|ano|dia)|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|' +
		'daqui ..2 (dia|dias|semana|semanas|mes|meses)|amanha|segunda|terca|quarta|quinta|sexta|depois|comeco ano|inicio ano|final mes|fim mes|final ano|fim ano',
	ja: 'agora|momento|enquanto|hoje|mes|semana|ano',
};

/**
 * They want nothing of us. By how it is built, and not by what is sold: a refusal that ends its clause or names no product, or a purchase that was made elsewhere. Who meets
 * another way to say it adds it here; what only sense tells ("a obra parou") is the model's to hear.
 */
export const DECLINED: Listened = {
	say: `
^ [@abre] (nao|nunca) (tenho|temos|tem|teria|teriamos|ha|existe) [mais] [nenhum|nenhuma|qualquer|algum|muito|o menor] interesse [mais|nenhum|algum] @tudo
^ [@abre] nao (estou|estamos|to|tou|fiquei|ficamos|fico) [mais|nem um pouco] interessad* [mais] @tudo
^ [@abre] nao (me|nos) interessa [mais|nem um pouco] $
^ [estou|estamos] sem [nenhum|qualquer] interesse $
^ [@abre] nao (quero|queremos|preciso|precisamos) mais @tudo
^ [@abre] nao (vou|vamos) [mais] (querer|precisar|comprar|contratar|fechar|levar|seguir|prosseguir|continuar) [mais] @tudo
(perdi|perdemos) [o|todo] interesse
^ [eu|@abre] (desisti|desistimos|desistiu) @tudo
(desisti|desistimos) (compra|projeto|ideia|negocio|tudo)
ja (@fechou|(fiz|fizemos|peguei|pegamos|marquei|marcamos|agendei)) (outro|outra|outros|outras|terceiro*) !(dia|vez|semana|mes|coisa)
@fechou ..2 (concorrente*|concorrencia|(outro|outra) (lugar|loja|empresa|fornecedor*|marca|profissional|clinica|escola|corretor*|imobiliaria|pessoa|site|cidade|prestador*|dentista|academia|oficina|pet shop|salao|lado))
^ ja @fechou $
(concorrente*|concorrencia|outro fornecedor|outra empresa|outra loja) ..2 (fechou|ganhou|levou|atendeu) [nos|me|conosco|comigo]
`,
	unless: `
@fechou ..3 (voces|voce|ai|contigo|loja de voces)
(se|caso|quando) ..2 (comprei|fechei|desisti)
`,
	negatable: true,
};

/** They want to be asked again later. What is wanted by then ("preciso para a semana que vem") is no such thing: it hangs on getting in touch, or on a no to now. */
export const POSTPONED: Listened = {
	say: `
^ @ja nao !(recebi|chegou|veio|funciona*)
^ nao (agora|hoje|momento) $
^ [@abre] (nao|nunca) (tenho|temos|tem|ha) [mais] interesse ..1 @ja
nao (vou|vamos|pretendo|pretendemos|penso|estou|estamos|da|consigo|podemos|posso) ..2 (comprar|fechar|mexer|investir|querer|precisar|contratar|trocar|querendo|comprando|investindo|contratando|gastar|fazer) ..1 @ja
nao (e|seria|esta) [a|o] (hora|momento|prioridade) [certo|certa] ..1
mais (frente|adiante|tarde)
(futuramente|outro momento|outra hora|outra ocasiao|outra oportunidade)
depois ..2 (vejo|vemos|ve|conversamos|conversa|penso|pensamos|decido|decidimos|retorno|retomo|retomamos|procuro|volto|chamo)
(falamos|conversamos|vemos|retomamos|chamo|retorno|procuro|volto|fala) ..1 depois
^ (so|somente|apenas) @quando
(~chamar|chamo|chamamos|~procurar|procuro|procuramos|~ligar|ligo|ligamos|~falar|falo|falamos|~retornar|retorno|retornamos|~contatar|~conversar|conversamos|volto|voltamos|retomo|retomamos|~retomar|~lembrar|deixa|deixamos|deixar|fica) & @quando
`,
	negatable: true,
};

/** They want something all the same: what is said beside a refusal, and keeps it from being one of everything. */
export const WANTED: Listened = {
	say: `
(quero|queremos|prefiro|preferimos|preciso|precisamos|procuro|procuramos|busco|buscamos|aceito|aceitamos|topo|gostei|gostamos|compraria|fico com|ficamos com|vou querer|vou levar|(tenho|temos|tenha|teria) interesse|me interessa|me interessou|(estou|estamos) interessad*|serve|servem|pode ser) !(agradec*|deixar claro|distancia|pensar|parar|outro fornecedor|outra empresa)
(gostaria|queria) ..1 (outro|outra|ver|saber|entender)
(mas|porem|so_que|ja) ..4 (sim|serve|interessa|gostei)
(outra|outro|essa|esse|aquela|aquele|segunda|segundo|primeira|primeiro) sim
(mas|porem|so_que) ..2 (tem|teria|teriam|qual|quais|quanto|voces)
`,
	negatable: true,
};
