import { listOf, recordOf, textOf } from '../shared/core/json/readers';
import type { OutputPolicy } from '../shared/core/sdr/outputFilter';
import type { Topic } from '../shared/core/claims/topic';
import type { TurnInput } from './conversation';
import type { Observed } from './observe';
import type { TurnSettings } from './turnSettings';

/** A short message answers the one before it: that one's question is open too. */
const ANSWERS = 40;
/** Numbers that we gave: protocols of data requests, and others as long. */
const GIVEN = /LGPD-[\w-]+|\b\d{8,}\b/g;

/** What this turn's reply stands on, and what it may not say. @param orders instructions for this turn alone */
export function policyOf(turn: TurnInput, seen: Observed, settings: TurnSettings, orders: readonly string[]): OutputPolicy {
	const { catalogue, upsell } = settings;
	const ours = turn.history.filter(({ role }) => role !== 'user').map(({ content }) => content);
	return {
		internalNotes: catalogue.map(({ internal_note }) => internal_note).filter(Boolean),
		productNames: catalogue.map(({ name }) => name),
		secretTexts: [...settings.secretTexts, ...orders.filter((line) => !seen.upsell || !line.includes(seen.upsell.argument))],
		allowedHosts: settings.allowedHosts,
		forbidden: settings.forbidden,
		customerText: seen.customerText,
		ownTexts: [
			...settings.publicTexts,
			...catalogue.flatMap(({ name, category, facts, unavailable_message }) => [
				`${name} ${category}: ${facts.join('; ')}`,
				unavailable_message,
			]),
			...upsell.map(({ argument }) => argument),
		].filter(Boolean),
		toldTexts: [...settings.secretTexts, ...orders, ...ours],
		knownOfThem: [textOf(turn.name), ...valuesOf(turn.lead), ...ours.flatMap((text) => text.match(GIVEN) ?? [])].filter(Boolean),
		asked: [turn.text, ...(turn.text.length <= ANSWERS ? ours.slice(-1) : [])],
		openTopics: seen.labels.flatMap((label): Topic[] => (label === 'commercial' ? ['price'] : label === 'delivery' ? ['delivery'] : [])),
		allowedTopics: settings.allowedTopics,
	};
}

/** What is stored of a lead as words; the agent's own notes are not. */
const valuesOf = (lead: unknown): string[] =>
	Object.entries(recordOf(lead))
		.filter(([key]) => key !== 'agent_state')
		.flatMap(([, value]) => (Array.isArray(value) ? listOf(value) : typeof value === 'object' ? Object.values(recordOf(value)) : [value]))
		.flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []));
