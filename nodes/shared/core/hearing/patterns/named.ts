/**
 * Lists of words that patterns use by name, here and in what operators add. None is complete: whoever hears a company's customers use another word for one of
 * these adds it here when any trade says it, and in the node when one company does.
 */
export const NAMED: Record<string, string> = {
	quero:
		'quero|queria|queremos|gostaria|gostava|preciso|precisava|precisamos|prefiro|preferia|necessito|desejo|solicito|peco|exijo|consigo|quer|posso|podia|poderia|' +
		'tem como|teria como|tem jeito|teria jeito|tem possibilidade|e possivel|seria possivel|da para|daria para|como (faco|faz|fazer|eu faco)|ha como|tem condicao|bora|deixa eu|deixe me|melhor',
	conversar:
		'~falar|~conversar|~tratar|~negociar|~resolver|~combinar|~dialogar|contato|(tirar|esclarecer|sanar) [uma|umas|minha|minhas|algumas] (duvida|duvidas|pergunta|perguntas)|trocar [uma] ideia|bater [um] papo|ser transferid*|reuniao|(marcar|agendar) [uma] (conversa|reuniao|visita|ligacao)',
	pode: 'pode|podem|poderia|poderiam|podia|podiam|consegue|conseguem|tem como|teria como|da para|daria para|queria que|quero que|gostaria que|preciso que|peco que|favor',
	// Somebody of the company, whatever the trade.
	pessoa:
		'atendente*|vendedor*|consultor*|humano|humana|humanos|ser humano|alguem|pessoa|pessoas|gerente*|gerencia|responsavel|responsaveis|funcionari*|representante*|supervisor*|dono|dona|' +
		'proprietari*|tecnico|tecnica|operador|operadora|comercial|vendas|financeiro|suporte|equipe|time|recepcao|secretaria|setor|departamento|central|superior|' +
		'advogad*|especialista*|profissional|moca|moco|rapaz|menina|diretor*|diretoria|administracao|administrador*|coordenador*|balcao|gente|@oficio',
	// Trades. By their endings only -ista and -logo are always people: "-dor", "-nte" and "-eiro" are machines and drinks too ("ventilador", "refrigerante", "chuveiro").
	oficio:
		'*ista|*ologo|*ologa|corretor*|engenheir*|doutor|doutora|dr|dra|medico|medica|cabeleireir*|padeir*|confeiteir*|pedreir*|marceneir*|enfermeir*|vendedor*|consultor*|atendente*|' +
		'assessor*|encarregad*|instalador*|instrutor*|professor*|pintor|pintora|encanador*|manicure*|barbeir*|mecanico|mecanica|arquitet*|veterinari*|personal|nutricionista*|gerente*|supervisor*|representante*|tecnico|tecnica|fisioterapeuta*|terapeuta*',
	// They end like a trade and are none.
	semoficio: 'lista|revista|vista|pista|entrevista|conquista|mista|crista|catalogo',
	// Names of work that nobody but a person does; enough without "falar com".
	gente:
		'atendente|ser humano|vendedor|vendedora|consultor|consultora|humano|humana|gerente|representante|supervisor|supervisora|(pessoa|pessoas|gente|alguem) (de verdade|real|reais|humana|humano|de carne)|@humano',
	humano:
		'(atendente|atendimento|suporte|ajuda|voz|contato|apoio|assistencia) (humano|humana|pessoal|real|de verdade|(com|por|de) (humano|pessoa*|gente|ser humano))',
	// Somebody, and nobody but a person of the company: what may stand at any place of a wish. "Pessoas" are counted, and "a gente" is oneself.
	alguem:
		'alguem|atendente|vendedor|vendedora|consultor|consultora|humano|humana|ser humano|gerente|responsavel|funcionari*|representante|supervisor|supervisora|profissional|especialista|(uma|outra|alguma) pessoa|pessoa (de verdade|real|humana)|dono|dona|equipe|@oficio',
	// To speak with me: "quer me atender", "falar comigo", "conversar".
	tratar:
		'~falar|~conversar|(me|nos) (~atender|~ajudar|~responder|~explicar|~orientar|~ligar|~chamar|~retornar|~contatar|~procurar|dar [uma] (atencao|ligada|forca|mao))|(~atender|~ajudar|~explicar|~orientar|~ligar) (mim|comigo|conosco)|ser (atendid*|contatad*|orientad*|chamad*|ajudad*)|(entrar|entre|entrasse) em contato|~resolver|(me|nos) (dar|de|da) retorno',
	servico:
		'chamada|videochamada|ligacao|reuniao|conversa|opiniao|orientacao|ajuda|atendimento|suporte|contato|retorno|visita|atencao|duvida|duvidas|auxilio|explicacao',
	transferir:
		'~transferir|transfira|transfiram|~encaminhar|~direcionar|~redirecionar|~conectar|~repassar|(me|minha|meu|nos) (~passar|~mandar|~botar|~colocar|~jogar|~arrumar|poe|ponha|~levar)|(~botar|~colocar|poe|ponha|~chamar|~trazer|~acionar)',
	// Done, or told of somebody.
	passado: 'falou|disse|falei|atendeu|passou|mandou|indicou|ligou|explicou|contou|ficou|liguei|conversei|estava|tava|ontem',
	robo: 'robo|robos|robozinho|bot|bots|chatbot|gravacao|atendente virtual|assistente virtual|inteligencia artificial|(atendimento|resposta|respostas|mensagem|mensagens) (automatic*|automatizad*|eletronic*)',
	// Of the customer's own house, and what is no person.
	deles:
		'meu|minha|meus|minhas|nosso|nossa|nossos|nossas|socio|socia|socios|esposa|marido|mulher|mae|pai|filho|filha|irmao|irma|namorad*|noiv*|chefe|patrao|contador|contadora|cliente*|' +
		'robo|bot|maquina|ia|chatbot|inteligencia|assistente virtual|ninguem|deus',
	ordens: 'instruc*|regra|regras|prompt|ordens|comandos|diretrizes|restric*|orientac*|treinamento|limitacoes|programacao|configurac*',
	// "Instruções de preparo", "regras do condomínio": of a thing, and none of the machine that answers.
	decoisa: '(de|do|da|dos|das) !(sistema|prompt|bot|robo|ia|openai|desenvolvedor*|programador*|criador*|dono)',
	// What is sent unasked.
	recado:
		'mensagem|mensagens|mensagenzinha*|propaganda*|promocoes|promocao|oferta*|promo|promos|spam|anuncio*|publicidade|divulgacao|divulgacoes|comunicado*|newsletter|informativo*|conteudo|conteudos|' +
		'notificac*|torpedo*|e mail marketing|marketing|campanha*|novidade*|disparo*|corrente*',
	mensagem: '@recado|aviso*|lembrete*|contato|contatos|coisa|coisas|treco*|porcaria*|isso|essas|nada',
	mais: 'mais|tanta|tantas|tanto|tantos|sempre|toda|todo|todas|todos|nunca|nenhum|nenhuma|qualquer|tipo de|tipos de|suas',
	// Stop, and no.
	pare: 'pare|parem|para_de|para_com|parar|pararem|parassem|parasse|pararam|paro|deixem|deixe|deixar|deixassem|cessem|cesse|cessar|chega|basta|deu|evitem|evite|chegou',
	lista: 'lista|listas|mailing|transmissao|disparo*|newsletter|lista de (contato*|transmissao|envio*|distribuicao)',
	// Sent for, or brought; no message.
	entregue:
		'pedido*|encomenda*|boleto*|fatura*|nota*|produto*|entrega|entregas|areia|bolo*|pao|foto|fotos|audio*|orcamento*|catalogo*|cobranca*|comprovante*|ligacao|ligacoes|chamada|chamadas',
	lugar:
		'daqui|dai|disso|disto|fora|lista*|grupo*|mailing|transmissao|base|banco|agenda|sistema|cadastro|disparo*|envio*|newsletter|contatos',
	enviar: '~mandar|~enviar|~encaminhar|~disparar|~postar|~passar|~escrever|~remeter|~spammar',
	incomodar: '~incomodar|~perturbar|~importunar|~encher|~aborrecer|~atazanar|~assediar|~torrar|~amolar|~insistir|~chatear|~atormentar',
	chamar: '~procurar|~chamar|~contatar|~contactar|~ligar|~telefonar|~escrever|~abordar|~marcar|~adicionar',
	apagar:
		'~~apagar|~~descartar|descarte|~sumir com|some com|~jogar fora|~~excluir|~~deletar|~~eliminar|~~anonimizar|~~destruir|~~limpar|deletem|deletado*|exclusao|eliminacao|anonimizacao',
	tirar: '~tirar|~remover|~retirar|~sacar|~descadastrar|remocao|retirada|~arrancar|~riscar|~desligar|~desvincular|~desconectar',
	dados: 'dado|dados|informacao|informacoes|cadastro|cadastros|registro|registros|historico|conversa|conversas|conta|cpf|rg|perfil',
	dado: 'dado|dados|informacao|informacoes',
	meus: 'meu|meus|minha|minhas|mim',
	// One's own data, and those that a company has of one.
	meusdados:
		'(meu|meus|minha|minhas) [proprios|todas|todos] (dado|dados|informacao|informacoes|cadastro|cadastros|registro|registros|historico|cpf|rg|perfil|documento|documentos|ficha)|(dado*|informac*|registro*|cadastro) (pessoais|pessoal)|(dados_meus|dado_meu|informacoes_minhas|informacao_minha|registros_meus|registro_meu|cadastro_meu)|(dado|dados|informacoes) (sobre mim|relacionad* a mim|de mim|a meu respeito|meu respeito|minha pessoa)|nome e (telefone|cpf|email)|(dados|informacoes) (dos|de|do) (cliente|clientes|usuario*|titular*)',
	deleta: '@apagar|@tirar|exclu*|elimin*|deletar|remov*|anonimiz*|destruam|destruir|encerr*|apagamento',
	guardado: 'guardam|guarda|guardado*|armazen*',
	// What a customer gives or what a purchase has: no request.
	dadopedido:
		'pedido|pedidos|reserva|nota|orcamento|entrega|bolo|item|precis*|passar|passo|passei|segue|seguem|anota|mando|mandei|vou mandar|te mandar|vou te|preencher|preenchi|bancari*|tecnic*|plano|foto|audio|promocao|agendamento',
	guardar:
		'tem|teem|possuem|possui|tenham|guard*|armazen*|sabem|sabe|mantem|mantenham|coleta*|usam|usa|usar|utiliz*|trata*|protegem|protege|salv*|registrad*|cadastrad*|ficam|fica|estao|vend*|compartilh*|repass*|divid*|acess*|fazem|faz',
	numero: 'numero|telefone|contato|celular|whatsapp|fone|zap|chip|linha',
	// Got hold of: of what a company knows, in the past or as it is now.
	conseguiu:
		'consegui*|peg*|arrum*|arranj*|ach*|obt*|tir*|descobri*|encontr*|tem|teem|teve|tiveram|terem|ter|deu|deram|forneceu|forneceram|vendeu|venderam|vazou|vazaram|comprou|compraram|sabe*|veio|vieram|saiu|surgiu|' +
		'passou|passaram|indicou|indicaram|caiu|cairam|parar|parou|chegou|apareceu|apareceram|liberou|autorizou|possuem|possui|roubou|roubaram|compartilhou|compartilharam|repassou|cedeu',
	// Got of the company, or done by it.
	comprei:
		'comprei|compramos|comprada|comprado|adquiri|adquirimos|encomendei|encomendamos|contratei|contratamos|peguei|pegamos|levei|recebi|recebemos|veio|vieram|chegou|chegaram|mandaram|enviaram|entregaram|instalaram|instalou|montaram|colocaram|venderam|consertaram|arrumaram|trouxeram|descarregou|descarregaram|entregue|entregues|entregou',
	// What was sold, as it is called anywhere; machines are named by what they do ("seladora", "fritadeira").
	produto:
		'maquina|equipamento|aparelho|forno|motor|peca|internet|net|modem|roteador|wifi|sinal|conexao|correia|painel|sistema|camera|cabo|balanca|geladeira|freezer|camara fria|chuveiro|torneira|portao|chapa|' +
		'impressora|ar condicionado|fogao|prensa|cilindro|misturador|moedor|moedora|compressor|*adora|*adeira|*edeira|esteira|masseira|botao|visor|tela|tampa|mangueira|resistencia|placa|sensor|plugue|rodinha|modelador|cortador|fatiador',
	// Praise: of what somebody got, it makes no complaint.
	elogio:
		'otim*|perfeit*|excelente*|maravilh*|lind*|bom|boa|bem|show|top|sensacional|delici*|gostos*|pronto|pronta|adorei|amei|gostei|gostamos|adorou|amou|gostou|adoramos|recomend*|satisfeit*|parabens|elogi*|mais (um|uma)|outro igual|certinho|bonit*',
	eucomprei:
		'comprei|compramos|adquiri|adquirimos|encomendei|encomendamos|contratei|contratamos|peguei|pegamos|levei|fiz|fizemos|coloquei|instalei|recebi|pedi|ganhei|(gente|nos) (comprou|pegou|contratou|encomendou|levou|pediu|fez|recebeu|adquiriu)',
	vocesderam:
		'venderam|entregaram|mandaram|enviaram|fizeram|instalaram|montaram|colocaram|deram|consertaram|arrumaram|trouxeram|descarregaram',
	// It does not do what it was sold for: done or going on, so that a question before buying ("ela trava?") is none.
	falhou:
		'parou|travou|travando|travada|travado|quebrou|quebrada|quebrado|quebrando|queimou|queimada|queimado|pifou|vazou|vazando|estragou|estragada|estragado|emperrou|emperrada|caiu|caindo|oscilando|instavel|lenta|lento|desligando|' +
		'piscando|apitando|trincou|rachou|soltou|soltando|descolou|descolando|descascou|descascando|desarmou|desarma|apagou|arrebentou|engripou|empenou|derreteu|morreu|sumiu|rasgando|vibrando|falhando|falhou|mastigando|encravou|encrencou|afundou|amassou|entortou|rasgou|enrolou|desencaixou|desbotou|pingando|desconecta*|prestando|desregulad*|descalibrad*|enguicou|superaquecendo|enferrujou|enferrujando|' +
		'(fazendo|comecou [a fazer]|soltando|saindo) [um|muito] (barulh*|ruido*|cheiro|fumaca|faisca*|oleo|agua)|(deu|dando|apresent*|aparece|aparecendo) [um] (erro*|defeito*|problema*|choque|pane|falha*|pau|bug)|' +
		'nao esta [mais] (*ando|*endo|*indo)|nao [mais] [volta|esta|quer|consegue|ta] [mais] (liga|ligando|ligar|congela*|puxa*|bate|moi|sela|selando|frita|assa|seca|filtra|roda|rodando|prestando|reconhece|refriger*|da sinal|funciona*|esquenta*|aquece*|gira*|gela*|conecta*|carrega*|abre|abrindo|fecha|acende*|pega|pegando|presta|corta*|sobe|desce|responde|imprime|volta|voltou|encaixa|chega|atinge|segura)',
	defeito:
		'@falhou|estranh*|diferente|doendo|reacao|queimadur*|duro|dura|cego|cega|fraco|fraca|ruim|pessim*|horrivel|torto|atrasado|atrasada|atrasados|atrasadas|defeito*|problema*|pane|errad*|errada|trocad*|faltando|faltou|faltaram|incomplet*|mofad*|mofo|azed*|vencid*|podre|podres|murch*|cru|crua|frio|fria|frios|frias|amassad*|arranhad*|riscad*|furad*|' +
		'rasgad*|empedrad*|manchad*|misturad*|molhad*|suj*|(mal|mau) feit*|malfeit*|desbot*|inflamou|inflamad*|inchou|inchad*|alergia|vazamento|fumaca|mal acabad*|nao (serve|serviu|durou|presta|cabe|era)',
	// A name of one's own body or home, or of somebody else: what is wrong with it is why people buy.
	corpo:
		'dente|dentes|cabelo|cabelos|unha|unhas|pele|joelho|costas|coluna|olho|olhos|braco|perna|pe|cabeca|barriga|gato|cachorro|vizinh*|amig*|cunhad*|prim*|banheiro|parede|paredes|casa|telhado|teto|muro|piso|carro|celular|telefone|numero|nome|(conta de luz)|(conta de agua)|sogr*|sobrinh*|avo|tia|tio|neta|neto|bebe|crianca*|funcionari*|obra|producao|negocio|vendas|loja|empresa|moto|@deles',
};
