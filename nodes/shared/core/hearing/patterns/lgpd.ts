import type { Listened } from '../intent';

/** What a person may ask of their data (LGPD, Lei 13.709/2018, art. 18 and 19); the first that is heard is the request's kind. */
export const LGPD: Record<'source' | 'deletion' | 'objection' | 'correction' | 'copy' | 'access', Listened> = {
	source: {
		say: `
como ..2 (meu|meus) (nome|@numero|dados|cadastro) & (lista|base|banco de dados|sistema) & (voces|ai|parar|esta) & !(apago|corrijo|mudo|altero|excluo|@deleta|atualizo)
(onde|como|aonde|quem|donde|com que autorizacao|de que forma|que jeito) & @conseguiu & (meu|meus|minha) (@numero|email|nome|dados|cadastro|informacoes) & !(pedido|protocolo|serie|acesso|pronto|bolo|nota|voces precisam|agua|tela|conserta*|quebrou|achou celular|achou meu celular|achar|roubaram|roubou|perdi|exame|remedio|resultado|@guardado|deixei|esqueci|vejo|consigo|apago|cancelo|excluo|atualizo|corrijo|mudo|tamanho|@deleta|boleto)
(meu|meus) (@numero|dados|nome) ..1 (veio|vieram|saiu|pegaram|conseguiram|tiraram|acharam) ..1 (onde|quem|como)
(nunca|nao) me cadastrei & (meu|meus|minha) (@numero|dados|email|nome)
(como|de onde) ..2 (sabe|sabem|sabia|descobri*) ..1 meu nome
(onde|como|aonde|quem|de quem|qual|donde|por que|porque|de que jeito|de que forma) ..4 @conseguiu !(acesso|acessado) ..2 (meu|minha|meus|minhas) (@numero|email|e mail|nome|@dados) !(de pedido|de serie|de protocolo|do pedido|do cliente|da nota|de cliente|do contrato|de contrato|da conta|da sorte|pronto|pronta|ai|aqui|veio|veia|no bolo) & !(quem achou|quem encontrou)
(onde|como|aonde|quem|donde) ..4 @conseguiu ..2 (meu|meus) (@numero) (ai|aqui)
(onde|como|aonde|quem|de quem|donde) ..3 (consegui*|peg*|arrum*|arranj*|obt*|descobri*|compraram|vendeu|vazou|deu|deram|tiraram|tirou) ..2 (meus dados|minhas informacoes|os meus dados|meus contatos)
(de onde|donde|onde) ..2 (veio|vieram|saiu|surgiu|vem|tiraram) ..2 (meu|meus) (@numero|email|dados|cadastro|nome)
(como|por que|porque|de que jeito) (meu|meus|minha) [@numero|nome|dados|email] (@numero|nome|dados|email|cadastro) ..2 (parar|parou|pararam|caiu|cairam|chegou|chegaram|foi|apareceu|veio|esta)
(peg*|conseguiram|conseguiu|tiraram|tirou|acharam|achou|arrumaram|arrumou|obtiveram|obteve|compraram|comprou) ..1 (meu|meus) (@numero|email|dados) ..2 (onde|como|quem|donde|aonde)
(origem|fonte|procedencia) .. (meu|meus|minhas) (@numero|dados|informacoes|cadastro|email)
(nao|nunca|jamais) ..3 (passei|passado|dei|dado|forneci|fornecido|informei|deixei|cadastrei|compartilhei) .. meu (@numero|email)
como ..2 (chegou|chegaram|conseguiu|conseguiram|acharam|achou|encontraram) ..1 (mim|comigo|me achar|me encontrar|falar comigo)
quem ..1 (autorizou|permitiu|deixou|mandou) ..2 (ter|terem|usar|usarem|pegar|pegarem) ..1 (meu|meus) (@numero|dados|nome)
(de onde|donde) ..1 me (conhece|conhecem|conheceram)
`,
	},
	deletion: {
		say: `
(@deleta) ..4 e [os|meus] dados
nao quero ..1 (nome|dados|cpf|cadastro) & (banco de dados|base de dados|sistema) & !(@dadopedido|errado)
(@deleta) (conta|cadastro) e [os|meus] dados
(nome|dados|cadastro|cpf|contato) (fora|longe) & (sistema|base|banco de dados|cadastro)
(@deleta) ..3 (informacoes|dados|registros) ..2 (mim|meu nome|meu respeito|minha pessoa)
(@deleta) & (@meusdados|minha conta|meu cadastro) & !(@dadopedido|energia|luz|internet|telefone|agua|nao consigo|promocao|inadimplente*|serasa|spc)
(@deleta|~sumir|sumir) & (sistema|base|banco de dados|registros|cadastro|dai) & (me|mim|meu|minha|tudo meu|eu|meus|minhas) & !(@dadopedido|promocao|carrinho)
(@deleta) tudo ..3 (meu|mim|minha|respeito)
nao (mantenh*|guard*|armazen*|fiquem com) & @meusdados & !@dadopedido
@apagar [todos|todas|tudo|de vez|por completo|por favor|qualquer|essa conversa e] (@meus) [proprios] (@dados|@numero|email|nome|dados pessoais) [pessoais|dai|agora|completamente] !(promocao|do pedido|de pedido|mensagem anterior|ultima|item|bolo|carrinho|foto|audio)
(quero|queria|gostaria|solicito|exijo|peco|desejo|preciso|requeiro|precisam|tem que) ..3 (@meus) (@dados|@numero) ..3 (apagad*|excluid*|deletad*|eliminad*|removid*|anonimizad*|apagar|excluir|deletar|encerrad*) !(do pedido|da nota)
(@meus) (dados|informacoes|cadastro) ..3 (apagad*|excluid*|deletad*|eliminad*|removid*|anonimizad*)
(@apagar|@tirar) [todos|todas|tudo] (@meus) (dados|informacoes|cadastro|registro|registros|historico|cpf|rg|perfil) !(da nota|na nota|do bolo|da compra|de inadimplente*)
(@apagar|@tirar) [todos|todas|tudo|qualquer] (dado*|informac*|registro*|cadastro*) (@meus|..1 (sobre mim|de mim|meu nome|a meu respeito|meu respeito))
@apagar [todo|toda|tudo] [o|que] ..3 (sobre mim|de mim|a meu respeito|meu respeito|que e meu|tudo meu)
@apagar tudo [que|o que] ..3 (tem|tem|tenham|sabem|guardam|possuem) [de|sobre] [mim|meu|minha|meus]
(apagaram|excluiram|deletaram|eliminaram|removeram) ..1 (@meus) (dados|informacoes|cadastro)
(sejam|seja|fossem|fosse) (apagad*|excluid*|eliminad*|deletad*|removid*) ..3 (dados|informacoes|cadastro)
(exclusao|eliminacao|remocao|anonimizacao|apagamento|descarte) [definitiva|total|completa|imediata] (de|dos|do|da|das|de todos os) [todos|todas] [meu|meus|minha|minhas] (dados|informacoes|cadastro|cpf|conta|perfil) !(do pedido|da maquina|bancari*|de energia)
direito [ao|de] (esquecimento|exclusao|eliminacao|ser esquecido|ser esquecida)
(quero|gostaria|preciso|exijo) [de] ser esquecid*
(me (~apagar|~excluir|~deletar|~remover|~tirar)|~apagar me) (do|da|dos|de) [seu|sua|seus|banco de|base de] (sistema|cadastro|registros|banco|base|dados)
(encerrar|encerrem|encerre|fechar|cancelar|cancelem|cancela|cancele) meu cadastro & !(promocao|sorteio|evento)
como [eu|faco para] (excluo|apago|deleto|encerro|removo) ..1 (@meus) (conta|cadastro|dados|perfil|informacoes)
nao (quero|autorizo) [mais] [que] [voces] (guard*|mantenh*|armazen*|fiquem|tenham|conserv*|ter|manter) .. [@meus] (dados|cadastro|informacoes|@numero) !(de entrega|do pedido|da obra)
nao (quero|autorizo) [mais] (@meus) (dados|informacoes|cadastro|cpf) ($|voces|ai|com voces|aqui|no sistema)
(quero|queria|gostaria) (exclusao|eliminacao|remocao|descarte) .. (@meus) (@dados|@numero)
(delete|erase|remove) (my|all my) (data|information|account)
`,
		unless: `
(mensagem anterior|ultima mensagem|mensagem que|audio que|foto que|o que eu mandei|essa mensagem|esta mensagem|pedido anterior)
`,
		negatable: true,
	},
	objection: {
		say: `
nao (deem|dem|passem|divulguem|entreguem|mostrem|exponham|vendam|compartilha|compartilhe|compartilhem|passe|de) [o|os] (meu|meus|minha|minhas) (@numero|dados|informacoes|email|endereco|foto*)
(passam|repassam|vendem|compartilham) .. (dados|informacoes) & (terceiros|outras empresas|outra empresa|parceiros)
(nao|nunca|sem|proibo|jamais) & (usar|usem|usa|usarem|utiliz*|compartilh*|repass*|divulg*|vend*|passem|passar|uso|tratamento|tratem|expor*|ceder|cedam|cessao) & (@meusdados|meu @numero) & !(vou|quero passar|preciso passar|posso passar|pix|nota|guardar|tem como|consigo|pode)
(~revogar|revogacao|~cancelar|~retirar|retiro|retirada) & (consentimento|autorizacao|permissao) & (uso|usar|dados|meu|minha|tratamento|dei) & !(viagem|exame|debito|convenio|cirurgia|compra)
^ (revogar|revogo|retirar|retiro) [meu|o] consentimento
nao (autorizo|concordo|consinto|aceito|permito|dou permissao|quero|autorizei|dei (consentimento|autorizacao|permissao)) [mais|nenhum] [com|que|o|a|para|em|voces] [uso|usem|usar|usando|utilizem|utilizar|utilizacao|tratem|tratamento|tratar|compartilh*|vend*|repass*|pass*|divulg*|coleta|coletem|circul*|expo*|cess*] (@meus) (dados|informacoes)
nao (quero) (@meus) (dados|informacoes) ..1 (circul*|compartilh*|vend*|usad*|rodando|espalhad*|por ai|expost*|repassad*)
(nunca|jamais) (autorizei|autorizo|permiti|consenti) .. (@meus) (dados|informacoes)
(parem|pare|deixem|parar|deixar) [de] (usar|utilizar|tratar|compartilhar|vender|repassar|coletar|divulgar|espalhar|passar) .. (@meus) (dados|informacoes|@numero)
(nao|proibo|proibido) [voces|de|que] (~compartilhar|~vender|~repassar|~usar|usarem|~utilizar|~divulgar|~passar) (@meus) (dados|informacoes|@numero|cadastro)
(~revogar|~retirar|~cancelar|revogacao|retiro|retirada) .. (consentimento|(autorizacao|permissao) ..1 (dei|dada|uso|usar|tratamento|dados|lgpd|$)) 
(me oponho|oposicao|me opor|sou contra|contra) .. (tratamento|uso|dados) .. dados
(me oponho|oposicao|me opor) .. (tratamento|uso|dados)
(limitar|bloqueio|bloquear|suspender) .. (tratamento|uso) .. (@meus) (dados|informacoes)
`,
	},
	correction: {
		say: `
(errad*|incorret*|desatualizad*) & (meu cadastro|minha ficha|meus dados cadastrais) & !(bolo|pedido|nota|entrega|boleto)
(~mudar|~alterar|~trocar|~atualizar|~corrigir) & meu (nome|sobrenome|cpf) & (sistema|cadastro|base) & !(pedido|nota|bolo|reserva)
(errad*|incorret*|desatualizad*|~corrigir|corrijam|corrija|retific*|correcao) & (@meusdados|meu (nome|cpf|email|e mail|telefone|sobrenome)) & (cadastro|sistema|dados|cadastrais|base|cpf|registro) & !(bolo|pedido|nota|entrega|boleto|convite|faixa|placa|conta de)
(~~corrigir|corrig*|retific*|~~atualizar|atualizacao|correcao|~arrumar|~alterar|~mudar|~consertar|~trocar) [todos] (@meus) (dados|informacoes|cadastro|dados pessoais) !(de acesso|de entrega|de pagamento|do pedido|da entrega|bancarios|do plano|de revendedor)
(~corrigir|retific*|correcao|~arrumar|~trocar|~atualizar|~alterar|~mudar|~consertar) (@meus) (nome|sobrenome|email|e mail|endereco|telefone|cpf|cnpj|rg|registro|data de nascimento) ..2 (cadastro|sistema|registro|base|ficha) !(do pedido|da entrega)
(~corrigir|retificar|retifique|retifiquem|retificacao|correcao) (@meus) (nome|sobrenome|cpf|cnpj|rg|email|e mail|cadastro|registro|data de nascimento) !(no bolo|do bolo|no pedido|na nota|da nota|na faixa|no convite)
(@meus) (dados|informacoes|cadastro) .. (errad*|incorret*|desatualizad*|incomplet*)
(@meus) (nome|sobrenome|cpf|cnpj|rg|email|data de nascimento) ..2 (errad*|incorret*|desatualizad*) ..3 (cadastro|sistema|registro|base|ficha)
(cadastro|ficha|sistema) .. (nome|cpf|email|telefone|dado*) (errad*|incorret*|desatualizad*)
(cadastraram|cadastrou|registraram|registrou) ..1 meu (nome|cpf|email|telefone|numero) .. errad*
`,
	},
	copy: {
		say: `
(copia*|exportar|exportem|baixar|arquivo|planilha|pdf|relatorio|extrato) & @meusdados & !(@dadopedido|chave|contrato|consumo)
(todos|todas) [os|as] @meusdados & (@enviar|quero|preciso|solicito|receber|gostaria) & !(@dadopedido|@deleta|cadastrar|atualizar)
copia* ..3 (@meus) (dados|informacoes|registro*|cadastro|conversas)
copia* .. dados pessoais
(quero|queria|preciso|solicito|exijo|gostaria|me ~enviar|me ~mandar|me passem|me ~passar) ..2 todos (@meus) (dados|informacoes) !(apagad*|excluid*|fora|deletad*|removid*|corrig*)
(quero|queria|preciso|solicito|exijo|gostaria|me ~enviar|me ~mandar|me passem|me ~passar) ..1 todos [os] (dados|informacoes) ..4 (@meus|sobre mim|de mim|meu respeito)
copia* [completa] (tudo|todas as informacoes|todos os dados) ..4 (de mim|sobre mim|meu|meus|mim)
(~exportar|exportacao|portabilidade|baixar|download) [todos|todas] (@meus) (dados|informacoes)
(~levar|~transferir|~migrar) (@meus) (dados|informacoes) .. (outra|outro) (empresa|fornecedor|loja|clinica|banco)
(me ~mandar|me ~enviar|~enviar|~mandar|quero receber|~fornecer) .. [todos|todas] (@meus) (dados pessoais|dados que|informacoes que|registros)
(~mandar|~enviar|~fornecer|quero) [me] tudo [o] [que] [voces] (tem|sabem|guardam|possuem) ..1 (mim|meu respeito|meu nome|meu cpf)
(relatorio|extrato) .. (@meus) (dados|informacoes) !(de consumo|da fatura)
portabilidade (de|dos) dados
`,
	},
	access: {
		say: `
(mostra|mostre|me diz|me fala|saber|ver|o que) ..4 (tem|teem|guardam|sabem|possuem) (meu|meus|minha|minhas|de mim|sobre mim) ($|ai|guardado|salvo|anotado)
(o que|oque) ..2 (tem|teem) (anotado|guardado|salvo|registrado) ..1 (mim|meu respeito|meu nome)
(passaram|passou|venderam|vendeu|compartilharam|repassaram|vazaram|divulgaram|usaram) & (@meusdados|meu @numero|dado meu) & !(@dadopedido|onde|como|quem|recado|transporte)
(vazou|vazaram|vazamento|vazado*) & (@meusdados|dado* meu|meu @numero|dado*) & !(agua|cano|gas|torneira|oleo)
(o que|para que|por que) & (fazem|usam|querem|guardam|fazer) & (meu|meus) (@numero|email|cpf|dados) & !(pedido|@dadopedido)
(voces|voce|vc|empresa|quem|onde|como|quais|que|qual|quanto tempo|se|o que) & @guardar & @meusdados & !(@dadopedido|@deleta|errad*|precisa*|cadastrar|atualizo|altero|mudo|corrijo|pagamento)
@meusdados & (salvos|guardados|armazenados|seguros|protegidos|expostos|compartilhados|registrados|no sistema|com voces|tratados) & !(@dadopedido|@deleta|errad*|anotad*|confirm*)
(ver|consultar|acessar|conhecer|saber) [todos|quais] (@meusdados) & !(@dadopedido|consumo|exame*|pagamento|ponto*|compras)
base legal & dados
(cumprem|cumpre|seguem|respeitam|conhecem) .. lei ..1 (dados|privacidade)
(confirmacao|confirmem|confirmar) .. tratamento & dados
(que|quais|qual|quanto|algum|alguma) [tipo de|sao os|sao as|todos] (@dados) ..2 (tem|teem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|colet*|existe*|ha) ..3 (@meus|sobre mim|de mim|comigo|a meu respeito|meu respeito|meu nome|meu cpf)
(que|quais|qual|algum) (@dado) (@meus|sobre mim|de mim|meu respeito) ..2 (tem|teem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|colet*|estao|esta|existe*|ha)
(tem|teem|possuem|guardam|existe) ..1 (algum|alguma|algumas|alguns) (@dado) (@meus|sobre mim|de mim|meu respeito)
(tem|teem|possuem|guardam) (@meus) (dados|informacoes|cpf cadastrado) ($|ai|aqui|guardad*|salv*|cadastrad*)
(que|quais) [sao] meus dados ..2 (tem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|estao)
(que|quais) (dados|informacoes) (meus|minhas|pessoais) & !(precis*|preciso|reserva|pedido)
(que|quais) (dados|informacoes) ..2 (tem|possu*|guard*|armazen*|coleta*|tratam) [$]
(o que|oque|que) ..1 (sabem|sabe|guardam|guarda|tem|armazenam|tem guardado|tem registrado|consta|fazem|faz) ..3 (sobre mim|de mim|a meu respeito|meu respeito|meu cadastro|meu nome ai|com meus dados|minhas informacoes|meus dados|meu guardado)
(o que|oque) tem [meu] (ai|aqui) guardado
(o que|oque) tem (meu|minha) [ai] guardad*
(o que|oque) ..1 (tem|consta) ..1 meu (cadastro|nome) ($|ai)
(para que|por que|porque) ..2 (querem|quer|precisam|usam|pedem|guardam) ..1 (@meus) (dados|informacoes)
(onde) ..2 (ficam|estao|guardam|guardados|armazenam|armazenados) ..2 (@meus) (dados|informacoes)
(por quanto tempo|quanto tempo) ..2 (guardam|ficam|mantem|armazenam|guardados) ..2 (@meus) (dados|informacoes)
(@meus) (dados|informacoes) ..1 (seguros|seguras|protegidos|protegidas|vazaram|vazados)
(vazou|vazaram|vazamento) ..2 (@meus) (dados|informacoes|@numero)
quem ..1 (acesso|acessa|acessou|ve|viu) ..1 (@meus) (dados|informacoes)
(acesso|acessar|consultar|conhecer|ver|saber) [todos] (@meus) (dados|informacoes) pessoais
(acesso|acessar) .. (dados|informacoes) .. (meu respeito|sobre mim|de mim)
(quero|queria|gostaria|solicito|exijo|peco|preciso|desejo) ..2 acesso (@meus) (dados|informacoes)
(acesso|relatorio|extrato|declaracao) [completo] (@meus) (dados|informacoes) !(de acesso|da fatura|de consumo)
(confirmar|confirmacao|confirmem|existencia|se) .. (tratam|tratamento|tem|possuem|guardam) .. (@meus) dados $
(saber|confirmar) se .. (tem|possuem|guardam|tratam) .. (@meus) (dados|informacoes)
(voces|voce|empresa) (guardam|guarda|armazenam|tem guardado) .. (@meus) (dados|informacoes)
(como|para que|por que|porque) ..2 (usam|utilizam|tratam|guardam|usado*|utilizado*|tratado*) ..1 (@meus) (dados|informacoes)
(voces|voce|empresa|quem) ..1 (compartilham|compartilha|vendem|vende|repassam|repassa|usam|divulgam|passam|dividem) ..1 (@meus) (dados|informacoes|@numero)
(com quem|para quem|pra quem) ..2 (compartilh*|repass*|vend*|pass*|divid*|dao) ..2 (@meus) (dados|informacoes|@numero)
lgpd
anpd
lei (geral|de protecao|13709|13 709) [protecao]
protecao de dados
politica de privacidade
(encarregad* (dados|tratamento|lgpd)|dpo)
direitos [titular|como|sobre|meus] [titular|dados]
(exercer|fazer valer) .. direito* .. (titular|dados|lgpd|privacidade)
`,
		unless: `
(seguem|segue|atendem|atende|cumprem|cumpre|respeitam|adequad*|conforme|conformidade|adequacao|compativel|curso de|consultoria|treinamento) .. (lgpd|protecao de dados)
`,
	},
};
