import { ATTENDANCE } from './texts/attendance';
import { DATABASE } from './texts/database';
import { KINDS } from './texts/kinds';
import { MESSAGES } from './texts/messages';
import { NODES } from './texts/nodes';
import { TRIGGERS } from './texts/triggers';
import { VENDORS } from './texts/vendors';
import { WHATSAPP_CLOUD } from './texts/whatsAppCloud';

/** Lines by what they say again; `{gap}` stands for what is filled in, the same in both. */
const LINES: Record<string, string> = { ...ATTENDANCE, ...DATABASE, ...NODES, ...TRIGGERS, ...VENDORS, ...WHATSAPP_CLOUD };

interface Line {
	english: RegExp;
	gaps: string[];
	portuguese: string;
}

const GAP = /\{(\w+)\}/g;

/** An entry with gaps as a pattern that its filled-in form fits from the beginning to the end. */
const withGaps = ([english, portuguese]: [string, string]): Line => ({
	english: new RegExp(`^${english.replace(/[.*+?^$()[\]\\|]/g, '\\$&').replace(GAP, '([\\s\\S]*?)')}$`),
	gaps: [...english.matchAll(GAP)].map(([, gap]) => gap),
	portuguese,
});

const gapped = (lines: Record<string, string>): Line[] =>
	Object.entries(lines)
		.filter(([english]) => english.search(GAP) >= 0)
		.map(withGaps);

const REMEDY_LINES = gapped(LINES);
const MESSAGE_LINES = gapped(MESSAGES);

function found(text: string, exact: Record<string, string>, lines: Line[]): string | null {
	if (Object.hasOwn(exact, text)) return exact[text];
	for (const { english, gaps, portuguese } of lines) {
		const match = english.exec(text);
		if (match) return portuguese.replace(GAP, (_, gap: string) => match[gaps.indexOf(gap) + 1] ?? '');
	}
	return null;
}

/** The line in Portuguese for a remedy of ours; null for one that is none, or has none yet. */
export const remedyInPortuguese = (remedy: string): string | null => found(remedy, LINES, REMEDY_LINES);

/** What an error of ours may hold; read by shape, it may come from another realm. */
interface Told {
	message?: unknown;
	remedy?: unknown;
	kind?: unknown;
	/** What it says in Portuguese by itself. */
	portuguese?: unknown;
	/** A model's failure has its own sentence for the team. */
	failure?: { sentence?: unknown };
	/** What a form is told, in Portuguese already. */
	facts?: { sentence?: unknown };
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/**
 * What an error of ours says in Portuguese: its own sentence, the line of its remedy or of its message, or what its kind asks for. Null where nothing of ours
 * is told.
 */
export function inPortuguese(error: unknown): string | null {
	const { message, remedy, kind, portuguese, failure, facts } = (error ?? {}) as Told;
	const own = textIn(portuguese) || textIn(failure?.sentence) || textIn(facts?.sentence);
	if (own) return own;
	const known = remedyInPortuguese(textIn(remedy)) ?? found(textIn(message), MESSAGES, MESSAGE_LINES);
	if (known !== null) return known;
	if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) return KINDS[kind];
	return error instanceof RangeError ? KINDS.field : null;
}

/** What n8n shows below an error's message: what to do, and the same in Portuguese on a line of its own; undefined when there is neither. */
export const bothLines = (remedy: string | undefined, portuguese: string | null): string | undefined =>
	[remedy, portuguese].filter(Boolean).join('\n') || undefined;

/** Both lines of an error of ours. */
export const shownRemedy = (error: unknown): string | undefined => {
	const { remedy, description } = (error ?? {}) as { remedy?: string; description?: string };
	return bothLines((remedy || description) ?? undefined, inPortuguese(error));
};
