import type { Listened } from '../intent';

/** What a person may ask of their data (LGPD, Lei 13.709/2018, art. 18 and 19); the first that is heard is the request's kind. */
export const LGPD: Record<'source' | 'deletion' | 'objection' | 'correction' | 'copy' | 'access', Listened> = {
	source: {
		say: `
(onde|como|aonde|quem|de quem|qual) ..3 (consegui*|peg*|arrum*|ach*|obt*|pass*|tir*|descobri*|encontr*|tem|teve|tiveram|deu|deram|forneceu|vendeu|vazou|comprou|compraram|sabe*|veio) ..2 meu (@numero|email|e mail|nome|dados) !(de pedido|de serie|de protocolo|do pedido|do cliente|da nota|de cliente|do contrato|de contrato|da conta|da sorte)
(onde|como|aonde|quem|de quem) ..3 (consegui*|peg*|arrum*|obt*|pass*|tir*|descobri*|tem|tiveram|deu|deram|forneceu|vendeu|vazou|compraram) ..2 (meus dados|minhas informacoes|os meus dados|meus contatos)
(de onde|donde|onde) ..2 (veio|vieram|saiu|surgiu) ..2 (meu|meus) [@numero|email|dados|cadastro]
(de onde|donde|onde) ..1 (vem|vieram) ..2 (meu|meus) (@numero|email|dados|cadastro)
(peg*|conseguiram|conseguiu|tiraram|tirou|acharam|achou|arrumaram|arrumou|obtiveram|obteve) ..1 meu (@numero|email) ..2 (onde|como|quem)
(origem|fonte|procedencia) .. (meu|meus|minhas) (@numero|dados|informacoes|cadastro|email)
nao (passei|dei|forneci|informei) .. meu (@numero|email) (para|a|pra) (voces|voce|ninguem|empresa)
`,
	},
	deletion: {
		say: `
@apagar [todos|todas|tudo|os|as|o|a|de vez|por completo|por favor] [os|as|o|a|meu] (@meus) [proprios] [@dados|@numero|email|nome|dados pessoais] [@dados] [pessoais|$|do|da|de|dai|agora|completamente] !(do pedido|de pedido|mensagem anterior|ultima)
(quero|queria|gostaria|solicito|exijo|peco|desejo|quero que|preciso) ..3 (@meus) (@dados|@numero) ..2 (apagad*|excluid*|deletad*|eliminad*|removid*|anonimizad*|apagar|excluir|deletar)
(@apagar|@tirar) [todos|todas|tudo|os|as] [os|as] (@meus) (dados|informacoes|cadastro|registro|registros|historico)
@apagar [todo|toda|tudo] [o|que] ..3 (sobre mim|de mim|a meu respeito|meu respeito|que e meu|tudo meu)
@apagar tudo [que|o que] ..3 (tem|tem|tenham|sabem|guardam|possuem) [de|sobre] [mim|meu|minha|meus]
(exclusao|eliminacao|remocao|anonimizacao|apagamento) (de|dos|de todos os) (dados|informacoes|cadastro) !(do pedido|da maquina)
direito [ao|de] (esquecimento|exclusao|eliminacao|ser esquecido)
(me (~apagar|~excluir|~deletar|~remover|~tirar)|~apagar me) (do|da|dos|de) [seu|sua|seus|banco de|base de] (sistema|cadastro|registros|banco|base|dados)
(encerrar|encerrem|encerre|fechar|cancelar|cancelem|cancela|cancele) [o] meu cadastro
nao (quero|autorizo) [mais] que [voces] (guard*|mantenh*|armazen*|fiquem|tenham|conserv*) .. (@meus) (@dados|@numero)
(quero|queria|gostaria) [a] (exclusao|eliminacao|remocao|anonimizacao) .. (@meus) (@dados|@numero)
(delete|erase|remove) (my|all my) (data|information|account)
`,
		unless: `
(mensagem anterior|ultima mensagem|mensagem que|audio que|foto que|o que eu mandei|essa mensagem|esta mensagem|pedido anterior)
`,
		negatable: true,
	},
	objection: {
		say: `
nao (autorizo|concordo|consinto|aceito|permito|dou permissao|quero|autorizei|dei consentimento) [mais] [com|que|o|a|para|em|voces] [o|a|que] [uso|usem|usar|usando|utilizem|utilizar|utilizacao|tratem|tratamento|tratar|compartilh*|vend*|repass*|pass*|divulg*|coleta|coletem] [de|dos|das|os|as|o] (@meus) (dados|informacoes)
(parem|pare|deixem|parar) de (usar|utilizar|tratar|compartilhar|vender|repassar|coletar) .. (@meus) (dados|informacoes)
nao (~compartilhar|~vender|~repassar|~usar|~utilizar|~divulgar|~passar) [os|as|o|a] (@meus) (dados|informacoes|@numero|cadastro)
(~revogar|~retirar|~cancelar|revogacao|retiro) .. (consentimento|autorizacao|permissao) ..3 (dados|informacoes|uso|tratamento|lgpd|$)
(me oponho|oposicao|me opor) .. (tratamento|uso|dados)
(limitar|bloqueio|bloquear|suspender) .. (tratamento|uso) .. (@meus) (dados|informacoes)
`,
	},
	correction: {
		say: `
(~~corrigir|corrig*|retific*|~~atualizar|atualizacao|correcao|~arrumar|~alterar|~mudar|~consertar) [de|dos|das|os|as|todos] (@meus) (dados|informacoes|dados pessoais) !(de acesso|de entrega|de pagamento|do pedido)
(~corrigir|retific*|correcao) [o|a|de|do|da|dos] (@meus) (nome|email|e mail|endereco|telefone|cpf|cnpj|cadastro|registro|data de nascimento) [no|do|em] [meu|seu] [cadastro|sistema|registro|$]
(@meus) (dados|informacoes|cadastro) .. (errad*|incorret*|desatualizad*) .. (corrig*|~arrumar|atualiz*|retific*|$)
`,
	},
	copy: {
		say: `
copia* ..3 (@meus) (dados|informacoes|registro*|cadastro|conversas)
(quero|queria|preciso|solicito|exijo|gostaria|me ~enviar|me ~mandar|me passem) ..2 todos [os|as] (@meus) (dados|informacoes) !(apagad*|excluid*|fora|deletad*|removid*|corrig*)
copia* [de|do|dos|das|completa] (tudo|todas as informacoes|todos os dados) ..3 (de mim|sobre mim|meu|meus)
(~exportar|exportacao|portabilidade|baixar|download) [de|dos|das|os|as|todos] [os|as] (@meus) (dados|informacoes)
(me ~mandar|me ~enviar|~enviar|~mandar|quero receber|~fornecer) .. [todos|todas] [os|as] (@meus) (dados pessoais|dados que|informacoes que|registros)
(~mandar|~enviar|~fornecer|quero) [me] tudo [o] [que] [voces] (tem|sabem|guardam|possuem) ..1 (mim|meu respeito|meu nome|meu cpf)
portabilidade (de|dos) dados
`,
	},
	access: {
		say: `
(que|quais|qual|quanto) [tipo de|sao os|sao as|todos] (@dados) ..2 (tem|teem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|colet*|existe*|ha) ..3 (@meus|sobre mim|de mim|comigo|a meu respeito|meu respeito|meu nome|meu cpf)
(que|quais) [sao] [dos] [os] meus dados ..2 (tem|possu*|guard*|armazen*|sab*|mantem|coleta*|usam|estao)
(que|quais) (dados|informacoes) (meus|minhas|pessoais)
(que|quais) (dados|informacoes) ..2 (tem|possu*|guard*|armazen*|coleta*) [$]
(o que|oque|que) ..1 (sabem|sabe|guardam|guarda|tem|armazenam|tem guardado|tem registrado|consta) ..2 (sobre mim|de mim|a meu respeito|meu respeito|meu cadastro)
(acesso|acessar|consultar|conhecer|ver|saber) [a|aos|de|os|todos] (@meus) (dados|informacoes) pessoais
(quero|queria|gostaria|solicito|exijo|peco|preciso|desejo) ..2 acesso [a|aos|de] (@meus) (dados|informacoes)
(acesso|relatorio|extrato|declaracao) [a|aos|de|dos|das|completo] (@meus) (dados|informacoes) !(de acesso|da fatura|de consumo)
(confirmar|confirmacao|confirmem|existencia) .. (tratam|tratamento) .. (@meus) dados
(voces|voce|empresa) (guardam|guarda|armazenam|tem guardado) .. (@meus) (dados|informacoes)
(como|para que|por que|porque) ..2 (usam|utilizam|tratam|guardam|usado*|utilizado*|tratado*) ..1 (@meus) (dados|informacoes)
(voces|voce|empresa|quem) ..1 (compartilham|compartilha|vendem|vende|repassam|repassa|usam|divulgam|passam) ..1 (@meus) (dados|informacoes)
(com quem|para quem|pra quem) ..2 (compartilh*|repass*|vend*|pass*) ..2 (@meus) (dados|informacoes|@numero)
lgpd
lei (geral|de protecao|13709|13 709) [de|da|geral] [protecao]
protecao de dados
(encarregad* [de|pelos|pelo|do|da] (dados|tratamento|lgpd)|dpo)
direitos [de|do|como|sobre] [titular|os|meus] [titular|dados]
(exercer|fazer valer) .. direito* .. (titular|dados|lgpd|privacidade)
`,
		unless: `
(seguem|segue|atendem|atende|cumprem|cumpre|respeitam|adequad*|conforme|conformidade|adequacao|compativel|curso de|consultoria|treinamento) .. (lgpd|protecao de dados)
`,
	},
};
