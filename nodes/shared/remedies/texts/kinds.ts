/** By the kind of a failed call (`FailureKind`), where nothing says more; `field` for a value of the form that cannot be used. */
export const KINDS: Record<string, string> = {
	unauthorized: 'Confira os campos da credencial deste nó.',
	notConnected: 'Conecte de novo no painel do serviço. O que está na fila sai depois.',
	misaddressed: 'Confira o campo "Base URL" da credencial: esse endereço é de outra coisa.',
	rejected: 'Confira os valores deste nó com a mensagem acima.',
	notFound: 'Confira os IDs informados.',
	rateLimited: 'Envie menos de uma vez, ou espere um pouco e rode de novo.',
	unavailable: 'O serviço está com problemas agora: tente mais tarde.',
	timedOut: 'Pode ter sido feito ou não: confira antes de rodar de novo.',
	unreachable: 'Confira o endereço na credencial ("Base URL" ou "Host") e a rede deste n8n.',
	field: 'Corrija neste nó o campo citado acima.',
};
