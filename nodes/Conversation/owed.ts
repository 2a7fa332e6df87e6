import { at, integerOf, listOf, recordOf, textOf } from '../shared/core/json/readers';

/** What the SDR Agent tells of the model in its item; items of others have none of it. */
export type ModelTurn = {
	/** What became of asking the model. */
	model?: unknown;
	/** The customer read this very text as our last words already. */
	repeats_itself?: unknown;
	/** What the message is about. */
	labels?: unknown;
	/** Set when a person is called. */
	handover?: unknown;
	findings?: unknown;
};

/** Subjects whose prepared words are an answer: a person of the team comes to it. */
const ANSWERED_READY = ['commercial', 'technical'];

/** Whether the model gave nothing, for a reason that the operator or time mends: what lies in the customer's words stays as it is. */
const isDown = ({ model }: ModelTurn): boolean =>
	at(model, 'ok') === false && ['operator', 'passing'].includes(textOf(at(model, 'failure', 'kind')));

/** Whether the reply stands in place of an answer, which is given once the model is back. Whoever is handed to a person gets it there. */
export const isOwed = (turn: ModelTurn): boolean =>
	isDown(turn) && !turn.handover && !listOf(turn.labels).some((label) => ANSWERED_READY.includes(textOf(label)));

/** Whether nothing but the apology that the customer has already would be said. */
export const repeatsItself = (turn: ModelTurn): boolean => turn.repeats_itself === true && isDown(turn) && !turn.handover;

/** The outcome of the model, why it gave nothing, and how many turns in a row it did. */
export const modelOf = ({ model, findings }: ModelTurn): { model: object; reason: string; failures: number | null } => ({
	model: recordOf(model),
	reason: textOf(at(model, 'failure', 'sentence')),
	failures: integerOf(at(findings, 'agent_state', 'failures'), { min: 0, max: 1000 }),
});
