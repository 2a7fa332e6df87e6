import type { Listened } from '../intent';

/** Prices, conditions, buying (SDR spec 4.2 to 4.4). How much of something else, and values that are no money, are not. */
export const COMMERCIAL: Listened = {
	say: `
quanto ..2 (custa*|custou|custo|custaria|sai|sairia|saindo|fica|ficaria|ficou|cobra*|paga|pago|pagar|pagaria|pagamos|gasto|gastar*|investir|investimento|invisto|vale|valem|vendem|vende|faz|fazem|faria|desembolso) !(tempo|longe|de distancia) !@grandeza
quanto [que] (esta|e|seria|foi|sao|era) [custando|saindo|mais] !@grandeza !(tempo|longe) !(1|2|3|4|5|6|7|8|9|110|127|220|380) 
por quanto [voce|voces|que] (faz*|sai|vend*|fica|sairia|consigo|faria*)
(custa|custam|faz|fica|sai|ta|e|esta|vale|seria|valem|saindo|custando) [em] quanto !(tempo|longe|produz|pesa|mede) !@grandeza
^ quanto (a|o|essa|esse|uma|um|pela|pelo|para|cada|as|os|por) !@grandeza !(produz|pesa|mede|tempo)
^^ quanto $$
(preço|preços|preco|precos|precinho|precificacao|custo total|custo beneficio) !de_nada
(qual|quais|que|o|os|saber|passa|passe|passar|manda|mande|mandar|ver|me|faixa de|tem|e|ta|sem|com|pelo|bom|melhor|ate) [e|seria|sao|o|os|de|um|algum|me|media de] (valor|valores) !@grandeza !@semdinheiro
(valor|valores) (da|do|de|desse|dessa|deste|desta|das|dos|dela|dele|para|por|a vista|a prazo|do kit|total|final|aproximado|medio|unitario) !@grandeza !@semdinheiro !(mercado sentimental)
^ (valor|valores) $
(orçamento|orçamentos|orcamento|orcar|orça|cotaçao|cotação|cotacao|cotacoes|cotar)
(desconto*|descontinho*|abatimento|promocao|promocoes|barato|baratinho|barata|em conta|mais em conta|careiro|careiros|pechincha|oferta|liquidacao|cupom)
(e|esta|muito|mais|meio|bem|tao|achei|acho|ficou|fica|saiu|sai|pouco|pouquinho|menos) !(ai|com) (caro|cara|caros|caras|salgado|salgada|puxado|puxada) !(amigo|de pau|legal|bacana|gente boa|que|da instalacao|vem|vai)
(meio|achei|pouco|pouquinho|bem|ficou|e|esta) !(com|muito) (carinho|carinha|carinhos|carinhas)
(caro|caros|cara) (demais|hein|ne|para|de mais|isso)
(preco|valor|orcamento) .. (salgado|caro|puxado)
^ (caro|careiro) !(amigo|amiga|senhor|senhora|cliente|doutor|joao)
(condicao|condicoes|forma|formas|meio|meios|prazo) (de|para) (pagamento|pagar|pagto)
(~parcelar|parcela|parcelas|parcelinha*|parcelamento|parcelado|parceladas|parcelada|prestacao|prestacoes|consorcio|financia|financiam|financiar|financiamento|financiado|crediario|bndes|carne de pagamento)
(aceita*|pagar|pago|passa*|no|tem|pode ser|via|por|paga|pagamento*) [em|no|com|o|um|de] (cartao|pix|boleto|cheque|credito|debito|dinheiro|vale|ticket|transferencia|crediario)
(cartao de credito|boleto|pix|a vista|r$)
(em|de) (quantas|ate quantas|ate) vezes
(paga*|pago|dividir|divide*|faz*|fazer|parcel*) .. (x|10x|12x|6x|3x|5x|2x|4x|8x|24x|36x|48x|18x|vezes|duas vezes|tres vezes)
(qual|tem|de|sem|com|da|precisa|quanto) [a|de|o|valor] entrada !(de (agua|ar|energia|luz|gas|dados|usb)|(do|de) (predio|condominio|loja|evento|salao|edificio|estacionamento|garagem)|eletrica|de rede|usb|hdmi|rede|do ar|da agua|no|na|para) 
(quanto|qual|quais|que|valor|preco) [e|seria|fica|sai|ta|o|a|cobram de|cobra de] .. @cobranca !@local
(cobra|cobram|tem|paga|pagar|isento|isenta) [alguma] (taxa*|tarifa|matricula|multa|caucao|fianca|adesao|luvas|honorarios)
@cobranca (de quanto|quanto|a quanto)
(e|eh|esta) (pago|gratis|gratuito|gratuita|de graca|0800) [ou (pago|gratis|gratuito)]
^ [e] quais condicoes [$|pagamento|de pagamento]
qual [e|seria] custo !(beneficio)
(tem que|precisa|preciso|tenho que) dar entrada
quanto ..2 (pedem|pede|pedindo|querem) ..1 !@grandeza
(pedindo|pedem|pede|querem) quanto
(investimento|investir|mensalidade)
(tabela|lista) [de|com|dos|os] (preco*|valor*|precos)
(manda|mande|passa|passe|envia|envie|tem|quero|me|ver) [me|a|o|uma|sua|por favor|essa] tabela !@semdinheiro !@grandeza !(de (capacidade|medida*|tamanho*|producao|cores|horario*|espec*|consumo|peso*))
^^ tabela $$
(~negociar|negociacao|negociacoes) !(com meu|que)
(da para|podemos|vamos|aceita*|tem como|quero|queria|pode|bora|voces) .. ~negociar
(proposta|propostas) !(de emprego|de trabalho|de parceria)
(quero|queria|gostaria de|vou|como|posso|desejo|interesse em|pretendo|consigo|onde) [faço para|faco para|eu|faz para|que eu|se] (comprar|compro|adquirir|encomendar|fechar|contratar|assinar) !(com meu)
fechar (negocio|pedido|compra|contrato)
(how much|price|prices|pricing|cost|quote|discount|cuanto cuesta|precio)
(esta|ta|e|muito|quanto) cobrando
(quanto|qual) .. (cobra*|cobram)
`,
	unless: `
(meu|nosso|nossa|minha) (orcamento|socio|patrao|chefe) (e|esta|ta|que|de|ficou|era|seria|vai)
por quantas vezes
me custa
`,
};

/** What is measured, not paid. */
export const MEASURED: Record<string, string> = {
	grandeza:
		'capacidade|producao|produtividade|consumo|peso|potencia|pressao|temperatura|altura|largura|comprimento|medida*|tamanho|tempo|distancia|voltagem|tensao|amperagem|velocidade|volume|' +
		'garantia|espessura|diametro|rendimento|vazao|memoria|profundidade|metragem|produz*|pesa|mede|rende|aguenta|cabe*|suporta|consome|gasta de|corta',
	// What is paid again and again, or once beside the price.
	cobranca:
		'mensalidade|investimento|anuidade|diaria|diarias|aluguel|alugueis|condominio|taxa|taxas|taxinha|tarifa|tarifas|matricula|caucao|adesao|honorarios|comissao|iptu|semestralidade|hora aula',
	local: '(de juros do|de entrega)',
	semdinheiro:
		'nutricional*|agregado*|calorico*|energetico|da empresa|das empresas|humano*|etico*|sentimental|de referencia|biologico|proteico|de uso|de saturacao|referencial|de pressao|de temperatura',
};
