import type { Listened } from '../intent';

/** A wish for a person of the company. Talking with one's own partner, about a person, or about what was, is none. */
export const HUMAN: Listened = {
	say: `
@quero ..2 @conversar [direto|diretamente|pessoalmente|logo|antes] com !@deles !(voce|voces|isso|isto) @pessoa
@quero ..1 (~falar|~conversar) [direto|diretamente] com (o|a|os|as|um|uma|algum|alguma|seu|sua|outro|outra) !@deles !(voce|voces|isso|isto)
^ [oi|ola|bom dia|quero|eu] (~falar|~conversar) [direto|diretamente] com !@deles @pessoa
(falar|conversar) [direto|diretamente] com !@deles (@gente|@pessoa) !(daqui|(da|na|de) (minha|nossa|empresa aqui)|aqui)
@pessoa .. (para|que) [possa|poder|venha|va|pode|consiga] (~falar|~conversar) (comigo|conosco)
(~passar|~transferir|~encaminhar|~direcionar|~conectar|~colocar|~botar|~mandar|~repassar|~por|passe|bota|poe) [me|a|minha|essa|esta|o|eu|ligacao|conversa|atendimento|contato] (para|pro|com|ao|a) !@deles (@pessoa|outra pessoa)
me (~passar|~transferir|~encaminhar|~direcionar|~conectar|~colocar|~botar) .. (para|pro|com|ao) [o|a|um|uma|algum|alguma|setor|area] !@deles @pessoa
me (~passar|~dar|~mandar|~enviar) .. (contato|numero|telefone|whatsapp) [de|do|da|dum] [um|uma|o|a|algum] @pessoa
(~chamar|~acionar|~convocar|~avisar) [me|ai|aí|la|para mim] [um|uma|o|a|algum|alguma] !@deles @pessoa
(quero|queria|queremos|gostaria de|preciso|precisamos|necessito|exijo|prefiro|desejo|cade) [de|ter] [um|uma|o|a|algum|alguma] (@gente) !(para|que|na|no|novo|nova|novos)
(quero|queria|gostaria|preciso|prefiro|exijo) [de|que|ter] (ser|sou|me) ~~atender .. (por|com) !@deles (@pessoa|voces)
(quero|queria|gostaria|preciso|prefiro) [de|que|ter] .. @pessoa [que] [me|nos] (~atender|~ajudar|~responder|~explicar|~retornar|~chamar) !(na|no|em|minha|meus|os)
(quero|queria|gostaria de|preciso de|prefiro|exijo) [um|o|ter] (atendimento (humano|pessoal|personalizado|presencial|de verdade|de pessoa*|por pessoa*|com pessoa*)|pessoa de verdade|gente de verdade|contato humano)
^ tem [mais] [algum|alguma|um|uma] (alguem|gente|pessoa|atendente|vendedor|humano|vendedora|consultor) [ai|aqui|online|disponivel|de verdade|no chat|de plantao|real|que|do outro lado|nesse|para] $
tem (alguem|gente|pessoa|atendente|vendedor|humano|consultor) .. (ai|disponivel|online|de verdade|de plantao|do outro lado|me ~atender|me ~ajudar|me ~responder)
tem [algum|alguma|um|uma] (alguem|gente|pessoa|atendente|vendedor|humano|consultor) .. (que|para) [possa|poder|pode] [me|nos] (~atender|~ajudar|~responder|~falar|~explicar)
^ (alguem|ninguem|nenhum atendente|nenhuma pessoa) [ai|vai|pode|poderia|consegue|ia] [me] (~atender|~ajudar|~responder|ai|~retornar) $
(tem|existe|ha) [algum|alguma|mais] (alguem|humano|atendente|pessoa real|ser humano) [ai|aqui|online|disponivel|de verdade|nesse chat] $
me (~atender|~ajudar|~responder|~retornar) (alguem|@gente)
(quero|queria|gostaria|preciso|prefiro|espero) que ..2 (@pessoa) ..1 (entrasse|entre|entrem|entrar|viesse|venha|ligasse|ligue|chamasse|chame|falasse|fale|atendesse|respondesse) [em|me|nos|comigo|aqui|contato] !(na|no|meu|minha)
(falar|conversar) (pessoalmente|por telefone|por ligacao|ao vivo|de viva voz)
(voces tem|tem|qual) [algum|um|o] (telefone|numero|ramal|fixo) .. (falar|ligar) .. (@pessoa|voces)
(alguem|um @gente|@gente) (pode|poderia|podia|consegue) [me|nos] (~atender|~ajudar|~ligar|~responder|~chamar|~retornar|~explicar|entrar em contato)
[@pode] (me|nos) [alguem|voces|dar] (liga|ligue|liguem|ligam|ligar|ligarem|telefona|telefone|telefonem|telefonar|retornem|retorna|retorne) !(tomada|energia|rede|direto|essa|sempre|todo|todos|quando|se) !((amanha|depois|semana que vem|mais tarde|outro dia|segunda|terca|quarta|quinta|sexta) que)
(~pedir|pede|pecam|peca|fala|avisa) [para|pro] [alguem|@gente] [que] [me|nos] (~ligar|~chamar|~responder|~atender|~retornar|entrar em contato) !(na|a)
(~pedir|pede|pecam|peca|manda|mandem|mande) [para|pro] (alguem|@gente) [vir] [me|nos] (~ligar|~chamar|~responder|~atender|~retornar|~falar|~conversar|entrar em contato)
ajuda de [um|uma|algum] (@gente|pessoa|alguem)
(contato|retorno) (telefonico|por telefone|por ligacao|por voz|de um @gente|de uma pessoa|do vendedor|da equipe)
@pode ..3 (ligar|ligarem|liguem|ligue|telefonar|telefonarem|liga) (para mim|comigo|aqui|neste numero|nesse numero|nesse telefone|$)
(~ligar|telefonem) (para mim|comigo) [por favor|hoje|amanha|agora|porfavor|$]
(quero|queria|gostaria|prefiro|preciso|aguardo) [de|receber|que] [uma|a] (ligacao|chamada) [de|do|com|$] !(gravada|perdida|video)
(@pode|^|alguem) [alguem|voces] (entra|entre|entrem|entrar|entrarem) em contato (comigo|conosco)
(quero|queria|gostaria|preciso|prefiro) [que] .. (entre|entrem|entrar) em contato (comigo|conosco|por telefone)
(nao quero|sem|chega de|cansei de|odeio|nao gosto de|nao falo com|nao converso com) [mais] [~falar|~conversar|falar com|conversar com|com|ser|~~atender] [com|por] [um|uma|esse|este|essa] (robo|bot|maquina|chatbot|ia|gravacao)
(e|isso e|voce e|aqui e|to falando com|estou falando com|e voce) [um|uma] (robo|bot|maquina|chatbot) .. (quero|queria|prefiro|preciso|passa|chama) .. @pessoa
^^ [com|um|uma|o|a|falar|setor|ok|quero|por] (atendente*|humano|humana|vendedor|vendedora|consultor|consultora|gerente|pessoa|atendimento humano|atendimento|pessoa real|representante|supervisor|comercial|vendas|falar com atendente) $$
^ (falar|conversar) com [o|a] (setor|departamento|area|time|equipe|pessoal) [de|do|da]
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
(ele|ela|eles|elas|meu|minha) [socio|cliente|clientes|marido|esposa] .. (me|nos) ~ligar
`,
	negatable: true,
};
