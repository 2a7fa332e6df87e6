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
		'atendente*|vendedor*|consultor*|humano|humana|humanos|alguem|pessoa|pessoas|gerente*|gerencia|responsavel|responsaveis|funcionari*|representante*|supervisor*|dono|dona|' +
		'proprietari*|tecnico|tecnica|especialista*|operador|operadora|comercial|vendas|financeiro|suporte|equipe|time|recepcao|recepcionista*|secretaria|setor|departamento|central|' +
		'engenheir*|doutor|doutora|dr|dra|medico|medica|cabeleireir*|padeir*|confeiteir*|corretor*|assessor*|encarregad*|moca|moco|rapaz|menina|diretor*|coordenador*|instalador*|balcao|gente',
	// Names of work that nobody but a person does; enough without "falar com".
	gente:
		'atendente|ser humano|vendedor|vendedora|consultor|consultora|humano|humana|gerente|representante|supervisor|supervisora|(pessoa|gente|alguem) (de verdade|real|humana|humano|de carne)|atendimento (humano|pessoal|com (humano|pessoa*))',
	// Of the customer's own house, and what is no person.
	deles:
		'meu|minha|meus|minhas|nosso|nossa|nossos|nossas|socio|socia|socios|esposa|marido|mulher|mae|pai|filho|filha|irmao|irma|namorad*|noiv*|chefe|patrao|contador|contadora|cliente*|' +
		'robo|bot|maquina|ia|chatbot|inteligencia|assistente virtual|ninguem|deus',
	// What is sent unasked.
	mensagem:
		'mensagem|mensagens|mensagenzinha*|propaganda*|promocoes|promocao|oferta*|spam|anuncio*|publicidade|divulgacao|divulgacoes|comunicado*|newsletter|aviso*|lembrete*|novidade*|informativo*|' +
		'notificac*|torpedo*|contato|contatos|e mail marketing|marketing|coisa|coisas|treco*|porcaria*|isso|essas|nada',
	enviar: '~mandar|~enviar|~encaminhar|~disparar|~postar|~passar|~escrever|~remeter|~spammar',
	incomodar: '~incomodar|~perturbar|~importunar|~encher|~aborrecer|~atazanar|~assediar|~torrar|~amolar',
	chamar: '~procurar|~chamar|~contatar|~contactar|~ligar|~telefonar|~escrever|~abordar|~marcar|~adicionar',
	apagar: '~~apagar|~~excluir|~~deletar|~~eliminar|~~anonimizar|~~destruir|~~limpar|deletem|deletado*|exclusao|eliminacao|anonimizacao',
	tirar: '~tirar|~remover|~retirar|~sacar|~descadastrar|remocao|~arrancar',
	dados: 'dado|dados|informacao|informacoes|cadastro|cadastros|registro|registros|historico|conversa|conversas|conta',
	meus: 'meu|meus|minha|minhas|mim',
	numero: 'numero|telefone|contato|celular|whatsapp|fone|zap',
};
