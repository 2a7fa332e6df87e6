import type { FailureKind } from '../http/errors';

/** Who can do something about it: the operator, nobody but time, or nobody since it lies in what was said. */
export type ModelFailureKind = 'operator' | 'passing' | 'content';

/** What is told of a failure. */
export interface Reason {
	kind: ModelFailureKind;
	vendorKind: FailureKind;
	/** What happened; what the service said follows it. */
	message: string;
	remedy: string;
	/** For a notice to the team, in Portuguese: what happened and which field mends it. */
	sentence: string;
}

const FIELD_KEY = 'Make a new key in the account of the model service and put it into the field "API Key" of the OpenAI credential.';
const WAIT = 'Wait; the next message of the customer is asked again.';
const PASSES = 'Costuma passar sozinho.';
const NOTHING_TO_MEND = 'Não há nada a configurar.';

/** Why a model gave no answer. Whoever meets a further kind adds it here, with what the operator is to do. */
export const REASONS = {
	wrong_key: {
		kind: 'operator',
		vendorKind: 'unauthorized',
		message: 'The model service does not accept the "API Key" of the OpenAI credential',
		remedy: FIELD_KEY,
		sentence: 'O serviço de IA recusou a chave: corrija o campo "API Key" da credencial OpenAI no n8n.',
	},
	no_credit: {
		kind: 'operator',
		vendorKind: 'rejected',
		message: 'The account at the model service has no credit left',
		remedy: 'Add credit there, or raise the limit of the project that the "API Key" belongs to.',
		sentence: 'A conta no serviço de IA está sem crédito: adicione saldo na conta da "API Key" da credencial OpenAI.',
	},
	unknown_model: {
		kind: 'operator',
		vendorKind: 'notFound',
		message: 'The model service does not know the model',
		remedy: 'Correct the field "Model" of this node.',
		sentence: 'O serviço de IA não conhece o modelo: corrija o campo "Model" do nó do agente.',
	},
	wrong_address: {
		kind: 'operator',
		vendorKind: 'notFound',
		message: 'The model service does not know what was asked for',
		remedy: 'Correct the field "Base URL" of the OpenAI credential; most services want it to end in /v1.',
		sentence: 'O endereço do serviço de IA está errado: corrija o campo "Base URL" da credencial OpenAI.',
	},
	html: {
		kind: 'operator',
		vendorKind: 'notFound',
		message: 'A web page came in place of an answer of the model',
		remedy: 'Correct the field "Base URL" of the OpenAI credential: it is the address of a page, or a proxy stands in between.',
		sentence: 'Veio uma página da web em vez da resposta da IA: corrija o campo "Base URL" da credencial OpenAI.',
	},
	refused_request: {
		kind: 'operator',
		vendorKind: 'rejected',
		message: 'The model service refuses the request, also without the parts that services differ in',
		remedy: 'Choose another model in the field "Model" of this node, or check its Options against the message above.',
		sentence: 'O serviço de IA recusa o pedido: escolha outro modelo no campo "Model" do nó do agente.',
	},
	forbidden: {
		kind: 'passing',
		vendorKind: 'rejected',
		message: 'Something between here and the model service refused the request',
		remedy: 'If it stays so, look at the proxy or the protection of the address in the field "Base URL" of the OpenAI credential.',
		sentence: 'Algo no caminho até o serviço de IA recusou o pedido (proxy ou proteção do endereço).',
	},
	rate_limited: {
		kind: 'passing',
		vendorKind: 'rateLimited',
		message: 'The model service is asked too often',
		remedy: 'If it stays so, raise the limits of the account.',
		sentence: `O serviço de IA atingiu o limite de uso. ${PASSES}`,
	},
	unavailable: {
		kind: 'passing',
		vendorKind: 'unavailable',
		message: 'The model service is out of order',
		remedy: WAIT,
		sentence: `O serviço de IA está fora do ar. ${PASSES}`,
	},
	timed_out: {
		kind: 'passing',
		vendorKind: 'timedOut',
		message: 'The model did not answer',
		remedy: 'Try a faster model, or allow more time under Options.',
		sentence: `A IA não respondeu a tempo. ${PASSES} Se continuar, aumente "Timeout (Seconds)" nas opções do nó do agente.`,
	},
	unreachable: {
		kind: 'passing',
		vendorKind: 'unreachable',
		message: 'The model service cannot be reached',
		remedy: 'Check the field "Base URL" of the OpenAI credential and the network of this n8n.',
		sentence: 'Não há conexão com o serviço de IA. Se continuar, confira o campo "Base URL" da credencial OpenAI.',
	},
	empty: {
		kind: 'passing',
		vendorKind: 'unavailable',
		message: 'The model gave an empty answer',
		remedy: 'If it stays so, choose another model in the field "Model" of this node.',
		sentence: `A IA devolveu uma resposta vazia. ${PASSES}`,
	},
	not_json: {
		kind: 'passing',
		vendorKind: 'unavailable',
		message: 'The model did not answer with the JSON that was asked for',
		remedy: 'If it stays so, choose a model that supports structured output in the field "Model" of this node.',
		sentence: 'A IA respondeu fora do formato pedido. Se continuar, escolha outro modelo no campo "Model" do nó do agente.',
	},
	error_in_200: {
		kind: 'passing',
		vendorKind: 'unavailable',
		message: 'The model service answered with an error in place of words',
		remedy: WAIT,
		sentence: `O serviço de IA devolveu um erro. ${PASSES}`,
	},
	refusal: {
		kind: 'content',
		vendorKind: 'rejected',
		message: 'The model refused to answer this message',
		remedy: 'Nothing is wrong with the settings; another model may judge it otherwise.',
		sentence: `A IA recusou responder a esta mensagem. ${NOTHING_TO_MEND}`,
	},
	content_filter: {
		kind: 'content',
		vendorKind: 'rejected',
		message: 'The content filter of the model service held this message back',
		remedy: 'Nothing is wrong with the settings; the filter is set in the account of the model service.',
		sentence: `O filtro de conteúdo do serviço de IA barrou esta mensagem. ${NOTHING_TO_MEND}`,
	},
	length: {
		kind: 'operator',
		vendorKind: 'rejected',
		message: 'The answer was longer than its limit, also with more room',
		remedy: 'Raise "Max Tokens" under Options; models that think first need thousands.',
		sentence: 'A resposta da IA passou do limite: aumente "Max Tokens" nas opções do nó do agente.',
	},
	unreadable_file: {
		kind: 'content',
		vendorKind: 'rejected',
		message: 'The model service cannot read this recording',
		remedy: 'Nothing is wrong with the settings; another transcription model may take its format.',
		sentence: `O serviço de IA não conseguiu ler este áudio. ${NOTHING_TO_MEND}`,
	},
	context_length: {
		kind: 'operator',
		vendorKind: 'rejected',
		message: 'The conversation is longer than the model can read',
		remedy: 'Shorten prompt and catalogue, or choose a model that reads more in the field "Model" of this node.',
		sentence:
			'A conversa não cabe no modelo: encurte o catálogo e as instruções, ou escolha no campo "Model" do nó do agente um modelo que leia mais.',
	},
} as const satisfies Record<string, Reason>;
export type ModelFailureReason = keyof typeof REASONS;
