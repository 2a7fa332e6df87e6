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
