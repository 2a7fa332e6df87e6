import type { Listened } from '../intent';

/** A wish for a person of the company. Talking with one's own partner, about a person, or about what was, is none. */
export const HUMAN: Listened = {
	say: `
@quero ..2 @conversar [direto|diretamente|pessoalmente|logo|antes] ..1 com [algum|alguma|outro|outra|qualquer|proprio] !@deles !(voce|voces|isso|isto) @pessoa
@quero ..1 (~falar|~conversar) [direto|diretamente] com (o|a|os|as|um|uma|algum|alguma|seu|sua|outro|outra|ele|ela|teu|tua) !@deles !(voce|voces|isso|isto)
^ [oi|ola|bom dia|quero|eu] (~falar|~conversar) [direto|diretamente] com !@deles @pessoa
(falar|conversar) [direto|diretamente] com !@deles (@gente|@pessoa) !(daqui|(da|na|de) (minha|nossa|empresa aqui)|aqui)
(~falar|~conversar) com (seu|teu|vosso|sua|tua) (chefe|patrao|superior*)
(@quero|^) ..2 @conversar com quem (manda|entende|decide|resolve|cuida|faz|atende|trabalha|responde|sabe|possa|consiga|saiba|vende|instala|conserta|mexe|realmente|e)
com quem [eu] (posso|consigo|devo|preciso|tenho que) (~falar|~conversar|~tratar|~resolver)
com quem (falo|converso|trato|resolvo) ..2 (sobre|loja|empresa|setor|assunto|resolver|problema|pedido|orcamento|isso|disso)
@pessoa .. (para|que) [possa|poder|venha|va|pode|consiga] (~falar|~conversar) (comigo|conosco)
(~passar|~transferir|transfira|transfiram|~encaminhar|~direcionar|~redirecionar|~conectar|~colocar|~botar|~mandar|~repassar|~por|passe|bota|poe) [me|a|minha|essa|esta|o|eu|ligacao|conversa|atendimento|contato|telefone] [ligacao|conversa|atendimento|contato] (para|pro|com|ao|a) !@deles (@pessoa|outra pessoa|atendimento)
me (~passar|~transferir|transfira|transfiram|~encaminhar|~direcionar|~redirecionar|~conectar|~colocar|~botar|poe|ponha) .. (para|pro|com|ao) [algum|alguma|setor|area|outra|outro] !@deles (@pessoa|atendimento)
me (~transferir|transfira|transfiram) $
^ (transfere|transfira|transfiram) $
(bota|bote|coloca|coloque|poe|ponha|manda|mande|traz|chama|chame) [ai] !@deles @pessoa .. (conversa|linha|atender|falar|conversar|responder|chat)
(~passar|me (da|de|dar)|~mandar|~enviar|qual|quais|tem|quero|queria|preciso|saber|sabe) .. (contato|numero|telefone|whatsapp|ramal|celular) [de|do|da|dum] [algum] !@deles @pessoa !(daqui|(da|na|de) (minha|nossa))
(qual|que) (numero|telefone|ramal) ..2 (ligo|ligar|chamo|falo|falar)
(tem|qual|quais) [algum] (telefone|numero|ramal|fixo) [fixo] .. (falar|ligar|ligo) !(na|tomada)
(~chamar|~acionar|~convocar|~avisar) [me|ai|aí|la|para mim|teu] [algum|alguma] !@deles @pessoa !(em|no|na) !(privado|ver)
(quero|queria|queremos|gostaria de|preciso|precisamos|necessito|exijo|prefiro|desejo|cade) [de|ter] [algum|alguma] (@gente) !(para|que|na|no|novo|nova|novos)
(quero|queria|preciso|gostaria|necessito|prefiro|exijo|desejo) [e] [de] (alguem|gente|pessoa|pessoas) $
(quero|queria|preciso|gostaria|necessito|prefiro|exijo|desejo) [de] (alguem|@gente|pessoa) (para|que) [possa|venha|consiga|va] [me|nos] (~atender|~ajudar|~responder|~explicar|~retornar|~resolver|~orientar)
(@quero|pode) ..2 (ser|sou|me) ~~atender .. (por|com) !@deles (@pessoa|voces)
(solicito|peco|quero|queria|gostaria|prefiro|exijo) [de|um|o] (atendimento|suporte|ajuda|contato|retorno) (por|com|de) !@deles @pessoa
(quero|queria|gostaria|preciso|prefiro) [de|que|ter] .. @pessoa [que] [me|nos] (~atender|~ajudar|~responder|~explicar|~retornar|~chamar|~contatar) !(na|no|em|minha|meus|os)
(da para|pode|podia|tem como|prefiro|queria|quero) ser com (gente|pessoa|humano|alguem)
(@quero|@pode|sera que|vou|prefiro|cade|como) & @tratar & @alguem & !(@deles|@passado|nao preciso|nao quero|contratar|quanto|preco|valor|cobra*|vaga)
@transferir & @alguem & !(@deles|@passado|contratar|quando alguem)
(quero|queria|preciso|gostaria|precisando|cade|quem e) [de|falar com] responsavel !(por comprar|tecnico) & !(@deles|sou)
(aguard*|esperar|esperando|espero) [por|pelo|um|algum] @gente & !(@passado|@deles)
(tem|ha|existe|cade|sera que tem|nao tem|nao teem|teem|onde esta) & (alguem|gente|@gente|pessoa viva|alguma pessoa) & (vivo|viva|atender|responder|ajudar|conversa|chat|outro lado|falar|do lado de la|real|online) & !(@deles|@passado|quantos|quantas|vaga)
(prefiro|quero|queria|melhor|poderia|pode|podia|posso|explica|resolver|atendimento|resolvo) & (por ligacao|por telefone|pelo telefone|ser [uma] ligacao|por chamada|por voz) & !(pagar|pedido|orcamento|marcar|@deles|@passado)
(~retornar|favor retornar|retornem) [minha|a] (ligacao|chamada|contato)
@quero & (marcar|agendar|ter|fazer) [uma] (conversa|reuniao|ligacao|chamada|call) & (@alguem|@pessoa) & !@deles
(~marcar|~agendar) [uma|logo] (conversa|reuniao|ligacao|chamada|videochamada|call) com !@deles (@alguem|@pessoa)
@transferir (para|pro|com) (seu|dona|senhor|senhora|sr|sra) !(~passar|@deles|celular|telefone|email|sistema|site)
(so|apenas) (resolvo|falo|trato|negocio) .. (com|falando com) (gente|pessoa|humano|@gente)
(nenhuma|nenhum) [dessas|das] (opcoes|opcao) .. (falar|atendente|@gente)
falar com voces de verdade
@quero & @servico & @alguem & !(@deles|@passado|contratar|quanto|preco|valor|cobra*|vaga|domicil*|tecnic*)
(quero|preciso|gostaria|queria|prefiro|espero) que @alguem & !(@deles|trabalh*|@passado|use|opere)
(quero|queria|preciso|gostaria|prefiro) ..4 com (alguem (loja|empresa|equipe|voces|que)|@gente) & !(@deles|horario|agendar|marcar|@passado)
(so|somente|apenas|desisto) [tem|de|com|fala] @robo & !(aspirador|usa|cobra)
(gente|pessoa|alguem|atendente|humano) (de verdade|de carne) & !(voce e|sou)
(tem|ha|existe|sera que tem) (alguem|gente|humano) [ai|aqui] (lendo|vendo|respondendo|atendendo|vivo|acordado|do outro lado|escutando|ouvindo)
(quero|queria|prefiro|passa|chama) outra pessoa
(o|a|esse|algum|nenhum) @gente & (vai demorar|demora|quando vem|vem quando|nao vem|nao responde|nao aparece) & !(@deles|@passado|entrega)
(atende|responde|ajuda|socorre) alguem
^^ (ligacao|telefonema) $$
(prefiro|quero|queria|posso) (ligar|telefonar) & (telefone|numero|fixo|ramal) & !(tomada|maquina|@deles)
(me|nos) (chamar|chamem|chama|chame) (telefone|ligacao)
fila (atendimento|atendente*|humano)
(liga|ligue|liguem|ligar|ligarem) meu @numero
(fala|pede|peca|avisa|manda|diz|diga|solicita) ..4 (entrar|entre|entrar) em contato (comigo|conosco)
(~passar|~transferir|chama|chame) (sua|seu|teu|tua) (chefe|superior|supervisor*|gerente)
^ (atendente|atendimento humano|falar com atendente) $
tem ..2 para me (responder|atender) & !(horario|vaga|agenda|como|plano|opcao|data|tempo|hoje|amanha)
^ uma pessoa $
pelo amor de deus ..2 (pessoa|alguem|gente|humano|@gente)
@quero ..1 @conversar ..2 com (gente|alguem|pessoa) & !(@deles|a_gente)
(ter que|tenho que|vou|precis*) (~falar|~conversar|aguentar) .. @robo
(contato|numero|telefone|whatsapp) [de|do] quem (vende|atende|resolve|manda|instala|faz|cuida)
tem (outra|outro|algum|alguma) (pessoa|atendente|alguem) & (atender|ajudar|responder|falar|resolver) & !@deles
^^ (transferir|transferencia para atendente) $$
@quero ser (atendid*|ajudad*|orientad*) & !(hoje|amanha|agora mesmo|horario|convenio|particular|sus|em casa|domicilio|rapido)
(solicito|peco|quero|aguardo|gostaria) [de|um] (retorno|contato) [de|do|da] (setor|departamento|area|equipe|@alguem)
(bate papo|papo) com @alguem
(atendem|atende|atendimento) [por|pelo] telefone & (quero|prefiro|posso|gostaria) 
falar com quem $
@humano
^ (atendente|atendimento) (humano|pessoal|com pessoa*)
(tem|teria|existe|ha|cade) [mais|nao] [algum|alguma|nenhum|nenhuma|outro|outra] (alguem|gente|pessoa|humano|@gente) ..2 (ai|aqui|on|online|disponivel|livre|de verdade|de carne|no chat|de plantao|real|do outro lado) $
(tem|teria|existe|ha) [mais] [algum|alguma|nenhum|nenhuma|outro|outra] !@semoficio @oficio [ai] (disponivel|livre|online|on|de plantao|ai|agora) !(hoje|amanha|sabado|domingo|segunda|terca|quarta|quinta|sexta|as|horario|semana|mes|de|do|da|que|para|na|no)
(tem|teria|existe|ha|nao tem) [mais] [algum|alguma|nenhum|nenhuma] (alguem|gente|pessoa|humano|funcionari*|@gente|@oficio) .. (para|que) [eu] [possa|poder|pode|consiga] (me|nos|eu|comigo) (~atender|~ajudar|~responder|~falar|~conversar|~explicar|~orientar)
(tem|teria|existe|ha|nao tem) [mais] [algum|alguma|nenhum|nenhuma] (alguem|gente|pessoa|humano|funcionari*|@gente|@oficio) .. (para|que) [eu] [possa|poder|pode|consiga] (~atender|~ajudar|~responder|~falar|~conversar|~explicar|~orientar) ($|com|comigo|conosco|mim|aqui|agora|hoje|sobre|isso|melhor|gente|como|duvida*)
tem (alguem|gente|pessoa|atendente|vendedor|humano|consultor) .. (ai|disponivel|online|me ~atender|me ~ajudar|me ~responder)
^^ alguem (ai|aqui) $$
^ (tem|ha|existe) [mais] [algum|alguma] (alguem|atendente|vendedor|vendedora|consultor) [ai|aqui] $
(cade|onde esta|onde estao) [as|o|os] (pessoas|pessoal|atendentes|gente|povo|vendedores|equipe) [dessa|da|de|ai|que] [empresa|loja|voces|$]
(alguem|ninguem|nenhum atendente|nenhuma pessoa) [equipe|loja|empresa|ai] [vai|pode|poderia|podia|consegue|ia] [me|nos] (~atender|~ajudar|~responder|~retornar|~ligar|~chamar|~explicar|~orientar|entrar em contato|dar [uma] (atencao|ajuda|forca|luz|mao|ligada))
(me|nos) (~atender|~ajudar|~responder|~retornar) (alguem|@gente)
(quero|queria|gostaria|preciso|prefiro|espero|peco|peca|solicit*) que ..2 (@pessoa) ..1 (entrasse|entre|entrem|entrar|viesse|venha|ligasse|ligue|chamasse|chame|falasse|fale|atendesse|respondesse|~contatar|~retornar) [em|me|nos|comigo|aqui|contato] !(na|no|meu|minha)
(falar|conversar|explicar|resolver|tratar|atender) (pessoalmente|por telefone|por ligacao|por chamada|ao vivo|de viva voz)
(vamos|podemos|da para|pode) .. (falar|conversar) (por|no|pelo) telefone
(alguem|um @gente|@gente) (pode|poderia|podia|consegue) [me|nos] (~atender|~ajudar|~ligar|~responder|~chamar|~retornar|~explicar|entrar em contato)
@pode alguem ..1 (~explicar|~ajudar|~atender|~responder|~retornar|~orientar)
[@pode] (me|nos) [alguem|voces|dar] (liga|ligue|liguem|ligam|ligar|ligarem|telefona|telefone|telefonem|telefonar|retornem|retorna|retorne) !(tomada|energia|rede|direto|essa|sempre|todo|todos|quando|se|luz|maquina|painel) !((amanha|depois|semana que vem|mais tarde|outro dia|segunda|terca|quarta|quinta|sexta) que)
(quero|queria|gostaria|preciso|prefiro|peco|melhor) [que] ..2 (me|nos) (~ligar|~telefonar|~retornar)
(dar|da|de|deem|dando|dava|daria) ..1 (ligada|ligadinha|telefonema)
(dar|da|de|deem) toque .. (meu|celular|telefone|numero)
(prefiro|melhor|preferia) .. (por|uma|fazer|via) (ligacao|telefone|chamada|videochamada)
(podemos|vamos|da para|pode ser|queria|quero|gostaria) [de] (fazer|ter|marcar|agendar|por|receber) [uma|por] (ligacao|chamada|videochamada|call) !(gravada|perdida)
(~pedir|pede|pecam|peca|fala|fale|falem|avisa|avise|diz|diga|manda|mande|solicita|solicite|solicitar) [para|pro] [alguem|@gente] [que] [me|nos] (~ligar|~chamar|~responder|~atender|~retornar|entrar em contato) !(na|a|no|de)
(~pedir|pede|pecam|peca|manda|mandem|mande|solicita|solicite) [para|pro] (alguem|@gente) [vir] [me|nos] (~ligar|~chamar|~responder|~atender|~retornar|~falar|~conversar|~contatar|entrar em contato)
(~mandar|pede|peca|pecam|fala|fale|avisa|avise|diz|diga) [para|pro|o|a] !@deles (ele|ela|eles|elas) (me|nos) (~ligar|~chamar|~retornar|~procurar|~contatar|~responder|~atender)
(pede|peca|pecam|fala|fale|avisa|avise|diz|diga) (para|pro|o|a) !@deles ..2 [que] (me|nos) (~ligar|~chamar|~retornar|~procurar|~contatar|~responder)
(manda|mande|mandem|pede|peca) !@deles @pessoa ..1 (~falar|~ligar|~chamar|~conversar|~retornar) [comigo|conosco|me]
ajuda de [algum] (@gente|pessoa|alguem)
(contato|retorno) (telefonico|por telefone|por ligacao|por voz|de um @gente|de uma pessoa|do vendedor|da equipe)
(aguardo|aguardando|aguardamos|espero|esperando|no aguardo) ..1 (contato|retorno|ligacao|chamada) [de|do|da] [algum] (@pessoa|voces|$)
@pode ..3 (ligar|ligarem|liguem|ligue|telefonar|telefonarem|liga) (para mim|comigo|aqui|neste numero|nesse numero|nesse telefone|$)
(~ligar|telefonem) (para mim|comigo) [por favor|hoje|amanha|agora|porfavor|$]
(quero|queria|gostaria|prefiro|preciso|aguardo) [de|receber|que] [uma|a] (ligacao|chamada) [de|do|com|$] !(gravada|perdida|video)
(@pode|^|alguem) [alguem|voces] (entra|entre|entrem|entrar|entrarem) em contato (comigo|conosco)
(quero|queria|gostaria|preciso|prefiro) [que] .. (entre|entrem|entrar) em contato (comigo|conosco|por telefone)
(nao quero|sem|chega de|cansei de|odeio|detesto|nao gosto de|nao falo com|nao converso com|nao quero papo com) [mais] [~falar|~conversar|falar com|conversar com|papo com|ser|~~atender] [com|por] (robo|bot|maquina|chatbot|ia|gravacao)
(nao (quero|gosto|aguento|suporto|falo|converso)|sem|cansei|cansad*|fart*|odeio|detesto|enjoei|enjoad*|saco cheio|cheio|cheia|dispenso|chega|para|parem|sai|nada) [mais] [de|com|por] [~falar|~conversar|ser ~~atender] [com|por] @robo !(aspirador|de limpeza|de cozinha|de piscina)
^ [aff] (robo|bot|chatbot) nao $
(e|isso e|voce e|aqui e|to falando com|estou falando com|e voce) (robo|bot|maquina|chatbot|gente|gravacao|resposta automatica|automatico) .. (quero|queria|prefiro|preciso|passa|chama) .. (@pessoa)
(quero|queria|prefiro|chama|cade|preciso) ..4 (que|quem) [estava] me (atendeu|atendendo|atendia|ajudou) !(bem|mal)
^^ [com|falar|setor|ok|quero|por|opcao|outra] (atendente*|humano|humana|vendedor|vendedora|consultor|consultora|gerente|pessoa|atendimento humano|atendimento|pessoa real|representante|supervisor|comercial|vendas|falar com atendente) $$
^ (falar|conversar) com [o|a] (setor|departamento|area|time|equipe|pessoal) [de|do|da]
(como|onde|aonde|qual opcao) ..3 (falo|converso|falar|conversar) com !@deles !(voce|voces) @pessoa
@quero ..1 (~falar|~conversar) (no|na|por|pelo) (telefone|ligacao|voz|chamada)
@quero ..1 (reclamar|fazer uma reclamacao) com @pessoa
`,
	unless: `
~contratar
(vaga|emprego|curriculo|trabalhar) .. (atendente|vendedor*|consultor*)
(atendente|vendedor|vendedora|consultor) (da|na|de|do|em|para|pra) (minha|meu|nossa|nosso)
(quero|queria|preciso|vou) [ser|virar|me tornar] (revendedor*|representante) (de voces|da marca|dos produtos)
(vou|deixa eu|tenho que|preciso|ia|irei) [primeiro|antes] (falar|conversar|ver) .. (daqui|(da|na) (minha|nossa|empresa aqui)|aqui em casa|e te|e depois te|antes de|e ja te|e retorno|e volto)
preciso (falar|conversar) .. antes
(liga|ligue|ligar) (na|numa|a) (tomada|energia|rede|luz|agua)
(ele|ela|eles|elas|meu|minha) [socio|cliente|clientes|marido|esposa] .. (me|nos) (liga|ligam|ligava|ligando|ligue|liguem)
nao (quero|queria|gostaria|precisa|preciso) que (ninguem|alguem)
(ele|ela|eles|elas) (pediu|pediram|disse|disseram|falou|quis|quer|vai|ficou) .. (me|nos) ~ligar
(se|quando|caso) ..3 (me|nos) (~ligar|~chamar|~retornar) .. (eu|aviso|falo|retorno|atendo|digo|peco)
(obrigado|obrigada|grato|grata|valeu|parabens|gostei|adorei|amei) ..2 atendimento $
(corretor|corretora) (ortografic*|de texto|de seguros online|de postura)
`,
	negatable: true,
};
