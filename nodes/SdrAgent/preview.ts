import type { Label } from '../shared/core/hearing/intent';
import { briefingOf } from './briefing';
import type { TurnInput } from './conversation';
import { observe } from './observe';
import { preparedResult } from './prepared';
import type { TurnSettings } from './turnSettings';

/** What a turn would ask of the model. */
export type Preview = {
	labels: Label[];
	/** Patterns of the lists that cannot be used, a sentence each; the rest is listened for. */
	list_problems: string[];
	/** The words that go out without the model; null when it is asked. */
	prepared_reply: string | null;
	calls: Array<{ task: string; model: string; prompt: string; characters: number; schema: Record<string, unknown> }>;
};

/** The assembled prompt of a turn, without asking the model (SDR spec 9.6). */
export function previewTurn(turn: TurnInput, settings: TurnSettings): Preview {
	const seen = observe(turn, settings);
	const prepared = preparedResult(turn, seen, settings);
	const { messages } = briefingOf(turn, seen, settings);
	const { models, tasks } = settings;
	const asked =
		settings.calls === 'one'
			? [{ task: tasks.turn, model: models.reply }]
			: (['extraction', 'classification', 'reply'] as const).map((name) => ({ task: tasks[name], model: models[name] }));
	const calls = asked.map(({ task: { rules, schema }, model }) => {
		const prompt = messages(rules)
			.map(({ role, content }) => `[${role}]\n${content}`)
			.join('\n\n');
		return { task: schema.name, model, prompt, characters: prompt.length, schema: schema.schema };
	});
	return {
		labels: seen.labels,
		list_problems: settings.listProblems,
		prepared_reply: prepared?.reply ?? null,
		calls: prepared ? [] : calls,
	};
}
