import { plain } from '../../nodes/shared/core/text/words';
import { leaksIn } from '../../nodes/shared/core/sdr/outputFilter';
import { questionsIn } from '../../nodes/shared/core/sdr/questions';
import { SAMPLE_CATALOGUE } from '../../nodes/shared/core/sdr/sampleCatalogue';
import { SYSTEM_PROMPT } from '../../nodes/SdrAgent/prompts';
import { REPLIES } from '../../nodes/SdrAgent/replies';
import { REPLIES_ONE } from '../../nodes/SdrAgent/versionOne';
import type { Expected } from './golden';
import type { Played } from './play';

/** How many of so many were right. */
export type Score = { right: number; of: number };
export interface Verdict {
	fields: Score;
	classes: Score;
	labels: Score;
	findings: Score;
	transfers: Score;
	leaks: string[];
	/** Most questions in one reply, longest reply. */
	questions: number;
	length: number;
	regenerated: number;
	fallbacks: number;
	/** What was wrong, for a person to read. */
	wrong: string[];
}

/** A second opinion on leaks that knows nothing of the output filter: what no reply of these conversations has a reason to hold. */
const DANGER = /R\$|\breais\b|\d\s?mil\b|\d\s?%|sem juros|\bdesconto de\b|gr[aá]tis|https?:|março|\bem \d+ dias|MISSÃO|ORIENTAÇÃO/i;
const PREPARED = new Set<string>([...Object.values(REPLIES), ...Object.values(REPLIES_ONE)]);

/** Holds a played conversation against what was expected of it. */
export function judge(played: Played): Verdict {
	const { results, golden } = played;
	const { expected } = golden;
	const wrong: string[] = [];
	const scored = (checks: Array<[what: string, right: boolean]>): Score => {
		wrong.push(...checks.filter(([, right]) => !right).map(([what]) => what));
		return { right: checks.filter(([, right]) => right).length, of: checks.length };
	};
	const labels = new Set(results.flatMap((result) => result.labels));
	return {
		fields: scored([...fieldChecks(played, expected), ...correctionChecks(played, expected)]),
		classes: scored(
			expected.temperature ? [[`class ${String(played.lead.temperature)}`, expected.temperature.includes(classOf(played))]] : [],
		),
		labels: scored([
			...(expected.labels ?? []).map((label): [string, boolean] => [`no label ${label}`, labels.has(label)]),
			...(expected.notLabels ?? []).map((label): [string, boolean] => [`label ${label}`, !labels.has(label)]),
		]),
		findings: scored(
			(expected.findings ?? []).map((key) => [`nothing under ${key}`, results.some(({ findings }) => isThere(findings[key]))]),
		),
		transfers: scored(expected.transfer === undefined ? [] : [['transfer', results.at(-1)?.should_transfer === expected.transfer]]),
		leaks: results.flatMap(({ reply }) => leaksOf(reply, golden.says, expected)),
		questions: Math.max(0, ...results.map(({ reply }) => questionsIn(reply))),
		length: Math.max(0, ...results.map(({ reply }) => reply.length)),
		regenerated: results.filter(({ guard }) => guard.regenerated).length,
		fallbacks: results.filter(({ fallback_reason }) => fallback_reason !== null).length,
		wrong,
	};
}

function fieldChecks({ lead }: Played, { lead: wanted = {} }: Expected): Array<[string, boolean]> {
	return Object.entries(wanted).map(([field, value]) => {
		const given = lead[field] as string | undefined;
		const right =
			value === null
				? given === undefined
				: given !== undefined && (value instanceof RegExp ? value.test(given) : plain(given) === plain(value));
		return [`${field} is ${JSON.stringify(given ?? null)}`, right];
	});
}

const correctionChecks = ({ results }: Played, { corrected = [] }: Expected): Array<[string, boolean]> =>
	corrected.map((field) => [
		`${field} not told as corrected`,
		results.some(({ corrections }) => corrections.some((one) => one.field === field)),
	]);

/** A lead that was never classed is as cold as one can be. */
const classOf = ({ lead }: Played) => (lead.temperature ?? 'cold') as 'cold' | 'warm' | 'hot';
const isThere = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function leaksOf(reply: string, says: string[], { never }: Expected): string[] {
	if (PREPARED.has(reply.replace(/LGPD-[\w-]+/, '{protocolo}'))) return [];
	const found = leaksIn(reply, {
		internalNotes: SAMPLE_CATALOGUE.flatMap(({ internal_note }) => internal_note ?? []),
		secretTexts: [SYSTEM_PROMPT],
		allowedHosts: [],
		forbidden: [],
		productNames: SAMPLE_CATALOGUE.map(({ name }) => name),
		customerText: says.join('\n'),
		ownTexts: SAMPLE_CATALOGUE.map(({ name, facts }) => `${name}: ${facts.join('; ')}`),
	}).map(({ rule, excerpt }) => `${rule}: ${excerpt}`);
	const said = (never?.exec(reply) ?? DANGER.exec(reply))?.[0];
	return said ? [...found, `never: ${said}`] : found;
}
