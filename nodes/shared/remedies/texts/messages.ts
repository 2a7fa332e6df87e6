/**
 * What to do where the message alone says it: errors that have no remedy of their own. From the particular to the general, the first that fits is said. Whoever
 * writes a new message of one of these kinds keeps to its words, or adds its line.
 */
export const MESSAGES: Record<string, string> = {
	'{vendor} accepts this credential, but WhatsApp is not connected to the instance. Read the QR code in the Z-API panel with the phone of the company.':
		'A credencial está certa, mas o WhatsApp não está conectado à instância. Leia o QR code no painel da Z-API com o celular da empresa.',
	'{vendor} does not know this "Instance ID" with this "Instance Token". Copy both again from the Z-API panel into the credential.':
		'A Z-API não conhece esse "Instance ID" com esse "Instance Token". Copie os dois de novo do painel da Z-API para a credencial.',
	'The token is right, but it belongs to an agent: {why}':
		'O token está certo, mas é de um agente. Use o de um administrador criado para a integração: só ele registra webhooks e lê caixas de entrada.',
	'The token is right, but its user is no member of account {account}. Check the "Account ID"{accounts}.':
		'O token está certo, mas o usuário dele não é membro da conta {account}. Confira o "Account ID".',
	'The "Phone Number ID" of the credential is {what}':
		'Confira o "Phone Number ID" da credencial: ele está abaixo do número, na Meta, em WhatsApp → Configuração da API.',
	'What answers at this address is not {vendor}. {rest}':
		'Quem responde nesse endereço não é {vendor}: confira o campo "Base URL" da credencial.',
	'n8n gave no webhook URL: set WEBHOOK_URL to its public address': 'Ponha em WEBHOOK_URL do n8n o endereço público dele e reinicie o n8n.',
	'The item has no field "{field}": connect this node {place}':
		'Falta "{field}" no item: ligue este nó ao nó citado acima, ou repasse os campos dele.',
	'The item has no binary field "{field}"': 'O item não tem o arquivo "{field}": confira o nome do campo binário.',
	'"{typed}" is not a time range. Write it like 08:00-12:00.': '"{typed}" não é um horário. Escreva como 08:00-12:00.',
	'"{typed}" is not a date. Write holidays like 2026-12-25.': '"{typed}" não é uma data. Escreva feriados como 2026-12-25.',
	'"{typed}" is not a phone number': '"{typed}" não é um número de telefone: escreva com DDD, por exemplo 5511999998888.',
	'"{typed}" is not a group ID: {hint}': '"{typed}" não é o ID de um grupo: escolha o grupo na lista.',
	'"{typed}" is no command: it must start with /': '"{typed}" não é um comando: comandos começam com /.',
	'There is no operation "{operation}"{of}: choose one from the list': 'A operação "{operation}" não existe: escolha uma da lista.',
	'The option "Schema" takes small letters, digits and _, and starts with no digit':
		'A opção "Schema" aceita letras minúsculas, dígitos e _, e não começa com dígito.',
	'The field "{field}" must be a JSON object, like {example}': 'O campo "{field}" precisa ser um objeto JSON, como {"name": "Ana"}.',
	'The field "{field}" must be an item of the operation {operation}': 'O campo "{field}" precisa ser um item da operação {operation}.',
	'The field "{field}" is empty: {why}': 'O campo "{field}" está vazio: preencha-o.',
	'The field "{field}" is empty': 'O campo "{field}" está vazio: preencha-o.',
	'The field "{field}" {what}': 'Corrija o campo "{field}".',
	'The price of "{name}" {what}': 'Corrija o preço de "{name}".',
	'{field} must be a whole number from {min} to {max}': '{field} precisa ser um número inteiro de {min} a {max}.',
	'{field} must be a whole number from {min}': '{field} precisa ser um número inteiro a partir de {min}.',
	'{field} must be a number': '{field} precisa ser um número.',
	'{field} must not contain a path': '{field} não pode conter barras nem "..".',
	'{field} is not valid JSON': '{field} não é um JSON válido.',
	'{field} is not a date': '{field} não é uma data.',
	'{field} takes at most {max} entries, and {count} were given': '{field} aceita no máximo {max} itens, e vieram {count}.',
	'{field} are empty': 'Preencha "{field}".',
	'{field} is empty': 'Preencha "{field}".',
};
