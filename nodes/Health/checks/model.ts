import { MODEL_CREDENTIAL } from '../../shared/llm/service';
import { openModel } from '../../shared/llm/model';
import { failed, ok, type Asks, type Check } from '../finding';

/** As long as a customer would wait for it. */
const TIMEOUT_MS = 20_000;

/** The smallest thing that can be asked: only an answer shows that the key is right, the model is there, and its account has credit. */
const QUESTION = {
	messages: [{ role: 'user' as const, content: 'Responda com {"ok": true}.' }],
	schema: {
		name: 'health',
		schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
	},
	temperature: 0,
	maxTokens: 20,
};

/** Whether the model answers. One that did so a moment ago is not asked again: each answer costs something. */
export const model: Check = {
	integration: 'model',
	credential: MODEL_CREDENTIAL,
	look: async (asks) => {
		if (await answeredLately(asks)) return [];
		try {
			const opened = await openModel(asks.context, { timeoutMs: TIMEOUT_MS });
			await opened.askForJson({ model: asks.model.name, ...QUESTION });
			return [ok('model', asks.model.name)];
		} catch (error) {
			return [{ ...failed('model', error), detail: asks.model.name }];
		}
	},
};

async function answeredLately({ store, facts, model: { everyMinutes }, now }: Asks): Promise<boolean> {
	if (!store || everyMinutes <= 0) return false;
	const { checks } = await facts().catch(() => ({ checks: [] }));
	const before = checks.find(({ name }) => name === 'model');
	return before?.outcome === 'ok' && now - Date.parse(before.checked_at) < everyMinutes * 60_000;
}
