import { customWanted } from '../shared/core/lead/customFields';
import { merged } from '../shared/core/sdr/merge';
import { scoresShown } from '../shared/core/sdr/temperature';
import type { Messages } from './ask';
import { conversation, type TurnInput } from './conversation';
import type { Observed } from './observe';
import type { TurnSettings } from './turnSettings';
import { productLines, steeringLines } from './steer';

/** What the model is told of a turn, whatever its task is. */
export interface Briefing {
	messages: Messages;
	/** The instructions for this turn alone: secret like the prompt. */
	orders: string[];
	/** Nothing may be asked in this turn: the guard holds the reply to it. */
	noQuestions: boolean;
}

export function briefingOf(turn: TurnInput, seen: Observed, settings: TurnSettings): Briefing {
	const noQuestions = seen.state.question_streak >= settings.questions.turnsInARow;
	const steering = { ...seen, catalogue: settings.catalogue, noQuestions };
	const orders = steeringLines(steering);
	const known = merged(turn.lead, []);
	const scores = `Pontuação até aqui: ${scoresShown(known, seen.spoken)}.`;
	const wanted = noQuestions ? [] : customWanted(settings.customFields, known.custom_fields ?? {});
	const context = [...settings.context, scores, ...wanted, ...productLines(steering), ...orders];
	return { messages: (rules) => conversation(settings.systemPrompt, rules, turn, context), orders, noQuestions };
}
