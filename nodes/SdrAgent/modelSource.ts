import { NodeConnectionTypes, type IExecuteFunctions } from 'n8n-workflow';

import { openChatModel } from '../shared/llm/chatModel';
import { openModel, type Model } from '../shared/llm/model';

/** The model that the operator chose: the OpenAI credential's, or the Chat Model connected to the node. */
export async function modelFor(context: IExecuteFunctions): Promise<Model> {
	const { timeoutSeconds = 20 } = context.getNodeParameter('options', 0, {}) as { timeoutSeconds?: number };
	const timeoutMs = timeoutSeconds * 1000;
	if (context.getNodeParameter('modelSource', 0, 'openAi') === 'openAi') return await openModel(context, { timeoutMs, maxRetries: 1 });
	return openChatModel(await context.getInputConnectionData(NodeConnectionTypes.AiLanguageModel, 0), timeoutMs);
}
