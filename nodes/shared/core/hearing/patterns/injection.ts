import type { Listened } from '../intent';

/**
 * Orders to the machine that answers. What is of a thing is its own ("suas instruções de preparo", "regras do condomínio", a machine's "modo manutenção"), and what is
 * imagined of a thing is no part to play ("imagine que é um bolo").
 */
export const INJECTION: Listened = {
	say: `
(ignore|ignora|ignorar|ignorem|esquece|esqueca|esquecer|desconsidere|desconsidera|desconsiderar|desobedeca|abandone|descarte) ..3 @ordens !@decoisa
(ignore|ignora|ignorar|desconsidere|desconsidera|desconsiderar) tudo
(esquece|esqueca|esquecer) tudo [e|agora] (responda|responde|diga|aja|seja|obedeca|envie|mande|escreva)
(esquece|esqueca|esquecer) tudo (acima|antes|anterior|o que te|que te|que voce|que foi dito|que disseram|que aprendeu)
(ignore|ignora|esquece|esqueca|desconsidere) [o|tudo|tudo o|aquilo] que te (mandaram|disseram|falaram|ensinaram|programaram|pediram|instruiram|orientaram|configuraram)
(ignore|forget|disregard|bypass) ..3 (instructions|rules|prompt|everything|guidelines)
(system prompt|prompt do sistema|prompt de sistema|seu prompt|teu prompt|prompt inicial|prompt original|prompt secreto)
(mostra|mostre|revele|revela|repita|repete|diga|fala|escreve|escreva|quais sao|qual e|quais|imprima|liste|passa|copie|conta|traduza|resuma|me da|exiba) ..2 (suas|tuas) @ordens [internas|iniciais|secretas|completas] !@decoisa
(suas|tuas) @ordens (internas|iniciais|secretas|originais|ocultas) !@decoisa
(repita|repete|mostre|mostra|revele|escreva|escreve|imprima|copie|diga|exiba) palavra por palavra ..2 @ordens
(escrito|diz|dizem|consta|tem) (nas|em) (suas|tuas) @ordens !@decoisa
(repita|repete|imprima|mostre|mostra|escreva|copie|traduza|resuma|exiba) ..3 (acima|do sistema)
(modo|mode) (desenvolvedor|dan|admin|administrador|deus|debug|root|irrestrito|hacker|sem filtro)
(developer|dan|god|debug|admin) mode
(jailbreak|sem censura)
(responda|responde|responder|aja|atue|fale|fala|converse|opere|funcione|finja|simule|voce|ia|modelo|personagem|modo) ..3 sem [nenhuma|nenhum|qualquer] (restricao|restricoes|filtro|filtros|limites|limite|limitacoes|regras)
(finja|finge|fingir|simule|imagine|imagina|suponha) que voce (e|eh|era|fosse|seja|nao|esta|tem|pode)
(finja|finge|fingir|simule) [que] (e|ser|nao tem|nao ha|nao existe*)
aja como
a partir de agora voce (e|sera|vai|deve|responde|age|se chama|nao|ira|so)
a partir de agora ..1 (obedeca|obedece|responda|seja|aja|finja|ignore)
(voce agora e|agora voce e|agora es|voce agora sera) (um|uma|o|a)
(nova instrucao|novas instrucoes|novas regras) [para voce|:|$|do sistema|e]
sou (seu|teu|sua|tua) (criador*|dono|dona|programador*|desenvolvedor*|administrador*|mestre)
sou [o|a] (administrador|administradora|desenvolvedor|desenvolvedora|programador|programadora|criador|criadora|dono|dona) (sistema|bot|robo|chatbot|ia|agente|assistente)
sou [o|a] (administrador|admin|desenvolvedor|programador|criador) ..1 (libere|libera|mostre|mostra|ative|ativa|desative|desativa|me da|me de|me passa|me mostra|acesso|senha)
^ sou o (administrador|admin|desenvolvedor|programador) $
(quais|que) @ordens ..1 te (deram|passaram|deu|mandaram|programaram)
^ modo de teste $
(ative|ativa|ativar|entre em|entra em|entrar em|habilite) [o] modo (teste|de teste|manutencao|debug|desenvolvedor) [$|e]
`,
	unless: `
(maquina|equipamento|forno|aparelho|ela|motor) .. modo
modo .. (maquina|equipamento|forno|aparelho)
(ignore|esquece|esqueca|desconsidere|ignora) .. (que eu|meu|minha|mensagem)
`,
};
