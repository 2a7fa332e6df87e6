import { asModelError, type ModelOutcome } from '../shared/llm/failure';
import type { Model } from '../shared/llm/model';
import type { ChatMessage } from '../shared/llm/request';
import type { Task, Tasks } from './answer';

export interface ModelNames {
	reply: string;
	extraction: string;
	classification: string;
}
export interface AskSettings {
	/** One call for everything, or one each for extraction, classification and reply. */
	calls: 'one' | 'three';
	tasks: Tasks;
	models: ModelNames;
	temperature: number;
	maxTokens: number;
}
export interface Asked {
	value: Record<string, unknown>;
	usage: { input: number; output: number };
	tookMs: number;
	/** Why there is no answer; null when there is one. */
	failure: string | null;
	/** What became of asking; null when nothing was asked. */
	outcome: ModelOutcome | null;
}

/** The messages for a task; the tasks differ in their rules alone. */
export type Messages = (rules: string) => ChatMessage[];

/** Low, since there is one right answer (SDR spec 2.2, 3.4). */
const UNDERSTANDING_TEMPERATURE = 0.1;

/**
 * Asks the model for a turn. Whatever is wrong with it gives no answer instead of an error: the customer is answered all the same, and `outcome` tells whoever
 * has to act (SDR spec F030, F072).
 * @param classify whether a class is due; one call gives it anyway
 */
export async function askTurn(
	model: Model,
	messages: Messages,
	settings: AskSettings,
	classify: (extraction: Record<string, unknown>) => boolean,
): Promise<Asked> {
	const ask = async (task: Task, name: string, temperature: number): Promise<Asked> =>
		await asked(model, { ...settings, model: name, temperature, messages: messages(task.rules), schema: task.schema });
	const { models, tasks, temperature } = settings;
	if (settings.calls === 'one') return await ask(tasks.turn, models.reply, temperature);
	const extraction = await ask(tasks.extraction, models.extraction, UNDERSTANDING_TEMPERATURE);
	const [reply, classification] = await Promise.all([
		ask(tasks.reply, models.reply, temperature),
		classify(extraction.value) ? ask(tasks.classification, models.classification, UNDERSTANDING_TEMPERATURE) : NOTHING,
	]);
	const all = [extraction, classification, reply];
	return {
		value: Object.assign({}, ...all.map(({ value }) => value)) as Record<string, unknown>,
		usage: { input: sum(all.map(({ usage }) => usage.input)), output: sum(all.map(({ usage }) => usage.output)) },
		tookMs: extraction.tookMs + Math.max(reply.tookMs, classification.tookMs),
		failure: reply.failure,
		outcome: outcomeOf(reply.outcome, [extraction.outcome, classification.outcome]),
	};
}

/** Asks for another reply to the same turn. */
export const askReply = async (model: Model, messages: ChatMessage[], { models, ...settings }: AskSettings): Promise<Asked> =>
	await asked(model, { ...settings, model: models.reply, messages, schema: settings.tasks.reply.schema });

/** Both calls of a turn as one. */
export const together = (first: Asked, second: Asked | null): Pick<Asked, 'usage' | 'tookMs' | 'outcome'> => ({
	usage: { input: first.usage.input + (second?.usage.input ?? 0), output: first.usage.output + (second?.usage.output ?? 0) },
	tookMs: first.tookMs + (second?.tookMs ?? 0),
	outcome: outcomeOf(first.outcome, [second?.outcome ?? null]),
});

/** Several calls of a turn as one: whether the reply came, with all tries, and whatever failed. */
function outcomeOf(reply: ModelOutcome | null, others: Array<ModelOutcome | null>): ModelOutcome | null {
	if (reply === null) return null;
	const failed = others.find((one) => one?.failure)?.failure;
	const tries = sum([reply, ...others].map((one) => one?.tries ?? 0));
	return { ...(failed && { failure: failed }), ...reply, tries };
}

const NOTHING: Asked = { value: {}, usage: { input: 0, output: 0 }, tookMs: 0, failure: null, outcome: null };

async function asked(model: Model, request: Parameters<Model['askForJson']>[0]): Promise<Asked> {
	try {
		return { ...(await model.askForJson(request)), failure: null };
	} catch (error) {
		const { message, outcome } = asModelError(error, request.model);
		return { ...NOTHING, failure: message, outcome };
	}
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
