import { reasonWords } from '../../shared/core/handoff/reasons';
import { LABELS } from '../../shared/core/hearing/intent';
import { FIELD_NAMES } from '../../shared/core/lead/fieldNames';
import { ruleNames } from '../../shared/core/sdr/ruleNames';
import { oneLine } from '../../shared/core/text/escape';
import type { HeldDraft, RecordedTurn } from '../../shared/store/facts';
import { CLASSES, HEARD } from '../trial/report';
import { intentName, silenceName, speakerName, stateName } from './names';

const LONGEST = 300;
const quoted = (text: string): string => `“${oneLine(text).slice(0, LONGEST)}”`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`;
const money = ([currency, amount]: [string, number]): string => `${currency} ${amount.toFixed(4).replace('.', ',')}`;

/** A turn in sentences, a line each: what was asked, what was said and by whom, what was heard, held back and learnt, how long it took, and what it cost. */
export function whySummary(told: RecordedTurn): string {
	if (!told.recorded) return [...asked(told), ...said(told), 'Este turno é de antes do registro: não há mais nada guardado.'].join('\n');
	return [
		...asked(told),
		...said(told),
		...spoke(told),
		...heard(told),
		...held(told),
		...learnt(told),
		...took(told),
		...cost(told),
		...versions(told),
	].join('\n');
}

const asked = ({ asked: messages, facts }: RecordedTurn): string[] => [
	`Cliente: ${quoted(facts.text ?? (messages.map(({ text }) => text).join(' ') || '[mensagem sem texto]'))}`,
];

function said({ said: texts, facts, turn }: RecordedTurn): string[] {
	const lines = texts.map(({ text, status, delivery, error }) => {
		const why = status === 'failed' && error ? `: ${oneLine(error).slice(0, LONGEST)}` : '';
		return `Resposta: ${quoted(text)} (${stateName(status === 'sent' ? (delivery ?? status) : status)}${why})`;
	});
	const reason = facts.reason ?? turn.given_back;
	return reason ? [...lines, `Nada foi dito: ${silenceName(reason)}.`] : lines;
}

function spoke({ facts }: RecordedTurn): string[] {
	if (!facts.spoke || facts.spoke === 'nobody') return [];
	const models = [...new Set((facts.calls ?? []).map(({ model }) => model))].join(', ');
	const why = facts.fallback_reason ? ` (${oneLine(facts.fallback_reason).slice(0, LONGEST)})` : '';
	return [
		`Quem falou: ${speakerName(facts.spoke)}${facts.spoke === 'model' && models ? ` ${models}` : ''}${why}.`,
		...(facts.handover
			? [`Uma pessoa foi chamada: ${facts.handover === 'hot_lead' ? reasonWords('hot') : reasonWords(facts.handover)}.`]
			: []),
	];
}

function heard({ facts }: RecordedTurn): string[] {
	const { code = [], model, confidence } = facts.labels ?? {};
	const byCode = LABELS.filter((label) => code.includes(label)).map((label) => HEARD[label]);
	const sure = typeof confidence === 'number' ? `, ${Math.round(confidence * 100)}% de certeza` : '';
	return [
		`Ouvido: pelo código, ${byCode.join(', ') || 'nada especial'}; pelo modelo, ${model ? `${intentName(model)}${sure}` : 'não foi perguntado'}.`,
	];
}

const held = ({ facts }: RecordedTurn): string[] =>
	(facts.drafts ?? [])
		.filter(({ refused }) => refused.length > 0)
		.map(({ refused }: HeldDraft, index) => {
			const excerpts = refused.map(({ excerpt }) => excerpt).filter(Boolean);
			return `Rascunho ${index + 1} segurado: ${ruleNames(refused.map(({ rule }) => rule)).join(', ')}${excerpts.length > 0 ? ` – ${excerpts.map(quoted).join(', ')}` : ''}.`;
		});

function learnt({ facts }: RecordedTurn): string[] {
	const fields = (facts.learnt ?? []).map(
		(field) => FIELD_NAMES[field as keyof typeof FIELD_NAMES] ?? field.replace(/^custom_fields\./, ''),
	);
	const { temperature, temperature_reason: why } = facts;
	return [
		...(fields.length > 0 ? [`Aprendido: ${fields.join(', ')}.`] : []),
		...(temperature ? [`Classe: ${CLASSES[temperature] ?? temperature}${why ? ` – ${oneLine(why)}` : ''}`] : []),
	];
}

function took({ facts: { waited_ms, thought_ms, sent_ms } }: RecordedTurn): string[] {
	const parts = [
		...(waited_ms === null ? [] : [`esperou ${seconds(waited_ms)}`]),
		...(thought_ms === null ? [] : [`pensou ${seconds(thought_ms)}`]),
		...(sent_ms === null ? [] : [`enviou em ${seconds(sent_ms)}`]),
	];
	return parts.length > 0 ? [`Tempo: ${parts.join(', ')}.`] : [];
}

function cost({ facts, cost: { amounts, unknown }, said: texts }: RecordedTurn): string[] {
	const categories = [...new Set(texts.flatMap(({ pricing }) => (pricing ? [pricing] : [])))];
	return [
		`Modelo: ${facts.tokens_in} + ${facts.tokens_out} tokens${Object.entries(amounts)
			.map((one) => `, ${money(one)}`)
			.join('')}${unknown > 0 ? ' (falta preço: Set Model Prices)' : ''}.`,
		...(categories.length > 0 ? [`Mensagens cobradas como: ${categories.join(', ')}.`] : []),
	];
}

const versions = ({ facts: { prompt, catalogue, profile, execution_id } }: RecordedTurn): string[] => [
	`Versões: instruções ${prompt ?? '–'}, catálogo ${catalogue ?? '–'}, perfil ${profile ?? '–'}; execução ${execution_id ?? '–'}.`,
];
