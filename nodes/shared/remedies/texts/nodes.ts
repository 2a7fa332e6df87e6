/** What to do about fields and items of our nodes. */
export const NODES: Record<string, string> = {
	'Compare the item and the fields of this node with their descriptions, and check that the addresses in its credentials are right.':
		'Compare o item e os campos deste nó com as descrições deles, e confira os endereços nas credenciais.',
	'Check whether it was done, and the address in the credential: something else may answer there.':
		'Confira se foi feito, e o endereço na credencial: outra coisa pode estar respondendo ali.',
	'Fill in the hours in the workflow "configurar", or run the operation "Set Message Rules" once.':
		'Preencha os horários no fluxo "configurar", ou rode uma vez a operação "Set Message Rules".',
	'Check the values of this node against the message above.': 'Confira os valores deste nó com a mensagem acima.',
	'Ask the customer to send it again, or to write.': 'Peça ao cliente que envie de novo, ou que escreva.',
	'If it is a host of your provider, add it to the allowed media hosts.':
		'Se for um endereço do seu provedor, adicione-o em "Allowed Media Hosts".',
	'It is a JSON list of objects, like [{"name": "Bolo de cenoura", "facts": ["serve 20 pessoas"]}]; [] for none.':
		'É uma lista JSON de objetos, como [{"name": "Bolo de cenoura", "facts": ["serve 20 pessoas"]}]; [] para nenhum.',
	'Every product needs a "name"; the other keys may be left out.': 'Todo produto precisa de "name"; o resto pode faltar.',
	'Each rule has "from", "to", a list "triggers" and an "argument".': 'Cada regra tem "from", "to", uma lista "triggers" e um "argument".',
	'Use one of {known}, or take the braces away.': 'Use um destes: {known}; ou tire as chaves.',
	'A conversation cannot ask for so much.': 'Uma conversa não consegue perguntar tanto: deixe só o que importa.',
	'Give each a "Key" of its own; the usual fields are there anyway.': 'Dê a cada um uma "Key" própria; os campos de sempre já existem.',
	'Say in a few words what is to be learned.': 'Diga em poucas palavras o que se quer saber.',
	'Small letters, digits and _ alone, at most 40.': 'Só letras minúsculas, dígitos e _, no máximo 40.',
	'List them, one a line.': 'Liste os valores, um por linha.',
	'Leave it empty to take any text.': 'Deixe vazio para aceitar qualquer texto.',
	'Fill in "{inForm}" in the form of the workflow "Configurar a empresa" (configurar.json), or "{field}" in this node.':
		'Preencha "{inForm}" no formulário do fluxo "Configurar a empresa" (configurar.json), ou "{field}" neste nó.',
	'Take prices, conditions, delivery times and links out of it.': 'Tire dela preços, condições, prazos e links.',
	'Choose "Supabase" there: then this node reads the products by itself.': 'Escolha "Supabase" ali: o nó passa a ler os produtos sozinho.',
	'Connect this node to {source}, or hand its fields through.': 'Ligue este nó ao que a mensagem cita, ou repasse os campos dele.',
	'Hand on an item of the AtendeAqui Trigger, or of an operation of the AtendeAqui resource Progress.':
		'Repasse um item do AtendeAqui Trigger, ou de uma operação do recurso Progress do nó AtendeAqui.',
	'Use Confirm, a node that sends, and Record for customers. This operation sends nothing; it belongs behind Hear Trial.':
		'Para clientes, use Confirm, um nó que envia e Record. Esta operação não envia nada: ela vem depois de Hear Trial.',
	'Write in the chat that starts this workflow, and leave the fields "Text" and "Session" as they are. Files are not read here.':
		'Escreva no chat que inicia este fluxo e deixe os campos "Text" e "Session" como estão. Arquivos não são lidos aqui.',
	'Nothing was stored. Correct it and save again.': 'Nada foi salvo. Corrija e salve de novo.',
	'Connect one at its "Model" input, or set "Model From" to the OpenAI credential.':
		'Conecte um na entrada "Model", ou escolha a credencial OpenAI em "Model From".',
	'Open the node of the Chat Model and check its credential and settings.':
		'Abra o nó do Chat Model e confira a credencial e os campos dele.',
	'Open the node of the connected Chat Model and check its credential and settings.':
		'Abra o nó do Chat Model conectado e confira a credencial e os campos dele.',
	'Choose the provider under "Providers" of this node and its credential under "Credentials". What waits is sent then.':
		'Escolha o provedor em "Providers" deste nó e a credencial dele em "Credentials". O que está na fila sai depois.',
	'If it is published already, look at its failed executions, or unpublish it and publish it again. What waits is done as soon as it runs; this execution is red once.':
		'Se já estiver publicado, veja as execuções com erro dele, ou despublique e publique de novo. O que está na fila sai assim que ele rodar; esta execução fica vermelha uma vez só.',
	'Mend what is said above. Choose a further way in the field "Notices Go To", so that the team is told of it next time; this run is red once.':
		'Resolva o que está dito acima. Escolha mais um caminho em "Notices Go To", para que a equipe saiba da próxima vez; esta execução fica vermelha uma vez só.',
	'Publish "{workflow}"; if it is published, look at its failed executions.':
		'Publique "{workflow}"; se já estiver publicado, veja as execuções com erro dele.',
	'Correct the number of the team, here and in the workflows that send notices.':
		'Corrija o número da equipe, aqui e nos fluxos que enviam avisos.',
	'Publish the workflow, write to the number once, and try again.': 'Publique o fluxo, escreva uma vez para o número e tente de novo.',
};
