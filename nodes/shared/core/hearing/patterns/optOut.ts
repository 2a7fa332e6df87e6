import type { Listened } from '../intent';

/** Whole messages that mean nothing else, whatever an operator's list holds. */
export const OPT_OUT_ALONE =
	'^^ (sair|parar|pare|parem|stop|cancelar|remover|descadastrar|unsubscribe|quero sair|quero parar|me tira|me remove|me remova|me tirem|pare agora|chega de mensagem|para de mandar|sai fora|cancelar envio|nao perturbe|nao incomode) $$';

/** No more messages. What follows the verb decides: "parem de mandar mensagens" is one, "para de mandar carne" is not. */
export const OPT_OUT: Listened = {
	say: `
(pare|parem|para|parar|parassem|deixe|deixem|deixa|deixar|evite|evitem|favor parar|cesse|cessem) [por favor|logo|ja] [de] [ficar] [me|nos] (@enviar|mandando|enviando) [me|nos] [mais|tanta|tantas|tanto|essas|esses|estas|suas|sempre|toda|todo] (@mensagem|$)
(pare|parem|para|parar|deixe|deixem|deixa) [por favor|logo|ja] de [ficar] (me|nos) (@enviar) [mais|tanta|tantas|tanto|essas|esses|estas|suas] (@mensagem|$)
(pare|parem|para|parar|deixe|deixem|deixa|chega) [por favor|logo|ja] de [ficar] [me|nos] (@incomodar|@chamar|incomodando|perturbando|enchendo|me ligando|me chamando) [o|saco|mais|a paciencia|me|$] !de !(na|no|aqui|atencao)
(pare|parem|para|parar|chega|basta|deu) [logo|ja] (com|de) [tanta|tantas|tanto|essas|esses|essa|esse|estas|as|os|mais|suas|mandar|receber] (mensagem|mensagens|propaganda*|spam|promocoes|promocao|oferta*|anuncio*|publicidade|divulgacao|notificac*|newsletter|perturbacao)
(gostaria|quero|queria|prefiro|peco|favor|por favor) [de|que|para] nao [mais] (receber|@enviar) [me] [mais] (@mensagem|$)
(parar|pare|parem|deixar|cancelar) [de|o] receber [essas|mais|suas] (@mensagem|$)
(chega|basta|cansei|cansad*|fart*|saco cheio|cheio|cheia|enjoei|enchi|nao aguento mais|nao aguentamos mais|ninguem merece) [de] [voces|me|ficar] [ver|tanto|receber|@enviar|enviarem|mandarem] [me] [tanta|tantas|essas|essa|suas|as|mais] (mensagem|mensagens|propaganda*|spam|promocoes|oferta*|publicidade|anuncio*|notificac*)
^ (parem|pare|podem parar|pode parar|por favor parem) [por favor|ja|agora|logo] $
(dispenso|recuso|rejeito|me poupe de|me poupem de|me poupe dessas|me poupem dessas) [as|essas|suas|receber|esse|tipo de] (mensagem|mensagens|propaganda*|spam|ofertas|publicidade|contato)
^ (sem|nada de) (mensagem|mensagens|propaganda*|spam) [por aqui|aqui|nesse numero] $
^^ (bloqueado|bloqueada|bloqueados|bloquear|bloqueando|block|vou bloquear) $$
^^ (pare|parem) com isso $$
nao (quero|queremos|desejo|gostaria|preciso|aceito|autorizo|pretendo|vou querer|tenho interesse em|to interessado em|estou interessado em) [mais] [de|em|que voces|que|me|nos] (receber|recebendo|~receber|@enviar) [me] [mais] [nenhum|nenhuma|este|essas|esse|tipo de|esses|tipos de|essas|suas|estas|as] (@mensagem|$|de voces|daqui|desse numero|deste numero)
nao (quero|queremos|desejo|aceito|autorizo) [mais] (mensagem|mensagens|propaganda*|spam|ofertas|anuncio*|publicidade|newsletter|contato com voces|contato de voces|contato|ser contatad*|ser incomodad*|ser perturbad*|ser procurad*|ser chamad*) !(com o|com a|de um|de uma|para)
nao (quero|queremos|desejo) mais (saber|papo|conversa) [de voces|disso|de nada|com voces|dessa empresa|desta empresa|de mais nada] $
nao quero [mais] (estar|ficar|fazer parte|participar|continuar) .. (lista|grupo|transmissao|mailing|cadastro)
nao [me|nos] (@enviar|quero que [me] @enviar) [me] (@mensagem|(mais|nunca mais) (@mensagem|nenhum|nenhuma|$)) !(a noite|noite|madrugada|domingo|hoje|de madrugada|de noite|agora|nesse numero|neste numero|ainda)
nao (e para|precisa|precisam|quero que|queremos que|gostaria que|desejo que) [voces|mais] [me|nos] (@enviar) [me|nos] [mais] (@mensagem|$) [mais]
(nunca|jamais) mais [me|nos] (@enviar|@chamar|@incomodar) (@mensagem|$|nada)
nao (me|nos) (@incomodar|atormente|chateie) [mais]
nao [me|nos] (@chamar|entre em contato|entrem em contato|contate|contatem) mais [$|por favor|aqui|nesse whatsapp|neste whatsapp|comigo|porfavor|nunca] !de !(hoje|agora|nesse horario|de noite|a noite|neste horario)
nao (me|nos) (@chamar) [nunca] mais $
nao (entre|entrem|entra|entrar|façam|faça|facam|faca) mais [em] contato
nao (fale|falem|fala) mais (comigo|conosco)
nao quero que [voces] [me|nos] (@incomodar|procurem mais|chamem mais|liguem mais|contatem|procurem|perturbem)
(@tirar|~apagar da|exclui* da|exclua da) [o|meu|me|este|esse|nos] [@numero|nome|mim|contato] [daqui|dai|do|da|dessa|desse|de] [sua|suas|seu|vossa|essa] (lista*|grupo*|mailing|transmissao|base|banco|agenda|sistema|cadastro|disparo*|dai|daqui|disso)
me (@tirar|exclua|exclui|excluam) [dai|daqui|disso|fora|desse|dessa|deste|desta|do|da|das] [sua|suas|seu|essa|esse] (lista*|grupo*|mailing|transmissao|base|dai|daqui|disso|agenda|envio*|disparo*|$)
(@tirar|desinscrev*) [o|esse|este] [meu|minha] (@numero) !(de serie|do pedido|da nota|do boleto)
(@tirar|exclui|exclua|excluam|apaga) [o] meu nome (dessa|desta|da|de|dai|daqui|desse|do) [sua|seu] (lista*|mailing|grupo|transmissao|cadastro|dai|daqui|base|$)
(~sair|quero sair|me ~tirar|gostaria de sair) (dessa|desta|da|de|do|desse|deste|das) [sua|suas|seu] (lista*|grupo*|mailing|transmissao|newsletter|disparo*)
(quero|queria|gostaria de|preciso|como [faco para]|desejo) sair [daqui|disso|dessa|fora|dai] $
(descadastr*|desinscrev*|unsubscribe|opt out|optout|desinscricao|descadastramento)
~cancelar [a|o|minha|meu|as|os|essa|esse] (inscricao|recebimento|envio|envios|mensagem|mensagens|notificac*|newsletter|cadastro na lista|disparo*|lista)
(me ~bloquear|~bloquear [o] meu (numero|contato)|vou [te|ter que te] bloquear|vou (bloquear|denunciar) (voces|voce|esse|este|o) [numero|contato]|vou denunciar)
(me deixa|me deixe|me deixem|deixem me|deixa eu|deixe me) em paz
(esquece|esquecam|esqueca|perca|percam|perde) [de] [o] meu (numero|contato|telefone|whatsapp)
nao (autorizei|autorizo|pedi|solicitei|dei permissao) [voces|receber|para receber|para|o|que] [me|envio de|o envio de|a] (@enviar|mensagem|mensagens|contato|propaganda*|receber) .. (mensagem|mensagens|propaganda*|$|contato)
(isso|isto) [aqui] e spam
(~suspender|~interromper|~encerrar|~cessar|~bloquear) [o|os|a|as|esse|esses] (envio|envios|disparo*|mensagem|mensagens|contatos|comunicac*|propaganda*)
(sem|nada de) mais (mensagem|mensagens|propaganda*|spam|contato)
(stop|pare) (mensagem|mensagens|messages|sms|it|now|spam)
(stop|don t|do not|no more) (sending|send|messages|texting|contact) [me] [messages|texts]
please stop
(some|suma|sumam) (daqui|da minha vida|do meu whatsapp)
para mim (chega|deu) de (mensagem|mensagens|propaganda*)
${OPT_OUT_ALONE}
`,
	unless: `
(use|usem|usa|liga|ligue|liguem|fala|fale|falem|chama|chame|manda|mande|mandem|prefiro|melhor) [o|no|na|pelo|por|para|so|somente] [meu|numero|o] (fixo|outro|novo|email|e mail|comercial|escritorio)
(ela|ele|maquina|equipamento|forno|motor|esteira|sistema|internet|aparelho) .. (parar|para|sair|sai|cancelar)
`,
	negatable: true,
};
