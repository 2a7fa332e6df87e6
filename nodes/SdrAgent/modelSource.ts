import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

import { openChatModel } from '../shared/llm/chatModel';
import { failing, messageOf, ModelError } from '../shared/llm/failure';
import { openModel, type Model } from '../shared/llm/model';
import { withFallback } from '../shared/llm/withFallback';
import { fieldsOf } from './fields';
import { timeoutOf } from './turnTime';

/**
 * The model that the operator chose: the OpenAI credential's, or the Chat Model connected to the node. One that cannot be opened fails when it is asked, as
 * any other failure of a model: the customer is answered all the same.
 */
export async function modelFor(context: IExecuteFunctions): Promise<Model> {
	const field = fieldsOf(context, 0);
	const timeoutMs = timeoutOf(field('options', {}));
	try {
		if (field('modelSource', 'openAi') !== 'openAi') return openChatModel(await connectedModel(context), timeoutMs);
		const fallback = field('fallbackModel', '').trim();
		const model = await openModel(context, { timeoutMs });
		return withFallback(model, { fallback, account: model.account, timeoutMs });
	} catch (error) {
		return { askForJson: async ({ model }) => await failing(error, model) };
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
