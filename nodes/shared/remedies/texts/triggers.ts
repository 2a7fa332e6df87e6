/** What to do when a trigger cannot be published, or its address leads elsewhere. */
export const TRIGGERS: Record<string, string> = {
	'Fill in the https address of the proxy in front of the port, and publish once more.':
		'Preencha o endereço https do proxy na frente da porta e publique de novo.',
	'Set the environment variable WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish once more.':
		'Ponha em WEBHOOK_URL do n8n o endereço público dele, que começa com https://, reinicie o n8n e publique de novo.',
	'Set WEBHOOK_URL of n8n to its public address, which must begin with https://, start n8n again and publish the workflow once more.':
		'Ponha em WEBHOOK_URL do n8n o endereço público dele, que começa com https://, reinicie o n8n e publique o fluxo de novo.',
	'Another system receives these events now and would stop to. Choose "Replace, Restore Later" under "If Another URL Is Set", or clear the URL in the vendor\'s panel.':
		'Outro sistema recebe esses eventos agora e deixaria de receber. Escolha "Replace, Restore Later" em "If Another URL Is Set", ou apague a URL no painel do provedor.',
	'Another workflow of this n8n is published and receives these events now. Unpublish that one, or choose "Replace, Restore Later" under "If Another URL Is Set".':
		'Outro fluxo deste n8n está publicado e recebe esses eventos agora. Despublique o outro, ou escolha "Replace, Restore Later" em "If Another URL Is Set".',
	'The URL is one of this n8n, which could not be asked at its public address whether the workflow behind it is still published. If it is not, choose "Replace, Restore Later" under "If Another URL Is Set".':
		'A URL é deste n8n, mas não deu para perguntar, no endereço público dele, se o fluxo dela ainda está publicado. Se não estiver, escolha "Replace, Restore Later" em "If Another URL Is Set".',
	'Choose another number under "Port", for example {port}.': 'Escolha outro número em "Port", por exemplo {port}.',
	'Choose another number under "Port", here and in the proxy in front of it.':
		'Escolha outro número em "Port", aqui e no proxy na frente dela.',
	'Leave "Host" empty, or fill in an address of this machine.': 'Deixe "Host" vazio, ou preencha um endereço desta máquina.',
	'Another trigger opened it there: fill in the same "Host" in both, or another "Port".':
		'Outro gatilho abriu essa porta ali: preencha o mesmo "Host" nos dois, ou outra "Port".',
	'Unpublish that workflow, or choose another number under "Port" here and in the proxy in front of it.':
		'Despublique aquele fluxo, ou escolha outro número em "Port" aqui e no proxy na frente dela.',
	'Let the proxy at "Public URL" lead to this port (README: A port of its own), or switch "Port of Its Own" off. Then publish once more.':
		'Faça o proxy em "Public URL" levar a esta porta (README: Uma porta própria), ou desligue "Port of Its Own". Depois publique de novo.',
	'For example https://whatsapp.example.com, without anything after a question mark.':
		'Por exemplo https://whatsapp.example.com, sem nada depois de um ponto de interrogação.',
	'The App Secret is in your app at Meta under App Settings → Basic; the Verify Token is a word of your own.':
		'O App Secret está no seu app na Meta, em Configurações do app → Básico; o Verify Token é uma palavra sua.',
	'Fill in a shorter address under "Public URL".': 'Preencha um endereço mais curto em "Public URL".',
	'Give n8n a shorter public address (WEBHOOK_URL).': 'Dê ao n8n um endereço público mais curto (WEBHOOK_URL).',
	'Check that the token has whatsapp_business_management and the account is assigned to its system user. Or choose "By Hand" under "Registration", publish, and paste this URL at Meta under WhatsApp → Configuration of your app, with the "Verify Token" of the credential: {url}':
		'Confira se o token tem whatsapp_business_management e se a conta está atribuída ao usuário do sistema dele. Ou escolha "By Hand" em "Registration", publique e cole esta URL na Meta, em WhatsApp → Configuração do seu app, com o "Verify Token" da credencial: {url}',
	'Each would answer with its own number and its own words. Fill in "Channel" in both, each with the number that it answers for (for Z-API the instance ID), or unpublish the other.':
		'Cada um responderia com o seu número e as suas palavras. Preencha "Channel" nos dois, cada um com o número que atende (na Z-API, o ID da instância), ou despublique o outro.',
	'Publish the workflow with the trigger of this provider.': 'Publique o fluxo que começa com o gatilho desse provedor.',
	'Let the paths of the webhooks through without a login or a challenge: each trigger checks its calls by itself.':
		'Libere os caminhos dos webhooks sem login nem desafio: cada gatilho confere as suas chamadas.',
	'Publish that workflow, or the one that is to take its place.': 'Publique esse fluxo, ou o que deve ficar no lugar dele.',
	'If that is a mistake, publish the workflow with the trigger of this provider, and allow it there to take the address over.':
		'Se for engano, publique o fluxo com o gatilho desse provedor e permita nele que assuma o endereço.',
};
