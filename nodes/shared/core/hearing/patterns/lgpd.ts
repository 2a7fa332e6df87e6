import type { Listened } from '../intent';

/** What a person may ask of their data (LGPD, Lei 13.709/2018, art. 18 and 19); the first that is heard is the request's kind. */
export const LGPD: Record<'source' | 'deletion' | 'objection' | 'correction' | 'copy' | 'access', Listened> = {
	source: {
		say: `
(de onde|donde|como) ..1 (conhecem|conhece|sabem|sabe) ..1 meu (nome|@numero)
(nao|nunca) autorizei ..3 (terem|ter|ficarem|guardarem) ..1 (meu|meus)
nao lembro ..3 (cadastrei|cadastrado|cadastrada|(dado|passado|dei|passei|deixado) ..1 (meu|meus|minha))
quem [te|lhe] (passou|deu|forneceu|informou) $ & (@numero|email) & !(@dadopedido|recado|orcamento)
(esse|este|meu) (@numero) e (particular|pessoal|privado|restrito)
(quando|momento|dia) ..2 (dei|passei|forneci|autorizei|informei) ..1 (meu|meus) (@numero|email|dados) & !(pedido|vendedor)
(nao|nunca) me cadastrei ..4 (lugar|lista|nada|site|ai|voces) & (acharam|encontraram|conseguiram|numero|mensagem|contato|chamaram)
compr* ..1 meu (@numero|email|dados) ..2 (alguem|quem|lista|empresa|onde)
(por que|porque|como) ..2 (tenho|tem|existe) ..1 cadastro ..4 (nunca|nao) (comprei|pedi|fiz|autorizei|solicitei|me)
(que|qual) (lista|site|banco de dados|base|empresa) ..2 (tir*|peg*|consegu*|veio|compr*|achar*) ..1 (meu|meus|minha)
como (esse|este|meu) (@numero) ..1 (chegou|parou|veio|foi parar|caiu)
com que (direito|autorizacao|permissao) ..3 (meu|meus|minha)
como ..2 (meu|meus) (nome|@numero|dados|cadastro) & (lista|base|banco de dados|sistema) & (voces|ai|parar|esta) & !(apago|corrijo|mudo|altero|excluo|@deleta|atualizo)
(onde|como|aonde|quem|donde|com que autorizacao|de que forma|que jeito) & @conseguiu & (meu|meus|minha) (@numero|email|nome|dados|cadastro|informacoes) & !((com quem|para quem) ..2 (compartilh*|repass*|vend*|divid*)|pedido|protocolo|serie|acesso|pronto|bolo|nota|voces precisam|agua|tela|conserta*|quebrou|achou celular|achou meu celular|achar|roubaram|roubou|perdi|exame|remedio|resultado|@guardado|deixei|esqueci|vejo|consigo|apago|cancelo|excluo|atualizo|corrijo|mudo|tamanho|@deleta|boleto)
(meu|meus) (@numero|dados|nome) ..1 (veio|vieram|saiu|pegaram|conseguiram|tiraram|acharam) ..1 (onde|quem|como)
(nunca|nao) me cadastrei & (meu|meus|minha) (@numero|dados|email|nome)
(como|de onde) ..2 (sabe|sabem|sabia|descobri*) ..1 meu nome
(onde|como|aonde|quem|de quem|qual|donde|por que|porque|de que jeito|de que forma) !(..1 (compartilh*|repass*|vend*|divid*)) ..4 @conseguiu !(acesso|acessado) ..2 (meu|minha|meus|minhas) (@numero|email|e mail|nome|@dados) !(de pedido|de serie|de protocolo|do pedido|do cliente|da nota|de cliente|do contrato|de contrato|da conta|da sorte|pronto|pronta|ai|aqui|veio|veia|no bolo) & !(quem achou|quem encontrou)
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
me (esquecam|esqueca) & @apagar
(~esquecer|esquecam) ..1 @meusdados !(pedido|senha)
nao (deix*|quero|mantenham|fiquem|guardem) ..2 meu (nome|cpf|numero|telefone|rg) ..1 (salv*|guardad*|registrad*|cadastrad*)
(~sumir|~sair|sumir) ..1 (cadastro|base de dados|banco de dados|seu sistema|sistema de voces)
@apagar ..1 (meu|meus|minha|minhas) (documento*|arquivo*|exame*|prontuario|ficha) !(anterior|do pedido)
nao quero [mais] ..1 (meu|meus|minha) (nome|cpf|cadastro|dados|registro) ..1 (sistema|base|banco|cadastro|arquivo*) !(da nota|do pedido)
(@apagar|@tirar) ..2 (foto|fotos|imagem|imagens|copia|copias) ..3 (meu documento|meus documentos|meu rg|minha identidade|do sistema|minha cnh)
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
(~encerrar|~fechar|~cancelar) meu cadastro & !(promocao|sorteio|evento)
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
(nao|nunca|sem) ..1 (tem|teem|possuem|tinham|ha) (permissao|autorizacao|direito|consentimento) ..3 (usar|publicar|postar|divulgar|compartilhar|ter|ficar|repassar) ..2 (meu|minha|meus|minhas)
(postaram|publicaram|usaram|divulgaram|expuseram|colocaram) ..2 (minha|minhas|meu|meus) ..2 & (sem (autorizacao|permissao|pedir|autorizar|minha)|nao (autorizei|permiti|deixei))
(tirem|@tirar|@apagar) & (instagram|insta|facebook|face|stories|redes sociais|site) & (meu|minha|minhas|meus|antes_e_depois) & !(promocao|preco|pedido)
nao quero ..1 (meu|minha|meus|minhas) ..2 (fotos de voces|instagram|redes|divulgacao|site de voces|stories|lista de parceiros|anuncio*)
(nao|nunca|sem) (dei (permissao|autorizacao|consentimento)|autorizei|autorizo|permiti|permito|concordo|quero|minha autorizacao) ..3 (usar*|usem|usando|usaram|uso|post*|public*|divulg*|expor*) ..2 (minha|minhas|meu) (foto*|imagem|imagens|voz|video*|rosto)
(uso|divulgacao|publicacao|exposicao) ..1 (minha|minhas) (imagem|foto*|voz)
(@apagar|@tirar|tirem) ..1 (minha|minhas|meu) (foto*|imagem|video*) ..2 (instagram|site|facebook|redes|rede|pagina|feed|stories|anuncio*|divulgacao|perfil)
nao quero que ..1 (minhas|meus|minha) (mensagens|dados|conversas|informacoes|ligacoes) ..1 (sejam|fiquem|seja|fique) (lid*|guardad*|usad*|compartilhad*|armazenad*|gravad*|vendid*)
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
meu cadastro ..4 (velh*|antig*|errad*|desatualizad*|incorret*) & !(pedido|plano)
minha data nascimento ..1 (errad*|incorret*)
(~trocar|~mudar|~alterar|~atualizar|~corrigir) ..2 (email|e mail|telefone|endereco|nome|numero|celular) ..1 meu cadastro
(nome|sobrenome|email|e mail|telefone|numero|endereco) ..1 (mudou|mudaram|antigo|errado) & (cadastro|sistema|ficha|cadastrad*) & !(pedido|entrega|nota)
(errad*|incorret*|desatualizad*) ..1 (meu|minha|meus|minhas) ..3 (sistema|cadastro|ficha|prontuario) & !(pedido|nota|bolo)
(meu|minha) (idade|cep|cidade|profissao|nascimento|nome|sobrenome|cpf|endereco) ..2 (errad*|incorret*|desatualizad*) ..2 (prontuario|cadastro|sistema|ficha)
(cpf|nome|telefone|email|endereco|dado*) que ..2 (tem|teem|consta|esta|possuem) ..3 (nao e|nao sao|errad*|antigo|desatualizad*) & !(nota|bolo|pedido|boleto)
(~retificar|retifiquem|retifique) ..1 @meusdados
(meu|minha) (nome|email|e mail|telefone|endereco|cpf|sobrenome|data de nascimento|numero|celular) ..2 (cadastro|ficha|sistema|registro) ..1 (errad*|incorret*|desatualizad*|antigo|trocado)
meu (email|e mail|telefone|endereco|celular|sobrenome|cpf) ..1 (errad*|incorret*|desatualizad*|antigo) (ai|com voces|no cadastro|no sistema|$) !(pedido|nota)
(mudei|troquei|casei|mudou|alterei) ..4 (numero|telefone|endereco|email|nome|sobrenome|celular) & (cadastro|sistema|ficha) & !(entrega|pedido|atendem|atende)
(mudei|troquei|casei) ..4 (numero|telefone|endereco|email|nome|sobrenome|celular) & (altero|atualizo|mudo|~alterar|~atualizar|~trocar|muda|mudem) & (cadastro|sistema|ficha)
(errad*|incorret*|desatualizad*) & (meu cadastro|minha ficha|meus dados cadastrais) & !(bolo|pedido|nota|entrega|boleto)
(~mudar|~alterar|~trocar|~atualizar|~corrigir) & meu (nome|sobrenome|cpf) & (sistema|cadastro|base) & !(pedido|nota|bolo|reserva)
(errad*|incorret*|desatualizad*|~corrigir|corrijam|corrija|retific*|correcao) & (@meusdados|meu (nome|cpf|email|e mail|telefone|sobrenome)) & (cadastro|sistema|dados|cadastrais|base|cpf|registro) & !(bolo|pedido|nota|entrega|boleto|convite|faixa|placa|conta de)
(~~corrigir|corrig*|retific*|~~atualizar|atualizacao|correcao|~arrumar|~alterar|~mudar|~consertar|~trocar) [todos] (@meus) (dados|informacoes|cadastro|dados pessoais) !(de acesso|de entrega|de pagamento|do pedido|da entrega|bancarios|do plano|de revendedor) & !(ja (corrigiu|corrigiram|arrumou|arrumaram|atualizou|atualizaram))
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
(envie|enviem|mandem) ..1 (meus|minhas) (dados|informacoes) !(bancari*|nota|vendedor)
copia* ..2 (informac*|dados) ..3 (tem|teem|possuem|guardam|mantem) !(tecnic*)
(~portar|portar) ..1 @meusdados
copia* ..2 (meu|minha|minhas|meus) (prontuario|ficha|conversas|historico)
(receber|quero|queria|mand*|envi*|gostaria) ..1 (meus|minhas) (dados|informacoes|conversas) ..2 (arquivo|pdf|planilha|csv|por email|excel)
(mand*|envi*|quero|receber|me passa) ..1 historico ..1 (minhas|meu|minha|meus) (conversas|atendimento*|mensagens|contatos)
levar ..1 (meu|minha|meus|minhas) (historico|prontuario|dados|ficha|cadastro) ..2 (outra|outro)
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
(dados|informac*) que ..1 (voces|empresa) (coletaram|coletam|guardam|possuem|armazenam)
meu (cpf|nome|dados) ..1 (foi|foram) usad*
quem ..1 (viu|ve|acessou|olhou|teve acesso) ..2 (meus|minhas|meu|minha) (exame*|prontuario|ficha|conversas|mensagens|dados|cadastro)
revisao ..2 (decisao|decisoes) ..2 (automatic*|automatizad*|robo|algoritmo)
(tem|teem|guardam|mantem|ficou|ficam) ..1 (meu|minha|meus) (endereco|cpf|rg|telefone|numero|email|cartao|documento*|dados) ..1 (salvo*|guardado*|cadastrado*|registrado*|anotado*|armazenado*) & !(pedido|confirma*)
(para que|por que|porque) ..1 (serve|servem|usam|querem|guardam|precisam) ..2 (meu|meus|minha|minhas) (cpf|rg|dados|telefone|email|documento*|informacoes|foto*)
o que ..1 (fazem|faz|farao|vao fazer) ..2 (minha|meu|meus|minhas) (foto*|documento*|exame*|dados|informacoes|cpf|rg)
(informac*|dado*|tudo|o que|registro*) & (sobre mim|minha pessoa|meu respeito|de mim|meu nome) & (tem|teem|mantem|possu*|guard*|colet*|registrad*|consta*|acesso|sabem|armazen*) & !(@dadopedido|@deleta|errad*)
meu (nome|cpf|cartao|rg|telefone|email) ..2 (consta|esta|registrado|cadastrado|salvo|guardado) ..2 (sistema|base|banco de dados|cadastro) & !(errad*|pedido|nota)
(guardam|armazenam|salvam|mantem|gravam) ..1 (meu|meus|minha|minhas) (cartao|cpf|rg|documento*|exame*|numero|telefone|mensagens|conversas|foto*|endereco)
(meu|meus|minha|minhas) (exame*|documento*|foto*|conversas|mensagens|cartao|ficha) ..1 (ficam|fica|sao|estao) ..1 (salv*|guardad*|armazenad*|gravad*|arquivad*)
(privacidade|seguranca|sigilo) ..1 (meus|minhas|clientes|pacientes) ..1 (dados|informacoes)
o que (acontece|fazem|farao|e feito|vao fazer) ..2 (dados|informacoes) & (passo|passei|dou|forneco|envio|meus|minhas|mando)
(essa|esta|nossa|a) (conversa|ligacao|chamada) ..1 (gravada|monitorada|salva|guardada|armazenada)
(alguem|quem) ..1 (le|leem|acessa|monitora|ve) ..1 (minhas|nossas) (mensagens|conversas)
(relatorio|extrato|lista|relacao) ..2 (dados|informacoes) ..3 (coletaram|coletad*|sobre mim|de mim|meus)
(repassam|vendem|passam|compartilham|fornecem) ..1 (telefone|numero|contato|dados|email) ..1 (cliente|clientes|paciente*) ..2 (terceiros|outras|outra|parceiros|alguem|empresas|$)
(quero|preciso|solicito|gostaria) [de|ver|receber|ter] meu prontuario
(minhas|nossas) (conversas|mensagens|ligacoes|chamadas) ..2 (gravad*|guardad*|armazenad*|salv*|lidas|monitorad*)
(gravam|guardam|armazenam|monitoram) ..1 (ligacoes|conversas|chamadas|mensagens)
(tratam|protegem|usam|guardam|compartilham|vendem|armazenam) ..1 dados ..1 (clientes|pacientes|usuarios|alunos|titulares|pessoas)
(ver|saber|conhecer|receber) tudo ..4 (tem|teem|guardam|sabem|registrado|possuem) ..3 (meu nome|mim|meu respeito|meu cpf)
(ver|acessar|acesso|consultar) ..1 (meu|minha) (prontuario|ficha)
(finalidade|base legal|motivo) ..4 (dados|informacoes|cpf) & (meu|meus|minhas|pessoais|tratamento|coleta|uso)
(informac*|saber|esclarec*|detalhes) ..2 tratamento ..2 dados
(por que|porque|para que) ..2 (precisam|querem|pedem|exigem|pediram) ..1 meu (cpf|rg|documento|telefone|email)
(com quem|para quem) ..2 (compartilh*|repass*|vend*|divid*|passaram) ..2 (meu|meus|minha|minhas)
(mostra|mostre|me diz|me fala|saber|ver|o que) ..4 (tem|teem|guardam|sabem|possuem) (meu|meus|minha|minhas|de mim|sobre mim) ($|ai|guardado|salvo|anotado)
(o que|oque) ..2 (tem|teem) (anotado|guardado|salvo|registrado) ..1 (mim|meu respeito|meu nome)
(passaram|passou|venderam|vendeu|compartilharam|repassaram|vazaram|divulgaram|usaram) & (@meusdados|meu @numero|dado meu) & !(@dadopedido|onde|como|quem|recado|transporte|(meu|minha|outro|outra) ..2 (passou|vendeu))
(vazou|vazaram|vazamento|vazado*) & (@meusdados|dado* meu|meu @numero|dado*) & !(agua|cano|gas|torneira|oleo|dados (de_um|de_uma|de_outro|de_outra)|jornal|noticia*)
(o que|para que|por que) & (fazem|usam|querem|guardam|fazer) & (meu|meus) (@numero|email|cpf|dados) & !(pedido|@dadopedido)
(voces|voce|vc|empresa|quem|onde|como|quais|que|qual|quanto tempo|se|o que) & @guardar & @meusdados & !(@dadopedido|@deleta|errad*|precisa*|tem_que|deixar|cadastrar|atualizo|altero|mudo|corrijo|pagamento)
@meusdados & (salvos|guardados|armazenados|seguros|protegidos|expostos|compartilhados|registrados|no sistema|com voces|tratados) & !(@dadopedido|@deleta|errad*|anotad*|confirm*)
(ver|consultar|acessar|conhecer|saber) [todos|quais] (@meusdados) & !(@dadopedido|consumo|exame*|pagamento|ponto*|compras)
base legal & dados
(cumprem|cumpre|seguem|respeitam|conhecem) .. lei ..1 (dados|privacidade)
(confirmacao|confirmem|confirmar) .. tratamento & dados
(que|quais|qual|quanto|algum|alguma) [tipo de|sao os|sao as|todos] (@dados) ..2 (tem|teem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|colet*|existe*|ha) ..3 (@meus|sobre mim|de mim|comigo|a meu respeito|meu respeito|meu nome|meu cpf)
(que|quais|qual|algum) (@dado) (@meus|sobre mim|de mim|meu respeito) ..2 (tem|teem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|colet*|estao|esta|existe*|ha)
(tem|teem|possuem|guardam|existe) ..1 (algum|alguma|algumas|alguns) (@dado) (@meus|sobre mim|de mim|meu respeito)
(tem|teem|possuem|guardam) (@meus) (dados|informacoes|cpf cadastrado) ($|ai|aqui|guardad*|salv*|cadastrad*) & !(vendedor*)
(que|quais) [sao] meus dados ..2 (tem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|estao)
(que|quais) (dados|informacoes) (meus|minhas|pessoais) & !(precis*|preciso|reserva|pedido)
(que|quais) (dados|informacoes) ..2 (tem|possu*|guard*|armazen*|coleta*|tratam) ($|mim|sobre (mim|nos|minha pessoa|meu respeito)|guardad*|clientes)
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
direitos ..1 (titular|dados)
(exercer|fazer valer) .. direito* .. (titular|dados|lgpd|privacidade)
`,
		unless: `
(seguem|segue|atendem|atende|cumprem|cumpre|respeitam|adequad*|conforme|conformidade|adequacao|compativel|curso de|consultoria|treinamento) .. (lgpd|protecao de dados)
(curso*|livro*|faculdade|palestra*|aula*|tcc|materia|prova|apostila*|estudo|estudando|treinamento|consultoria) & (lgpd|protecao de dados)
`,
	},
};

/** What a person may ask of their data. */
export type LgpdKind = keyof typeof LGPD;
