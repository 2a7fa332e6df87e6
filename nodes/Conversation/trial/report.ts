import type { NoticeFacts } from '../../shared/core/handoff/notice';
import { noticeText } from '../../shared/core/handoff/noticeTexts';
import { LABELS, type Label } from '../../shared/core/hearing/intent';
import { at, integerOf, listOf, textOf } from '../../shared/core/json/readers';
import { FIELD_NAMES } from '../../shared/core/lead/fieldNames';
import { cleanLeadUpdates } from '../../shared/core/lead/lead';
import { changesOf, type Change } from '../../shared/core/sdr/merge';
import { ruleNames } from '../../shared/core/sdr/ruleNames';
import type { AnsweredTurn } from '../confirmReply';

/** What a turn of a trial did besides speaking, in the operator's words; empty lists where nothing. */
export type TrialReport = {
	learnt: string[];
	heard: string[];
	held_back: string[];
	/** Hot, warm or cold, and why; null when it was not told. */
	lead_class: string | null;
	/** What the team would have been told. */
	notices: string[];
	/** What the model did. */
	model: string;
};

export const HEARD: Record<Label, string> = {
	commercial: 'pergunta de preço ou condição',
	delivery: 'pergunta de entrega ou prazo',
	technical: 'dúvida técnica',
	human: 'pedido de uma pessoa',
	optOut: 'pedido para não receber mensagens',
	lgpd: 'pedido sobre dados pessoais (LGPD)',
	injection: 'tentativa de mudar as instruções',
	support: 'pedido de suporte',
};
export const CLASSES: Record<string, string> = { hot: 'quente', warm: 'morno', cold: 'frio' };

/** @param notices facts of what the team would have been told */
export function reportOf(turn: AnsweredTurn, notices: NoticeFacts[]): TrialReport {
	const { temperature, temperature_reason: why } = turn;
	const lead = changesOf(turn.lead, cleanLeadUpdates(turn.lead_updates ?? {}));
	const interests = listOf(at(turn, 'findings', 'interests'))
		.map(textOf)
		.filter(Boolean);
	return {
		learnt: [...lead.map(learnt), ...interests.map((product) => `interesse: ${product}`)],
		heard: LABELS.filter((label) => listOf(turn.labels).includes(label)).map((label) => HEARD[label]),
		held_back: heldBack(turn),
		lead_class: temperature ? [CLASSES[temperature] ?? temperature, why].filter(Boolean).join(': ') : null,
		// The key of a trial says nothing to anybody.
		notices: notices.map((facts) => noticeText({ ...facts, phone: 'este contato' }).split('\n')[0]),
		model: modelLine(turn),
	};
}

function learnt({ field, from, to }: Change): string {
	const name = field.startsWith('custom_fields.') ? field.slice('custom_fields.'.length) : FIELD_NAMES[field as keyof typeof FIELD_NAMES];
	return `${name}: ${to}${from === null ? '' : ` (antes: ${from})`}`;
}

/** What the guard reads a sum of money as, in an excerpt: nothing that an operator would know again. */
const STANDS_FOR = /\{\w+\}/;

/** Each draft that may not be sent, and what went out in its place. */
function heldBack(turn: object): string[] {
	const drafts = listOf(at(turn, 'guard', 'drafts')).flatMap((draft) => {
		const refused = listOf(at(draft, 'refused'));
		if (refused.length === 0) return [];
		const excerpts = refused.map((one) => textOf(at(one, 'excerpt'))).filter((excerpt) => excerpt !== '' && !STANDS_FOR.test(excerpt));
		return [ruleNames(refused.map((one) => textOf(at(one, 'rule')))).join(', '), ...excerpts.map((excerpt) => `“${excerpt}”`)].join(' – ');
	});
	const removed = integerOf(at(turn, 'guard', 'questions_removed'), { min: 0, max: 1000 }) ?? 0;
	return [
		...drafts,
		...(at(turn, 'guard', 'safe_reply') === true ? ['saiu uma resposta preparada no lugar'] : []),
		...(removed > 0 ? [`perguntas tiradas da resposta: ${removed}`] : []),
	];
}

function modelLine(turn: object): string {
	const failure = textOf(at(turn, 'model', 'failure', 'sentence'));
	if (at(turn, 'model', 'ok') === false) return `não respondeu${failure && `: ${failure}`}`;
	if (!at(turn, 'model')) return 'não foi perguntado: a resposta é um texto pronto';
	const count = (...path: string[]) => integerOf(at(turn, ...path), { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0;
	const seconds = (count('model_ms') / 1000).toFixed(1).replace('.', ',');
	return `${seconds} s, ${count('usage', 'input')} + ${count('usage', 'output')} tokens`;
}
