/** What to do about what the WhatsApp Cloud API refuses. */
export const WHATSAPP_CLOUD: Record<string, string> = {
	'Try again a little later. A send may have gone out all the same: its status tells.':
		'Tente daqui a pouco. A mensagem pode ter saído mesmo assim: o status dela diz.',
	'Run it again.': 'Rode de novo.',
	'Send less at a time: spread campaigns over the day.': 'Envie menos de uma vez: espalhe as campanhas pelo dia.',
	'One person gets a message every 6 seconds in the long run: say it in fewer messages.':
		'Cada pessoa recebe, com o tempo, uma mensagem a cada 6 segundos: diga em menos mensagens.',
	'Run it again in a few minutes.': 'Rode de novo em alguns minutos.',
	'Generate a new token of a system user in Meta (Business Settings → Users → System Users), and put it into "Access Token" of the credential.':
		'Gere um novo token de um usuário do sistema na Meta (Configurações do negócio → Usuários → Usuários do sistema) e coloque em "Access Token" da credencial.',
	'Give the token whatsapp_business_messaging and whatsapp_business_management, and assign the WhatsApp account to its system user.':
		'Dê ao token whatsapp_business_messaging e whatsapp_business_management, e atribua a conta do WhatsApp ao usuário do sistema dele.',
	'The person last wrote more than 24 hours ago: send an approved template.':
		'A pessoa escreveu há mais de 24 horas: envie um modelo aprovado.',
	'Compare the values with the template, and look at its status in the WhatsApp Manager.':
		'Compare os valores com o modelo e veja o status dele no Gerenciador do WhatsApp.',
	'Mend it in the WhatsApp Manager. What waits is sent then.': 'Resolva no Gerenciador do WhatsApp. O que está na fila sai depois.',
	'Stop campaigns, read the reason in Account Quality of the WhatsApp Manager, and ask for a review if it is wrong.':
		'Pare as campanhas, leia o motivo em Qualidade da conta no Gerenciador do WhatsApp e peça revisão se estiver errado.',
	'Try a Brazilian number once with, once without its ninth digit. After that, ask the person over another channel to write first.':
		'Tente o número uma vez com e uma vez sem o nono dígito. Depois, peça por outro canal que a pessoa escreva primeiro.',
	'The number is not on WhatsApp, with or without the ninth digit, or the person blocked the company: use another channel.':
		'O número não tem WhatsApp, com ou sem o nono dígito, ou a pessoa bloqueou a empresa: use outro canal.',
	'Do not send it again: wait for the person to write, or use another channel.':
		'Não envie de novo: espere a pessoa escrever, ou use outro canal.',
	'Do not send it again before a day is over, and after that with growing gaps.':
		'Não envie de novo antes de um dia, e depois com intervalos cada vez maiores.',
	'The person wants no marketing: send none any more.': 'A pessoa não quer marketing: não envie mais.',
	'This needs a phone number: ask for it with "Request Phone Number".': 'Aqui é preciso o telefone: peça com "Request Phone Number".',
	'The person changed phone: make sure that it is them, then send without "Identity Hash".':
		'A pessoa trocou de celular: confirme que é ela e envie sem "Identity Hash".',
	'Check type, size and codec of the file, and that its link answers without a login.':
		'Confira tipo, tamanho e codec do arquivo, e se o link dele abre sem login.',
	'Try again a little later; check "Base URL" and version of the credential when it repeats.':
		'Tente daqui a pouco; se repetir, confira "Base URL" e a versão na credencial.',
	'Add the permission to the app in Meta.': 'Adicione a permissão ao app na Meta.',
	'Check the "Phone Number ID" of the credential: the number may have been deleted.':
		'Confira o "Phone Number ID" da credencial: o número pode ter sido apagado.',
	'This account may not write to that country: check the rules for its category.':
		'Esta conta não pode escrever para esse país: confira as regras da categoria dela.',
	'Check the values. A reaction needs a message that is there, and not older than 30 days.':
		'Confira os valores. Uma reação precisa de uma mensagem que exista e tenha menos de 30 dias.',
	'This is the number that sends: choose another one to send to.': 'Este é o número que envia: escolha outro destino.',
	'A test number sends to five numbers alone, that are entered in Meta under API Setup: add this one, or use a real number.':
		'Um número de teste só envia para cinco números cadastrados na Meta, em Configuração da API: adicione este, ou use um número real.',
	'The account is locked: read why in the WhatsApp Manager, and ask for a review.':
		'A conta está bloqueada: leia o motivo no Gerenciador do WhatsApp e peça revisão.',
	'Have the display name of the number approved in the WhatsApp Manager.':
		'Peça a aprovação do nome de exibição do número no Gerenciador do WhatsApp.',
	'Add or mend the way of payment of the WhatsApp account in Meta. What waits is sent then.':
		'Adicione ou corrija a forma de pagamento da conta do WhatsApp na Meta. O que está na fila sai depois.',
	'Register the number again: "Phone Number", "Register".': 'Registre o número de novo: "Phone Number", "Register".',
	'WhatsApp has no such message: send another kind.': 'O WhatsApp não tem esse tipo de mensagem: envie outro.',
	'Ask the person to send the file again; nothing above 100 MB gets through.':
		'Peça que a pessoa envie o arquivo de novo; nada acima de 100 MB passa.',
	'Marketing messages of their own route take marketing templates alone.':
		'Mensagens de marketing, nessa rota, só aceitam modelos de marketing.',
	'Send it with "Send Marketing Template", or switch that setting off in the WhatsApp Manager.':
		'Envie com "Send Marketing Template", ou desligue essa opção no Gerenciador do WhatsApp.',
	'Correct the categories of the templates, and wait until the limit is over.':
		'Corrija as categorias dos modelos e espere o limite acabar.',
	'Compare the values with the template: a picture, video or document in its head is sent each time.':
		'Compare os valores com o modelo: imagem, vídeo ou documento do cabeçalho vão em cada envio.',
	'The template is paused for low quality: edit it, or wait.': 'O modelo está pausado por baixa qualidade: edite, ou espere.',
	'The template is disabled for low quality: make a new one.': 'O modelo foi desativado por baixa qualidade: crie outro.',
	'The flow is blocked: mend it in Meta.': 'O flow está bloqueado: corrija na Meta.',
	'The flow may send 10 messages an hour now: mend it in Meta, and wait.':
		'O flow só pode enviar 10 mensagens por hora agora: corrija na Meta e espere.',
	'Deregister the number again, then register it.': 'Cancele o registro do número de novo e depois registre.',
	'The two-step PIN is wrong.': 'O PIN da verificação em duas etapas está errado.',
	'The number has to be verified first: "Request Code" and "Verify Code".':
		'Antes é preciso verificar o número: "Request Code" e "Verify Code".',
	'The PIN was wrong too often: wait as long as the message says.': 'O PIN errou vezes demais: espere o tempo que a mensagem diz.',
	'The PIN was entered too fast: wait as long as the message says.': 'O PIN foi digitado rápido demais: espere o tempo que a mensagem diz.',
	'Register the number: "Phone Number", "Register".': 'Registre o número: "Phone Number", "Register".',
	'The number was deleted a moment ago: wait 5 minutes.': 'O número acabou de ser apagado: espere 5 minutos.',
	'A number can be registered ten times in 72 hours: wait.': 'Um número pode ser registrado dez vezes em 72 horas: espere.',
	'Accept the terms of payments in Meta.': 'Aceite os termos de pagamentos na Meta.',
	'Some were not blocked: only those who wrote in the last 24 hours can be, and no companies.':
		'Alguns não foram bloqueados: só dá para bloquear quem escreveu nas últimas 24 horas, e nunca empresas.',
	'The block list holds 64,000 at most: take somebody off first.': 'A lista de bloqueio tem no máximo 64.000: tire alguém antes.',
	'Choose another username.': 'Escolha outro nome de usuário.',
	'Correct the template: the message above tells where.': 'Corrija o modelo: a mensagem acima diz onde.',
	'The company shares no history.': 'A empresa não compartilha o histórico.',
	'The "App Secret" of the credential is not that of the app of the token.': 'O "App Secret" da credencial não é o do app desse token.',
	'Meta does not have this "Graph API Version" any more, or not yet: v26.0 is right.':
		'A Meta não tem mais essa "Graph API Version", ou ainda não tem: v26.0 está certa.',
	'Check the ID. If it is right, the token may not see it: assign the WhatsApp account to its system user.':
		'Confira o ID. Se estiver certo, o token não pode vê-lo: atribua a conta do WhatsApp ao usuário do sistema dele.',
	'It may have gone out: look at the chat before it is sent again.': 'Pode ter saído: olhe a conversa antes de enviar de novo.',
	'Run it again: it was cut off or changed on the way.': 'Rode de novo: o arquivo foi cortado ou alterado no caminho.',
	'Files that people send are kept for 7 days, those that went up for 30.':
		'Arquivos que as pessoas enviam ficam 7 dias; os que você subiu, 30.',
};
