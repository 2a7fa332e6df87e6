import type { Listened } from '../intent';

/** Whole messages that mean nothing else, whatever an operator's list holds. */
export const OPT_OUT_ALONE =
	'^^ (sair|parar|pare|parem|stop|cancelar|remover|descadastrar|unsubscribe|quero sair|quero parar|me tira|me remove|me remova|me tirem|pare agora|chega de mensagem|para de mandar|sai fora|cancelar envio|nao perturbe|nao incomode) $$';

/** No more messages. What follows the verb decides: "parem de mandar mensagens" is one, "para de mandar carne" is not. */
export const OPT_OUT: Listened = {
	say: `
(pare|parem|para|parar|pararem|parassem|deixe|deixem|deixa|deixar|evite|evitem|cesse|cessem|chega|basta) [por favor|logo|ja] de [ficar] [me|nos] (@enviar|enviando) [me|nos] [@mais] (@mensagem|$|mim|[meu] @numero)
(pare|parem|para|parar|deixe|deixem|deixa) [por favor|logo|ja] de [ficar] (me|nos) (@enviar) [@mais|essas|estas] (@mensagem|$)
(pare|parem|para|parar|deixe|deixem|deixa|chega) [por favor|logo|ja] de [ficar] [me|nos] (@incomodar|@chamar|me ligando|me chamando) [o|saco|meu saco|mais|a paciencia|me|$] !de !(na|no|aqui|atencao)
(pare|parem|para|parar|pararem|chega|basta|deu) [logo|ja] (com|de) [@mais|essas|essa|esse|esses|estas|as|os|mandar|receber] (@recado|perturbacao|encheca|chateacao) !(no bolo|na nota)
(pare|parem|para|parar) com (isso|essa merda|essa porcaria|essa chatice|essas coisas) $
(gostaria|quero|queria|prefiro|peco|favor|por favor|gentileza|agradeco mas prefiro) [de|que|para] nao [mais] [me] (receber|@enviar) [me] [@mais] (@mensagem|$)
(para|de|prefiro|que) nao [mais] receber [mais] (@mensagem|$)
(parar|pare|parem|deixar|cancelar|paro|deixo) [de|o] receber [@mais|essas|as] (@mensagem|$)
^ (parar|pare|parem|stop|cancelar|cancela|desativar|desativa|remover|bloquear) [de|as|os|todas|receber] @recado
(chega|basta|cansei|cansad*|fart*|saco cheio|cheio|cheia|enjoei|enchi|nao aguento mais|nao aguentamos mais|nao aguento|ninguem merece) [de] [tanto|voces|me|ficar] [ver|tanto|receber|@enviar|enviarem|mandarem] [me] [@mais|essas|essa|as] (@recado|voces me @enviar)
^ (parem|pare|podem parar|pode parar|por favor parem) [por favor|ja|agora|logo] $
(ja|quantas vezes|exijo|peco|solicito|quero|gostaria|favor) ..3 (pedi|falei|disse|mandei|avisei|solicitei|pedir|falar|que) ..3 (parar|pararem|parassem|parem|parasse) [de (@enviar|@chamar|@incomodar)] $
(exijo|peco|solicito|quero|gostaria|queria) que [voces|me] (parem|pare|parassem|@tirar|sumam|esquecam) [de] [me] (@enviar|@chamar|@incomodar|@lugar|meu @numero|$)
(dispenso|recuso|rejeito|me poupe de|me poupem de|me poupe|me poupem) [as|receber|tipo de|mais] (@recado|contato)
^ (sem|nada de) (@recado) [meu] [aqui|@numero] $
^^ (bloqueado|bloqueada|bloqueados|bloquear|bloqueando|block|vou bloquear|vaza|sumam|suma|chispa) $$
^^ (pare|parem) com isso $$
(nao|nunca) (quero|queremos|desejo|gostaria|preciso|aceito|autorizo|pretendo|permito|vou querer|tenho interesse em|to interessado em|estou interessado em) [mais] [de|em|que voces|que] [me|nos] [mais] (receber|recebendo|@enviar) [me] [@mais|esses|essas|as] (@mensagem|$|de voces|daqui)
(nao|nunca) (quero|queremos|desejo|aceito|autorizo|autorizei|gostaria|preciso) [mais] [de] (mensagem|mensagens|propaganda*|spam|anuncio*|publicidade|newsletter|contato com voces|contato de voces|contato|ser contatad*|ser incomodad*|ser perturbad*|ser procurad*|ser chamad*|ser abordad*|tipo de (contato|@recado)) !(com o|com a|de um|de uma|para|no bolo)
(nao|nunca) (quero|queremos|desejo|preciso) mais (@recado)
(nao|nunca) (autorizei|autorizo|pedi|pedimos|solicitei|aceitei|dei permissao|dei autorizacao|permiti) [voces|receber|para receber|para|o|que] [me|envio|a] [@mais|essas] (@enviar|receber|@recado|contato) [me|nos] [@mais|o|a] (@mensagem|$|meu @numero|mim)
nao (quero|queremos|desejo) [mais] nada de voces
nao (quero|queremos|desejo) mais (saber|papo com voces|conversa com voces|saber de nada|saber disso|saber de mais nada|contato) $
nao quero [mais] (estar|ficar|fazer parte|participar|continuar) .. (lista|grupo|transmissao|mailing|cadastro)
(nao|num) [me|nos] (@enviar|quero que [me] @enviar) [me] (@mensagem|(mais|nunca mais) (@mensagem|nenhum|nenhuma|$|mim|ca|[meu] @numero)) !(a noite|noite|madrugada|domingo|hoje|de madrugada|de noite|agora|ainda)
nao (e para|precisa|precisam|quero que|queremos que|gostaria que|desejo que|prefiro que) [mais] [me|nos] (@enviar) [me|nos] [mais] (@mensagem|$) [mais]
(espero|quero|prefiro|peco) que [voces] nao [me] (@enviar|@chamar|@incomodar) [@mais] (@mensagem|$)
nao (precisa|precisam) [mais] [me|nos] (@chamar|@enviar) mais
(nunca|jamais) mais [me|nos] (@enviar|@chamar|@incomodar) (@mensagem|$|nada)
nao (me|nos) (@incomodar) [mais] & !(voces nao me|pode|podem|continu*|se nao|nao me .. nao $)
nao (me|nos) (contate|contatem|contacte|contactem|procurem|assediem)
nao (me|nos) (@chamar) [nunca] mais [$|por favor|aqui|whatsapp|comigo|porfavor] !de !(hoje|agora|nesse horario|de noite|a noite|neste horario)
^ nao (ligar|ligue|liguem|chamar|chame|chamem|contate|contatem|contatar|procurar|procure|procurem) mais [$|aqui|comigo] !de !(hoje|agora|noite)
nao (me|nos) (@chamar) [nunca] mais $
nao (entre|entrem|entra|entrar|façam|faça|facam|faca) mais [em] contato
nao (fale|falem|fala) mais (comigo|conosco)
nao (quero|gostaria|aceito|autorizo|desejo) que [me|nos] (@incomodar|entrem em contato|entre em contato|procurem|chamem|liguem mais|contatem|perturbem|contactem) [mais]
(@tirar|~apagar|exclui*|exclua) [da|o] [me|meu|nosso] [@numero|nome|mim|contato|eu] [daqui|dai] (lista*|grupo*|mailing|transmissao|base|banco|agenda|disparo*|dai|daqui|disso|envio*) !(de espera|espera)
me (@tirar|exclua|exclui|excluam|~apagar|~excluir) (dai|daqui|disso|fora|lista*|grupo*|mailing|transmissao|base|agenda|envio*|disparo*|contatos|$) !(de espera|espera)
(@tirar) (eu|mim) (lista*|grupo*|dai|daqui|disso|$)
(@tirar|@apagar|desinscrev*) (meu|nosso|esse|este) [numero de|whatsapp] (@numero) !(de serie|do pedido|da nota|do boleto|do contrato|da assinatura)
(@tirar|exclui|exclua|excluam|apaga|retirem) meu nome (dai|daqui|lista*|mailing|grupo|transmissao|cadastro|base|agenda|sistema|$) !(de espera|espera|de serasa)
(quero|gostaria|preciso|peco|exijo|solicito|favor) [de|para] ser (~~remover|~~tirar|~~retirar|~~descadastrar|~~excluir|~~desligar)
(~sair|quero sair|me ~tirar|gostaria de sair|saio|saia) (lista*|grupo*|mailing|transmissao|newsletter|disparo*) !(de espera|espera|de convidados|de risco|da familia|de estudo*|de apoio|escolar) & !(pediu|pediram|@deles ..1 (quer|queria|quis|conseguiu|sair|sairem|saiu)|como (tiro|excluo|removo|apago|retiro) !(me|meu|minha|nosso|lista*|grupo*|mailing))
(quero|queria|gostaria de|preciso|como [faco para|eu]|desejo) (sair|saio) [daqui|disso|fora|dai|lista] $
(descadastr*|desinscrev*|unsubscribe|opt out|optout|desinscricao|descadastramento)
(~cancelar|~desativar|~interromper|~suspender|~silenciar|~encerrar|~cessar|~bloquear|cancelamento|suspensao|interrupcao|fim|desligamento) [todas|todos|qualquer|meu|minha] (inscricao|(recebimento|envio|envios|disparo*|transmissao|assinatura) (de|da|das|dos) [todas] @recado|recebimento|envios|notificac*|newsletter|@recado|comunicac*|(o|todo) contato|contatos|cadastro na lista|lista de transmissao)
(~cancelar|~interromper|~suspender|~cessar|interrompam) [o] envio ($|(para|ao) (meu|mim|esse|este))
(remocao|retirada|exclusao) ..1 (meu|nosso) (@numero|contato) ..2 (@lugar|marketing|cadastro|$)
(me ~bloquear|~bloquear [o] meu (numero|contato|telefone|whatsapp|zap)|vou [te|ter que te] bloquear|vou (bloquear|denunciar) (voces|voce|esse|este|o) [numero|contato]|vou denunciar [como] [spam] $) !(foi|esta|esta bloqueado)
(se|caso) ..2 (@enviar|continuar*|continuam|insistir*|ligarem|chamarem|mandar) ..4 (processo|processar|procon|denuncio|denunciar|bloqueio|bloquear|policia|justica|advogado)
(procon|processar|denunciar|bloquear|justica) ..2 (se|caso) nao (parar*|parem|pararem|tirar*|remover*)
(me deixa|me deixe|me deixem|deixem me|deixa eu|deixe me) (em paz|quieto|quieta)
(me (esquece|esquecam|esqueca)|(esquece|esquecam|esqueca) (de mim|que eu existo)) $
(~largar|~sair|sai|saiam|saia|larga|larguem) (do|de|no) [meu|meus] pe
(sai|saiam|saia|some|sumam) (do|da|de) [meu|minha] (zap|whatsapp|celular|telefone|vida)
(vai|va|vao) (encher|perturbar|incomodar|amolar) ..2 outro*
(esquece|esquecam|esqueca|percam|perca|perde) [de] meu (numero|contato|telefone|whatsapp)
@pare & (@enviar|@chamar|receber|~receber|@incomodar|ficar mandando) & (@recado|(me|mim) |meu @numero|celular|whatsapp|essas coisas) & !(@entregue|nao pare|me_deixe|me_deixem|se|quando|por que|porque)
(@tirar|@apagar|~excluir|removam|retirem|~sair|quero sair|saio) & @lista & !(espera|precos|convidados|presentes|compras|casamento|duvida*|pediu|pediram|@deles ..1 (quer|queria|quis|conseguiu|sair|sairem|saiu)|como (tiro|excluo|removo|apago|retiro) !(me|meu|minha|nosso|lista*|grupo*|mailing))
(@tirar|@apagar|~excluir|retirem|removam|~bloquear) ..2 (meu|esse|este|nosso) [@numero] (@numero) & !(serie|pedido|nota|boleto|contrato|assinatura|foi|desbloque*|plano|operadora)
(nao|nunca|sem|cansad*|fart*|cansei|cansam|chega|dispenso) & (receber|recebendo|receba|@enviar|mandarem) & @recado & !(@entregue|se|caso|quando|ainda|ate agora|por que|porque|nao recebi|recebi|pare|consegui*|consigo|sei|como|estou conseguindo)
(nao|nunca) [me|nos] (~adicionar|~incluir|inclua|incluam|~colocar|coloquem|~botar|~marcar) [mais] [em|nessa|no|nas] (@lista|grupo*|@recado)
(nao|nunca) [autorizo|quero|gostaria|aceito|permito|desejo] [mais] [de] (ser contatad*|ser contactad*|ser procurad*|ser abordad*|contato|que (entrem|entre) em contato) ..3 (voces|empresa|comigo|$)
(exclusao|remocao|retirada|cancelamento) ..2 (@lista|@recado|envio*|meu @numero)
(peco|solicito|gostaria|quero|favor|pedi|prefiro) & nao ..3 (@enviar|receber|@chamar|@incomodar) & (@recado|mais) & !(@entregue|interesse|comprar)
(cessacao|interrupcao|suspensao|encerramento) [imediata|imediato] [todas|todos|qualquer] (@recado|envio*)
(gostaria|queria|quero) que [voces] (parassem|parem|deixassem) (com|de) (@recado|me|mandar|enviar|essas)
(me erra|me errem|me poupe|me poupem|nao torra|nao enche|nao me enche|nao amola|nao perturb*|nao encham) $
(mais uma|proxima|outra|se mandar) [mensagem|msg|vez] [e] [eu|que] (bloqueio|denuncio|processo|vou (bloquear|denunciar|processar))
(ja|agora) (deu|chega) [ne] $ & (mensagem|mensagens|@recado)
nao (quero|queremos) [mais] saber de (@recado|voces|voce)
(nao|nem) ..1 (cansam|cansa) de (@enviar|@incomodar|@chamar)
(nao|num) (~ligar|liguem|ligue|chamem|chame|chama) mais (mim|numero|comigo|aqui|$) & !(maquina|forno|carro|computador|televisao|tv|celular nao|aparelho)
(pare|parem|para|parar) de (ligar|me ligar|chamar|me chamar) [mim|comigo] $
(isso|ja) [ja] [e|virou] (assedio|perseguicao|perturbacao)
(deixar|deixo|parar) de (participar|fazer parte|estar) & (@lista|grupo*|@recado|disso)
(nao|sem) [quero|queria|gostaria|desejo|aceito] [mais] [de] ser (incomodad*|perturbad*|importunad*|contatad*|procurad*|chatead*)
nao (suporto|aguento|tolero|curto|gosto|aguentamos|suportamos|necessito|(faco|faz|fazemos) [mais] questao) [mais] & @recado & !(@entregue|recebi|responder)
(inferno|saco|chat*|irritante*|irritad*|abuso|absurdo|desrespeito|invasao|invasivo) & @recado & (para|pare|parem|chega|tira|tirem|deus) & !(@entregue)
nao insist*
nao (me|nos) (~enviar|~mandar|mandem) [nao] $
(denunci*|report*|marc*|bloque*) .. (spam|como spam|assedio)
(levar|tomar|dar|levou) (block|bloqueio|bloqueada|blockzinho)
nao quero [mais] (isso|essas coisas|essa porcaria|@recado) (aqui|meu @numero)
(esta bom|chega|deu|basta) de @recado
(@tirar|@apagar) meu nome (contatos|lista*|envios)
(isso|esse|essa) .. (virou|parece|e) spam
(jeito|como|modo|forma) ..2 (parar|cancelar|desativar|bloquear|interromper) [de receber] [essas|as] @recado
(parar|acabar) com (isso|essas @recado|@recado)
(@tirar|@apagar|~cancelar) meu @numero (dai|daqui|$)
(@incomodar|encheca|perturbacao|chateacao) & (chega|basta|parem|pare|deu)
(isso|isto) [aqui] e spam
(sem|nada de) mais (@recado|contato)
(stop|pare) (mensagem|mensagens|messages|sms|it|now|spam|promotions)
(stop|don t|do not|no more) (sending|send|messages|texting|contact) [me] [messages|texts]
please stop
(some|suma|sumam) (daqui|da minha vida|do meu whatsapp)
para mim (chega|deu) de (@recado)
${OPT_OUT_ALONE}
`,
	unless: `
(use|usem|usa|liga|ligue|liguem|fala|fale|falem|chama|chame|manda|mande|mandem|prefiro|melhor) [o|no|na|pelo|por|para|so|somente] [meu|numero|o] (fixo|outro|novo|email|e mail|comercial|escritorio)
(ela|ele|maquina|equipamento|forno|motor|esteira|sistema|internet|aparelho) .. (parar|para|sair|sai|cancelar)
(lista|fila) de espera
`,
	negatable: true,
};
