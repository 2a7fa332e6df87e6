/** What to do about what an attendance server refuses. */
export const ATTENDANCE: Record<string, string> = {
	'A new login was tried once. Check the account in the attendance system, and that no other program logs it out.':
		'Um novo login foi tentado uma vez. Confira a conta no sistema de atendimento, e se outro programa não a desconecta.',
	'Use an account with more rights (supervisor or admin), or check that the conversation is yours.':
		'Use uma conta com mais permissões (supervisor ou admin), ou confira se a conversa é sua.',
	'Check the ID, and that the server has this route: the dialect in the credential may be wrong.':
		'Confira o ID, e se o servidor tem essa rota: o dialeto da credencial pode estar errado.',
	'The dialect in the credential may be wrong: try the other one.': 'O dialeto da credencial pode estar errado: tente o outro.',
	'Read it again: somebody else was faster.': 'Leia de novo: alguém foi mais rápido.',
	'Wait a quarter of an hour, or ask an administrator.': 'Espere um quarto de hora, ou peça a um administrador.',
	'Wait and run it again, or do fewer at a time: 100 a minute are allowed.':
		'Espere e rode de novo, ou faça menos de uma vez: são permitidas 100 por minuto.',
	'Check the values of this node against the message above: the server said that it failed.':
		'Confira os valores deste nó com a mensagem acima: o servidor disse que falhou.',
	'Check whether it was done before running it again. Some calls of the code dialect always end like this.':
		'Confira se foi feito antes de rodar de novo. Algumas chamadas do dialeto do código terminam sempre assim.',
	'Somebody else took it at the same moment, or the server did not keep it. Read it again before you go on.':
		'Outra pessoa pegou no mesmo momento, ou o servidor não guardou. Leia de novo antes de continuar.',
	'The documented dialect has no call for it; AtendeAqui’s own attendance server has.':
		'O dialeto documentado não tem essa chamada; o servidor de atendimento do AtendeAqui tem.',
	'Send an approved template instead: choose "Send a Template" in "Outside the 24-Hour Window".':
		'Envie um modelo aprovado: escolha "Send a Template" em "Outside the 24-Hour Window".',
	'Meta would refuse this webhook: the server has to answer with the challenge and nothing else.':
		'A Meta recusaria este webhook: o servidor tem que responder o desafio e mais nada.',
	'Check that a proxy before the server lets WebSockets through.': 'Confira se o proxy na frente do servidor deixa passar WebSockets.',
};
