/** What to do about what Z-API, Chatwoot, PipeRun and AtendeAqui refuse. */
export const VENDORS: Record<string, string> = {
	'Check the fields of the credential.': 'Confira os campos da credencial.',
	'Connect it again in the panel of the service.': 'Conecte de novo no painel do serviço.',
	'Check the "Base URL" of the credential.': 'Confira o campo "Base URL" da credencial.',
	'Check the "Base URL" of the Chatwoot credential: it is the address of the server alone, without /app.':
		'Confira o campo "Base URL" da credencial Chatwoot: é só o endereço do servidor, sem /app.',
	'Check the "Base URL" of the PipeRun credential: it is https://api.pipe.run/v1, unless a proxy stands before it.':
		'Confira o campo "Base URL" da credencial PipeRun: é https://api.pipe.run/v1, a não ser que haja um proxy na frente.',
	'Check the "Base URL" of the {name} credential.': 'Confira o campo "Base URL" da credencial {name}.',
	'Check the "Base URL" of the {name} credential: {hint}.':
		'Confira o campo "Base URL" da credencial {name}: esse endereço é de outra coisa.',
	'Check the ids that were given.': 'Confira os IDs informados.',
	'Send less at a time, or wait and run it again.': 'Envie menos de uma vez, ou espere um pouco e rode de novo.',
	'The service is in trouble at the moment: try again later.': 'O serviço está com problemas agora: tente mais tarde.',
	'It may or may not have been done: check before running it again.': 'Pode ter sido feito ou não: confira antes de rodar de novo.',
	'Check the address ("Base URL") in the credential and the network of this n8n.':
		'Confira o endereço ("Base URL") na credencial e a rede deste n8n.',
	// Z-API
	'It is in the Z-API panel under Segurança.': 'Ele está no painel da Z-API, em Segurança.',
	'Copy it again from the Z-API panel under Segurança.': 'Copie de novo do painel da Z-API, em Segurança.',
	'Add it in the Z-API panel under Segurança, or switch the list off.':
		'Adicione o endereço no painel da Z-API, em Segurança, ou desligue a lista.',
	'Copy both again from the Z-API panel into the credential.': 'Copie os dois de novo do painel da Z-API para a credencial.',
	'Open the instance in the Z-API panel and connect the phone again. What waits is sent then.':
		'Abra a instância no painel da Z-API e conecte o celular de novo. O que está na fila sai depois.',
	'Z-API gives it to partners; it is neither the token of an instance nor the Client Token.':
		'A Z-API dá esse token a parceiros; não é o token de uma instância nem o Client Token.',
	// Chatwoot
	'Copy it again from Chatwoot: Profile Settings → Access Token.': 'Copie de novo no Chatwoot: Configurações do Perfil → Token de acesso.',
	'Check the "Account ID" of the credential. Settings, webhooks, inboxes and deletions want the token of an administrator; bot tokens can do little.':
		'Confira o "Account ID" da credencial. Configurações, webhooks, caixas de entrada e exclusões pedem o token de um administrador; o de um bot faz pouco.',
	'Check the limits of the plan.': 'Confira os limites do plano.',
	'On Chatwoot Cloud the plan must include API access; otherwise check the rights of the user of the token.':
		'No Chatwoot Cloud o plano precisa incluir acesso à API; fora isso, confira o que o usuário do token pode fazer.',
	'Run it again once the message before it can be written: nothing is written twice.':
		'Rode de novo quando a mensagem anterior puder ser escrita: nada é escrito duas vezes.',
	// PipeRun
	'Copy the token again from the user data page in PipeRun into the credential, and check what this user may see and do.':
		'Copie o token de novo em Dados do usuário, no PipeRun, para a credencial, e confira o que esse usuário pode ver e fazer.',
	'Add it by hand, and check whether another record already has it.': 'Adicione à mão e confira se outro registro já tem esse dado.',
	'Make one up, without spaces or signs other than - and _, and give it to the automation in PipeRun.':
		'Invente um, sem espaços nem sinais além de - e _, e informe-o na automação do PipeRun.',
	// AtendeAqui
	'Check the "API Token", the "Flow Key" and the environment in the AtendeAqui credential.':
		'Confira "API Token", "Flow Key" e o ambiente na credencial AtendeAqui.',
	'Check the id that was given, and that it belongs to the environment of the credential.':
		'Confira o ID informado e se ele é do ambiente da credencial.',
	'Check the "Flow Key" of this node and of the credential, and the environment.':
		'Confira a "Flow Key" deste nó e da credencial, e o ambiente.',
	'Start the flow for the user first (Progress: Start), or check the user id.':
		'Inicie antes o fluxo para esse usuário (Progress: Start), ou confira o ID do usuário.',
	'Choose the step from the list, or compare its key with the structure of the flow.':
		'Escolha a etapa na lista, ou compare a chave dela com a estrutura do fluxo.',
	'Complete it instead, or make it optional in the flow.': 'Conclua a etapa, ou torne-a opcional no fluxo.',
	'Allow the address of this n8n in the settings of the flow.': 'Libere o endereço deste n8n nas configurações do fluxo.',
	'Make a new API token in the AtendeAqui dashboard and put it into the credential.':
		'Crie um novo token de API no painel da AtendeAqui e coloque-o na credencial.',
	'Use an API token with more rights, or check that the record belongs to your organization.':
		'Use um token de API com mais permissões, ou confira se o registro é da sua organização.',
	'Wait and run it again, or do fewer at a time.': 'Espere e rode de novo, ou faça menos de uma vez.',
	'Try again later.': 'Tente mais tarde.',
};
