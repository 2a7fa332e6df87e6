import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

import { openChatModel } from '../shared/llm/chatModel';
import { ModelError } from '../shared/llm/failure';
import { openModel, type Model } from '../shared/llm/model';
import { messageOf } from '../shared/llm/service';
import { withFallback } from '../shared/llm/withFallback';

/**
 * The model that the operator chose: the OpenAI credential's, or the Chat Model connected to the node. One that cannot be opened fails when it is asked, as
 * any other failure of a model: the customer is answered all the same.
 */
export async function modelFor(context: IExecuteFunctions): Promise<Model> {
	const { timeoutSeconds = 20 } = context.getNodeParameter('options', 0, {}) as { timeoutSeconds?: number };
	const timeoutMs = timeoutSeconds * 1000;
	try {
		if (context.getNodeParameter('modelSource', 0, 'openAi') !== 'openAi') return openChatModel(await connectedModel(context), timeoutMs);
		const fallback = context.getNodeParameter('fallbackModel', 0, '') as string;
		return withFallback(await openModel(context, { timeoutMs }), fallback.trim());
	} catch (error) {
		return broken(error);
	}
}

async function connectedModel(context: IExecuteFunctions): Promise<unknown> {
	return await context.getInputConnectionData(NodeConnectionTypes.AiLanguageModel, 0).catch((error: unknown) => {
		throw new ModelError('unknown_model', {
			name: '',
			words: {
				message: `The connected Chat Model cannot be used: ${messageOf(error)}`,
				remedy: 'Open the node of the Chat Model and check its credential and settings.',
				sentence: 'O Chat Model conectado ao nó do agente não pode ser usado: confira a credencial e o modelo no nó dele.',
			},
		});
	});
}

function broken(error: unknown): Model {
	const known = error instanceof ModelError ? error : new ModelError('unavailable', { name: '', said: messageOf(error) });
	return {
		askForJson: async ({ model }) => {
			known.outcome = { ...known.outcome, name: model };
			return await Promise.reject(known);
		},
	};
}
