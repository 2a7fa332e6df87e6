import { AUTO_DETECTED } from '../session/state';

/** Who is known of the team, by id. */
export type People = ReadonlyMap<string, { name: string; phone: string | null }>;

export const NOBODY_KNOWN: People = new Map();

/**
 * An attendant as one speaks of them: the name that is registered, else what an e-mail address tells of it. Nobody in particular is at the phone.
 * @param id of the attendant; null when there is none
 */
export function shownName(id: string | null | undefined, people: People = NOBODY_KNOWN): string | null {
	if (id === null || id === undefined || id === '') return null;
	if (id === AUTO_DETECTED) return 'quem usa o celular da empresa';
	const known = people.get(id)?.name.trim();
	return known ? known : (fromEmail(id) ?? id);
}

/** `ana.souza@example.com` is Ana Souza; null for what is no e-mail address. */
function fromEmail(id: string): string | null {
	const [local, domain] = id.split('@');
	if (!local || !domain) return null;
	const words = local
		.replace(/\+.*$/, '')
		.split(/[._-]+/)
		.filter(Boolean);
	return words.length === 0 ? null : words.map((word) => word[0].toUpperCase() + word.slice(1)).join(' ');
}
