import type { Listened } from '../intent';

/** Freight and delivery times. */
export const DELIVERY: Listened = {
	say: `
(frete*|fretes|carreto|sedex|transportadora)
(prazo|tempo|previsao|data|demora) [de|da|do|para|na|pra|medio|estimado] (entrega*|envio|entregar|chegar|chegada|despacho|fabricacao|producao do pedido)
(qual|tem|que|quanto|o|de) [e|seria|o|de|um|esse] prazo [$|de|para|que|voces|medio|minimo] !(de pagamento|pagamento|para pagar|de validade|de garantia|validade|garantia|de vencimento|de inscricao)
quanto tempo .. (entreg*|cheg*|envi*|receb*|despach*|fica pronta|fica pronto|para ter)
(demora|demoram|demorando|leva|levam|tarda) ..3 (cheg*|entreg*|receber|envi*|ficar pronta|ficar pronto|vir)
(quando|que dia|em quantos dias|em quanto tempo|ate quando|quantos dias|que horas) ..3 (chega*|entreg*|receb*|envi*|despach*|fica pronta|fica pronto|ficam prontas|sai para entrega|mandam)
(chega*|entreg*|recebo|envia*|fica pronta|fica pronto|despach*) !(chave*|documento*) ..3 (quando|que dia|em quanto tempo|em quantos dias|hoje|amanha|ate quando)
pronta entrega
(entregam|entrega|entregar|entregas|enviam|envia|enviar|despacham|despacha|mandam|levam) [voces|ai|tambem|produtos|pedido|pedidos|bolo|bolos] (em|na|no|para|pra|aqui|ate|nos|por|fora|todo) !(mao|maos|dia certo) !(meu email|email|whatsapp|minhas maos)
^ [voces|ai|e|mas|se] (entregam|entrega|fazem entrega|despacham|enviam|levam) $
(chega*|entreg*|recebo|fica pronto|fica pronta) (ate|para|no|na|em|antes) (segunda|terca|quarta|quinta|sexta|sabado|domingo|natal|amanha|fim de semana|dia \d|meio dia)
(envia|enviam|enviar|mandam|despacham) (pelo|por|pelos|via) (correio|correios|sedex|pac|transportadora|motoboy|aviao|onibus)
quanto [e|fica|sai|custa|cobram] [a|para] (entrega|frete|entregar)
(fazem|faz|tem|fazer|taxa de|voces tem) [a|de|o|servico de] (entrega|entregas|delivery|tele entrega|motoboy)
^^ [e|a|sobre|qual] (entrega|prazo|frete) $$
(delivery time|shipping)
`,
};

/** Questions that only a specialist answers (SDR spec 4.3, its false results of 4.4 left out). */
export const TECHNICAL: Listened = {
	say: `
(diagrama|esquema|planta|projeto|desenho) ..2 (eletric*|hidraulic*|pneumatic*|tecnic*)
(instalacao|parte|rede|ligacao|fiacao|carga|ponto) (eletrica|hidraulica|pneumatica|de gas|eletrico|hidraulico)
(amperagem|ampere|amperes|amper|disjuntor|disjuntores|aterramento|bitola|fiacao|trifasic*|monofasic*|bifasic*|inversor de frequencia|fusivel|kva|potencia|quilowatts)
(qual|quantos|quanto|em) .. (kw|watts|cv|hp|psi|pcm|bar)
consumo (de|do|em) (ar|energia|gas|agua|eletric*|luz|kw|kwh)
quanto .. (consome|gasta) [de|em] (ar|energia|gas|agua|luz|kw|kwh)
pressao (de|do) (ar|trabalho|agua|gas)
(compressor|compressores|vazao)
(laudo|laudos|nr12|nr 12|nr10|nr 10|inmetro|anvisa|iso 9001|certificacao|certificado*|norma|normas|abnt|avcb|alvara|responsavel tecnico)
(tem|precisa*|emite*|emitem|fornece*|acompanha|com|de|a|qual) [a|de|uma|um] art (do|de|da|$)
(calibra*|afericao)
(ficha|folha|manual|especificac*|desenho|memorial) tecnic*
(integracao|integra|integrar|integram) [com|a|ao]
customiz* | personalizar o equipamento | modificar a estrutura
(mono ou tri|tri ou mono|monofasico ou trifasico)
`,
};

/** Something that the customer has does not work, or belongs to a purchase; whether there is a service at all is a question before buying. */
export const SUPPORT: Listened = {
	say: `
(minha|meu|minhas|meus|nossa|nosso|comprei|compramos|comprada|adquiri*) ..6 nao [esta|ta|quer|esta mais|consegue|mais] (liga|ligando|ligar|liga mais|funciona*|funcionando|esquenta*|esquentando|gira*|gela*|conecta*|carrega*|abre|abrindo|acende*|pega|presta|chegou|veio|corta|cortando|aquece|sobe|desce|responde|imprime)
(a|o) (maquina|equipamento|aparelho|internet|forno|sistema|motor|sinal|wifi|modem|conexao) .. nao [esta|ta|quer] (liga|ligando|funciona|funcionando|esquenta|gira|conecta|carrega|pega) [mais] [$|de jeito|desde|hoje|ontem]
(minha|meu|nossa|nosso|comprei|compramos|q comprei|que comprei) ..6 (deu|com|esta com|apresent*|tem|teve|veio com) [um|uma|algum] (problema*|defeito*|erro*|barulho|vazamento|vazando|falha*|pane)
(comprei|compramos|adquiri|adquirimos) ..6 (deu problema|problema|defeito|quebr*|estrag*|nao funciona|parou|veio errad*|veio com|veio faltando|rachou|travou)
(minha|meu|nossa|nosso) ..4 (quebrou|quebro|quebrada|quebrado|queimou|travou|travada|travado|parou|pifou|estragou|estragada|enguicou|rachou|vazando|trincou|emperrou|soltou|caiu|lenta|lento)
(maquina|equipamento|aparelho|forno|motor|peca|molde|lamina|internet|modem|correia|painel|sistema) ..4 (quebrou|quebro|queimou|travou|parou de|pifou|estragou|enguicou|rachou|emperrou|trincou|caiu)
(quebrou|quebro|queimou|travou|pifou|estragou|enguicou|quebrei|queimei|emperrou|trincou) [a|o|um|uma|minha|meu|de|nossa|nosso] (maquina|equipamento|aparelho|forno|motor|peca|molde|lamina|correia|painel|resistencia|mangueira|placa|modem)
(parou|paro) de (funcionar|ligar|esquentar|girar|gelar|conectar|cortar)
(deu|esta dando|ta dando|esta com|ta com|apresentou) [um|uma] (problema|defeito|erro|pane|curto)
(sem|fiquei sem|estou sem|estamos sem) (internet|sinal|conexao|agua quente) [desde|ha|hoje|em casa|aqui|$]
(comprei|compramos) [de|com|a|na|uma|um] .. (de voces|com voces|na loja de voces|ai) ..5 (e|mas|veio|preciso|quero|nao|deu|$)
(ja) (sou|somos) [um|seu] cliente* [de voces|e|$|antigo|preciso|,]
(segunda via|2a via|2 via)
(minha|meu|a|o) (nota fiscal|nf|boleto|fatura|pedido|encomenda|entrega) .. nao (chegou|veio|recebi|consta)
(preciso|quero|queria|necessito|gostaria) [de|uma|um|trocar|comprar|consertar|arrumar|repor] ..3 (peca|pecas|conserto|manutencao|assistencia|reparo|molde|lamina|resistencia) ..2 (para|da|na|do|no|pra) (minha|meu|nossa|nosso)
(preciso|quero|queria) [de|da|de uma|acionar|usar|uma] (manutencao|conserto|assistencia|garantia|reparo) ..3 (minha|meu|nossa|nosso|comprei)
(acionar|usar|pedir) [a] garantia
(minha|meu) .. (precisa|precisando) [de] (manutencao|conserto|reparo|revisao|assistencia)
(veio|chegou|mandaram|entregaram|recebi) ..2 (errad*|trocad*|quebrad*|faltando|defeito|estragad*)
(instalaram|consertaram|montaram|venderam|fizeram|instalou) ..2 (nao|caiu|quebrou|parou|soltou|vazando|estragou|travou|rachou|queimou|pifou)
nao [consigo|to conseguindo|estou conseguindo] (acessar|entrar|logar|abrir) ..1 (sistema|aplicativo|app|site|portal|conta|area) 
(deu|dando|da) (pau|ruim|bug|tilt|zica) [no|na]
(preciso|quero) ..1 (trocar|devolver|reclamar) ..3 (comprei|veio|chegou|minha|meu pedido)
(veio|chegou) [com|a|o|tudo] (defeito|errad*|quebrad*|faltando|estragad*|trincad*|amassad*|azed*|queimad*)
`,
	unless: `
(se|caso|quando) ..4 (quebr*|trav*|der|parar|estrag*|queim*|precisar)
(maquina|forno|equipamento|peca) [que] [eu] (antiga|antigo|atual|velha|velho|de outra marca) .. (quebrou|parou|pifou|queimou)
(minha|meu) (antiga|antigo|velha|velho) .. (quebrou|parou|pifou|queimou)
`,
	negatable: true,
};
