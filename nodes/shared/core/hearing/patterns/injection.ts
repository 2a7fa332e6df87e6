import type { Listened } from '../intent';

/** Orders to the machine that answers. A machine's own "modo manutenção" is a matter of machines. */
export const INJECTION: Listened = {
	say: `
(ignore|ignora|ignorar|ignorem|esquece|esqueca|esquecer|desconsidere|desconsidera|desconsiderar|desobedeca|abandone|descarte) ..3 (instruc*|regra|regras|prompt|ordens|comandos|diretrizes|restric*|orientac*|treinamento|limitacoes|programacao)
(ignore|ignora|esquece|esqueca|desconsidere|desconsidera) tudo [$|acima|antes|anterior|o que te|que te|que voce|que foi|que disseram|isso e|e]
(ignore|ignora|esquece|esqueca|desconsidere) [o|tudo|tudo o|aquilo] que te (mandaram|disseram|falaram|ensinaram|programaram|pediram|instruiram|orientaram|configuraram)
(ignore|forget|disregard|bypass) ..3 (instructions|rules|prompt|everything|guidelines)
(system prompt|prompt do sistema|seu prompt|teu prompt|prompt inicial|prompt original|prompt secreto)
(mostra|mostre|revele|revela|repita|repete|diga|fala|escreve|escreva|quais sao|qual e|imprima|liste|passa|copie|conta) ..2 (suas|tuas) (instruc*|regras|diretrizes|configurac*|ordens) [internas|iniciais|$|secretas|do sistema|completas]
suas instruc*
(modo|mode) (desenvolvedor|dan|admin|administrador|deus|debug|root|irrestrito|hacker|sem filtro)
(developer|dan|god|debug|admin) mode
(jailbreak|sem restricoes|sem filtros|sem censura)
(finja|finge|fingir|imagine|imagina|simule) que [voce|e] (e|nao tem|eh|um|uma|era|fosse|nao e|esta|tem)
aja como [se|um|uma|meu]
a partir de agora voce
(voce agora e|agora voce e|agora es)
(nova instrucao|novas instrucoes|novas regras) [para voce|:|$|do sistema|e]
sou [o|seu|teu|a|sua] (administrador do sistema|desenvolvedor|programador|criador|dono do bot) [do sistema|seu|desse|deste|do bot|do robo|$]
^ sou [o] (administrador|admin|desenvolvedor) $
sou seu (criador|dono|programador|desenvolvedor|administrador|mestre)
^ modo de teste $
(ative|ativa|ativar|entre em|entra em|entrar em|habilite) [o] modo (teste|de teste|manutencao|debug|desenvolvedor) [$|e]
`,
	unless: `
(maquina|equipamento|forno|aparelho|ela|motor) .. modo
modo .. (maquina|equipamento|forno|aparelho)
(ignore|esquece|esqueca|desconsidere|ignora) .. (que eu|meu|minha|mensagem)
`,
};
