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
(repita|repete|imprima|copie|copia|cole|cola|escreva|mostre|mostra) ..5 (acima|antes (desta|dessa) mensagem|primeira mensagem) & !(mandei|enviei|falei|pedi)
(modo|mode) (desenvolvedor|dan|admin|administrador|deus|debug|root|irrestrito|hacker|sem filtro)
(developer|dan|god|debug|admin) mode
(jailbreak|sem censura)
(responda|responde|responder|aja|atue|fale|fala|converse|opere|funcione|finja|simule|voce|ia|modelo|personagem|modo) ..3 sem [nenhuma|nenhum|qualquer] (restricao|restricoes|filtro|filtros|limites|limite|limitacoes|regras)
(finja|finge|fingir|simule|imagine|imagina|suponha) que voce (e|eh|era|fosse|seja|nao|esta|tem|pode)
(finja|finge|fingir|simule|simula) [que] (ser|nao tem|nao ha|nao existe*|sou|eu sou|voce)
(finja|finge|fingir|simule|simula) que e ..2 (dono|dona|gerente|pessoa|humano|humana|ia|robo|hacker|pirata|administrador*|funcionari*|livre|vendedor*|outro|outra)
(aja|atue|comporte se|comporta se) ..1 como !(hidratante|adstringente|bactericida)
a partir de agora voce (e|sera|vai|deve|responde|age|se chama|nao|ira|so)
a partir de agora ..1 (obedeca|obedece|responda|seja|aja|finja|ignore)
(voce agora e|agora voce e|agora es|voce agora sera) (um|uma|o|a) !(responsavel|atendente|vendedor*|gerente|encarregad*|nov*)
voce agora (se chama|responde|obedece|nao tem|sera)
(nova instrucao|novas instrucoes) [para voce|$|do sistema|e]
novas regras ($|para voce|do sistema)
sou (seu|teu|sua|tua) (criador*|dono|dona|programador*|desenvolvedor*|administrador*|mestre)
sou [o|a] (administrador|administradora|desenvolvedor|desenvolvedora|programador|programadora|criador|criadora|dono|dona) (sistema|bot|robo|chatbot|ia|agente|assistente)
sou [o|a] (administrador|admin|desenvolvedor|programador|criador) ..1 (libere|libera|mostre|mostra|ative|ativa|desative|desativa|me da|me de|me passa|me mostra|acesso|senha)
^ sou o (administrador|admin|desenvolvedor|programador) $
(quais|que) @ordens ..1 te (deram|passaram|deu|mandaram|programaram)
^ modo de teste $
(ative|ativa|ativar|entre em|entra em|entrar em|habilite) [o] modo (teste|de teste|manutencao|debug|desenvolvedor) [$|e]
(de agora em diante|daqui para frente|daqui em diante|a partir deste momento|a partir de ja|de hoje em diante) ..1 voce (e|sera|vai|deve|responde|age|se chama|nao|ira|so|esta)
voce (esta|e) ..1 (livre|liberado|liberada) ..3 (@ordens|regra*|filtro*)
de_conta que voce (e|eh|era|nao|tem|pode|fosse)
(brincar|jogar|jogo) ..4 (voce|ia|personagem|robo) & (limite*|regra*|filtro*|restric*|finja|personagem)
(interprete|interpreta|assuma|assume|encarne|incorpore|represente) ..1 (personagem|papel|persona)
(burle|burla|burlar|contorne|contorna|quebre|quebra|quebrar|pule|pula|pular|viole|viola|violar|ignor*|esquec*) ..1 [suas|tuas|todas] (regra|regras|protocolo|protocolos|restric*|diretriz*|script|filtro|filtros|limitac*) !@decoisa !(compra|pedido)
(para|pare|deixa|deixe|sem|nao) [de] (seguir|siga|obedecer|obedeca) ..1 (script|instruc*|regras|ordens|diretrizes|programacao) !@decoisa
(quais|que|as|quantas) (instruc*|diretrizes|regras|comandos|ordens) ..1 voce (recebeu|segue|recebe|obedece)
(quais|que) (instruc*|diretrizes|ordens) ..1 te (deram|passaram|deu|mandaram|passou)
(coloque|coloca|bota|ponha|traduz|traduza|liste|lista|converta|descreva) ..1 (suas|tuas) (@ordens|ferramentas|funcoes) !@decoisa
(resuma|liste|lista|revele|mostre|mostra|diga|descreva|explique) ..1 (diretrizes|instruc*|regras) que [voce] (segue|recebeu|te|obedece)
que te (mandaram|programaram|ensinaram|instruiram|configuraram|treinaram) (dizer|falar|responder|fazer) | quem ..1 te (programou|treinou|criou|configurou|instruiu)
[voce] foi (treinad*|programad*) [por|com] (quem|quais|que|qual)
(voce|tu) (e|es|roda|usa|funciona|seria) ..2 (chatgpt|chat gpt|gpt*|gemini|llama|deepseek|copilot)
(qual|que) [modelo|versao|tipo] [de] (llm|ia|inteligencia artificial|gpt) ..2 (voce|por tras|usa|roda|responde)
(desenvolvedor|programador|criador|dono) ..1 (escreveu|disse|mandou|colocou|configurou|instruiu) [para] (voce|te)
sudo
^ (system|assistant|developer) $
(novo|fim do|fim de|final do|inicio do|no seu|do teu) prompt
(sou|aqui e|falo) [o|da|a|do] (programador*|desenvolvedor*|administrador*|equipe (ti|desenvolvimento|seguranca|tecnica)|openai|anthropic|google|meta|microsoft|time (ti|desenvolvimento)) & (mostre|mostra|libere|libera|liberar|prompt|configurac*|revele|desative|instruc*|regras|depura*|debug|(suas|tuas) regras) & !(internet|plano|obra|maquina|orcamento)
(you are now|act as|pretend (you|to)|reveal (your|the|hidden)|hidden instructions|(your|the) (instructions|system prompt|guidelines)|no restrictions)
(mostra|mostre|passa|passe|manda|mande|quero|exporta|exporte|diz|diga|ver|lista|liste) ..2 (dados|conversa|conversas|cpf|endereco|cadastro|mensagens|lista|telefones|nomes) ..2 (outro|outros|outra|outras|todos|demais|todo) (cliente|clientes|paciente|pacientes|usuario*|comprador*|aluno*)
(chave|token|credencia*|key) (api|acesso|openai|sistema|servidor)
(passa|passe|diz|diga|qual|manda|mande|revele|mostra|mostre|fala) ..1 senha ..1 (sistema|banco de dados|admin*|servidor|painel) & !(esqueci|minha|perdi|meu|wifi|alarme)
(execut*|roda|rode|rodar) ..1 (comando|codigo|script|sql) !(do|da|barras|de_barras|postal)
drop table
(desativ*|desligu*|desliga|desabilit*|remova|remove|tire|libere) ..1 (seus|seu|suas|tuas|teus|sua|tua) (filtro*|restric*|limit*|regra*|bloqueio*|censura|trava|travas|protec*)
(responda|responde|diga) ..2 palavra & (apenas|so|somente) & !(bolo|faixa|convite|cartao)
(sem filtro|sem filtros|sem regra|sem regras|sem censura) & (responda|responde|fale|fala|diga)
(esquec*|ignor*) que voce (e|eh|foi) ..3 (assistente|robo|ia|bot|chatbot|inteligencia|programad*|treinad*)
(quais|que|liste|lista) ..1 (ferramentas|funcoes|tools|plugins) ..2 (internas|[voce] tem acesso|voce pode (chamar|executar|acionar))
te (instruiram|programaram|configuraram|treinaram|criou|criaram|programou|configurou) !(bem|a_gostar)
@ordens ..1 que ..2 te (deram|passaram|mandaram|deu|passou|disseram)
(suas|tuas) (diretrizes|instruc*|ordens|regras) [internas] (dizem|diz|falam|mandam|proibem|permitem)
minhas (instruc*|diretrizes|regras) sao
(voce|tu) ..1 (proibid*|impedid*|nao pode|nao tem permissao) ..2 (contar|falar|dizer|revelar|responder|informar|me contar)
voce tem ..2 (regra|regras|instruc*|restric*) ..2 (contar|secreta*|oculta*|escondid*|mostrar)
modelo de linguagem | data de corte ..1 conhecimento | (qual|que) api ..1 voce (usa|roda|chama)
(responda|responde|responder|aja|age|fale|fala|atue|haja|converse) ..1 como se (fosse|nao|voce|eu|estivesse|tivesse) & !(crianca|leigo)
(roleplay|role play)
(saia|sai|sair|abandone|abandona|quebre|quebra|deixe) ..1 (personagem|seu papel|teu papel|modo assistente)
(para|pare|deixe|deixa) de ser [um|uma] (robo|ia|bot|assistente|maquina)
(ignor*|descart*|desconsider*|abandon*|apague|limpe) ..1 (roteiro|script|contexto|sistema) !(da|de_entrega|do_pedido)
(obedec*|obedeca) ..1 (ninguem|mim|so|apenas|somente|eu) | precisa obedecer | desobedec*
burl* ..2 (sistema|preco*|regra*|pagamento|filtro*|bloqueio|limite*)
(novo comando|nova ordem|novo contexto|novo sistema) [para voce|:] & !(maquina|painel|forno)
(acesso|acessar|mostra|mostre|exporta|exporte|dump|lista|liste|conecta) ..1 (banco de dados|base de dados|servidor|tabela de (leads|clientes|usuarios|users)|variaveis de ambiente) & !(@meusdados|meu|minha)
(select|dump|query|delete) ..3 (tabela|banco|users|from|database)
(printa|printe|imprime|print|exporte|exporta) ..2 (tudo|variaveis|everything|above|prompt|system|env|instruc*)
(ignore|disregard|forget) ..1 (above|prior|previous|all) | (what are|show me|tell me|print|output|repeat) ..1 (your|the) (instructions|rules|prompt|above) | (above|before) this (line|message|text) | system message
(traduza|traduz|repita|repete|resuma|mostre|mostra|copie) ..1 tudo ..3 (antes|acima|ate aqui|anterior*) & !(mandei|falei|enviei|pedi)
(telefone*|pedido|pedidos|endereco*|nome|nomes|cpf|dados|conversa|conversas) ..1 (ultimo|ultimos|outro|outros|proximo|demais) (cliente|clientes|paciente|pacientes|usuario*|contato*)
quem ..1 (mais|ultimo) ..1 (conversou|falou) ..1 voce
(passa|passe|mostra|mostre|diz|diga|manda|mande|revele) ..1 credencia*
(responda|responde|diga) sempre (sim|nao|com)
(autorizacao|permissao|autorizou|autorizado|liberou|mandou) & (quebrar|ignorar|burlar|pular|violar|esquecer) & (regra|regras|instruc*|restric*|protocolo)
(entre|entra|entrar|ative|ativa) ..1 modo ..1 (manutencao|debug|teste|root|admin*) & (logs|log|mostre|mostra|prompt|sistema|config*)
(esquec*|descart*|desconsider*|ignor*) ..2 (orientac*|ordens|comandos) ..1 (anterior*|criador*|programador*|desenvolvedor*|sistema|antig*)
(esquec*|descart*) ..2 (contexto|conversa) ..2 (comece|recomece|comeca)
prompt
voce ..1 foi (programad*|configurad*|treinad*|criad*|desenvolvid*|instruid*)
voce e (um|uma) (ia|inteligencia|llm|modelo) & (qual|que|quem|de_quem)
(ignor*|esquec*|burl*|contorn*|desrespeit*|desconsider*|passe por cima|passa por cima) ..2 (regra*|politica*|diretriz*|restric*|limitac*|filtro*|protocolo*|treinamento|programacao|script) !@decoisa !(desconto|devolucao|troca)
(deix*|coloc*|bota|poe) ..1 (regra*|politica*|diretriz*|filtro*|protocolo|restric*|script) de_lado
(lista|relacao|planilha|cadastro|agenda) ..1 clientes & (telefone*|cpf|nome*|email*|quero|manda|mande|passa|passe|mostra|exporta)
(numeros|telefones|telefone|conversas|pessoas|clientes) que ..2 (falaram|falou|conversaram|escreveram) ..1 (voce|aqui)
(historico|conversa|conversas|dados|telefone|pedido|cadastro) ..2 (outra pessoa|outras pessoas|de outro|de outros) & (mostra|mostre|manda|mande|passa|passe|quero|ver|diz)
(codigo fonte|rm rf|base64|override|terminal linux|linux terminal|obey me|must obey)
(tira|tire|desliga|remove|libera|libere) ..1 (filtro|filtros|restric*|censura|trava|travas|modo) & (responde|responda|verdade|sem restric*|sem filtro|fala livre)
(suas|tuas) (regra*|instruc*|ordens|diretrizes) nao (valem|existem|importam|servem|contam)
(ative|ativa|ativar|ligue|liga|desperte) ..1 (seu|teu) (modo|lado) !(de_espera)
(primeir*|palavras|ultim*|texto) ..3 (suas|tuas) (instruc*|diretrizes|ordens) !@decoisa
voce (recebeu|tem|segue|obedece) ..1 (ordem|ordens|instruc*) ..3 (quem|nao|para|esconder) & !(servico|compra|manual)
te (mandaram|pediram|disseram|falaram|orientaram) ..1 (esconder|falar|dizer|responder|omitir|nao)
(ignor*|esquec*|desconsider*) ..6 te (disse|disseram|mandou|mandaram|falou|falaram|ensinou|ensinaram)
^ (instrucao|instrucoes|comando|mensagem) sistema $
repita (depois de mim|apos mim)
(qual|que) (ia|inteligencia artificial|robo|llm|bot) ..2 (voces|voce) ..1 (usam|usa|rodam|roda|sao)
quem ..1 (desenvolveu|criou|programou|treinou|construiu) (voce|esse_robo|este_robo|esse_bot|esta_ia|essa_ia)
(conversa|converse|responde|responda|fala|fale) ..4 sem (regra*|filtro*|restric*|censura|limite*)
(esquec*|ignor*) que voce ..2 (loja|empresa|vendedor*|atendente) & (regra*|livre|normal|filtro*)
(mude|muda|altere|troque|troca) ..1 (sua|tua) (personalidade|identidade|funcao|persona|programacao)
texto ..1 (seu|teu) sistema
(deslig*|desativ*|saia|sai|ignore|ignora|esqueca|esquece) ..2 (modo|papel) ..1 (vendedor*|atendente|assistente|loja|robo|bot)
(ordens|instruc*|diretrizes) que voce (recebeu|segue|tem)
(responda|responde|fale) ..4 (rima|rimas|poeta|pirata) & !(bolo|convite)
`,
	unless: `
(maquina|equipamento|forno|aparelho|ela|motor) .. modo
modo .. (maquina|equipamento|forno|aparelho)
(ignore|esquece|esqueca|desconsidere|ignora) .. (que eu|meu|minha|mensagem)
`,
};
