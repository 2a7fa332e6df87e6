import { plain, trimmedStart } from '../text/words';

export type Role = 'attendant' | 'supervisor' | 'admin';

/** What a slash word does (handoff spec A8). */
export type BuiltIn = 'takeOver' | 'release' | 'pause' | 'status' | 'help' | 'switchOn' | 'switchOff';

export const BUILT_IN_COMMANDS: Record<string, BuiltIn> = {
	'/assumir': 'takeOver',
	'/liberar': 'release',
	'/retomar': 'release',
	'/pausar': 'pause',
	'/status': 'status',
	'/help': 'help',
	'/ajuda': 'help',
	'/ativar': 'switchOn',
	'/desativar': 'switchOff',
};

/** A command of the operator's own (B8). */
export type CustomCommand = {
	/** With its slash, e.g. `/prioridade`. */
	command: string;
	description: string;
	/** setMode: a mode · setMetadata: key=value · reply: words for the attendant · emit: only the item's way out */
	effect: 'setMode' | 'setMetadata' | 'reply' | 'emit';
	value: string;
	requiresRole: Role;
};

/** The prefixes that take a conversation over (A1, A7). */
export const TAKEOVER_PREFIXES = ['[HUMANO]', '[ATENDENTE]', '[MANUAL]', '[H]', '@agente pause', '@bot pare'];

export interface CommandRules {
	prefixes: readonly string[];
	/** Slash words that are ordinary messages here, such as quick replies (A8). */
	passThrough: readonly string[];
	custom: readonly CustomCommand[];
}

export type OperatorText =
	| { kind: 'builtIn'; word: string; command: BuiltIn; args: string }
	| { kind: 'custom'; word: string; command: CustomCommand; args: string }
	| { kind: 'unknown'; word: string }
	/** `isBare`: nothing follows it, so that nothing was said to the customer. */
	| { kind: 'prefix'; prefix: string; isBare?: true }
	| { kind: 'plain' };

/** What an attendant's text is: a command, a takeover by prefix, or an ordinary message. For an attendant's texts only: a customer's is never obeyed. */
export function readOperatorText(text: string, { prefixes, passThrough, custom }: CommandRules): OperatorText {
	const said = trimmedStart(text);
	if (said.startsWith('/')) {
		const [first, ...rest] = said.split(/\s+/);
		const word = first.toLowerCase();
		const args = rest.join(' ');
		if (passThrough.some((allowed) => withSlash(allowed) === word)) return { kind: 'plain' };
		if (word in BUILT_IN_COMMANDS) return { kind: 'builtIn', word, command: BUILT_IN_COMMANDS[word], args };
		const own = custom.find(({ command }) => withSlash(command) === word);
		return own ? { kind: 'custom', word, command: own, args } : { kind: 'unknown', word };
	}
	const prefix = prefixes.find((candidate) => startsWithPrefix(said, candidate));
	if (prefix === undefined) return { kind: 'plain' };
	return { kind: 'prefix', prefix, ...(said.slice(prefix.length).trim() === '' && { isBare: true as const }) };
}

/** Whether a command changes who speaks in its conversation. */
export const isOrder = (said: OperatorText): boolean =>
	said.kind === 'builtIn'
		? ['takeOver', 'release', 'pause'].includes(said.command)
		: said.kind === 'custom' && said.command.effect === 'setMode';

/** Whether a customer's text would be a command or a prefix if an attendant had written it: noted, never obeyed (D12). */
export const looksLikeCommand = (text: string, rules: CommandRules): boolean =>
	!['plain', 'unknown'].includes(readOperatorText(text, rules).kind);

/** Anchored at the start, whatever the case; a prefix that ends with a letter ends with its word ("@bot parece" is none). */
function startsWithPrefix(said: string, prefix: string): boolean {
	const wanted = plain(prefix);
	const start = said.toLowerCase();
	if (wanted === '' || !plain(start).startsWith(wanted)) return false;
	const next = plain(start).slice(wanted.length, wanted.length + 1);
	return !/[\p{L}\p{N}]$/u.test(wanted) || !/[\p{L}\p{N}]/u.test(next);
}

const withSlash = (word: string): string => `/${word.trim().toLowerCase().replace(/^\//, '')}`;

/** Whether "/assumir força" asks to take the conversation from its owner. */
export const isForced = (args: string): boolean => /\b(forca|force)\b/.test(plain(args));

/**
 * Refuses custom commands that could not work.
 * @throws {RangeError} naming the command
 */
export function checkCustomCommands(custom: readonly CustomCommand[]): void {
	const seen = new Set<string>();
	for (const { command, effect, value } of custom) {
		const word = command.trim().toLowerCase();
		if (!/^\/[\p{L}\p{N}_-]+$/u.test(word))
			throw new RangeError(`The custom command "${command}" must start with / and be one word, e.g. /prioridade`);
		if (word in BUILT_IN_COMMANDS) throw new RangeError(`The custom command "${command}" is a built-in one: choose another word`);
		if (seen.has(word)) throw new RangeError(`The custom command "${command}" is there twice`);
		if (effect === 'setMode' && !['agent', 'human', 'paused'].includes(value))
			throw new RangeError(`The custom command "${command}" sets the mode "${value}": use agent, human or paused`);
		if (effect === 'setMetadata' && !/^[^=]+=/.test(value))
			throw new RangeError(`The custom command "${command}" needs a value like key=value`);
		seen.add(word);
	}
}

const RANKS: Role[] = ['attendant', 'supervisor', 'admin'];
/** Whether a role is at least another one. */
export const isAtLeast = (role: Role, wanted: Role): boolean => RANKS.indexOf(role) >= RANKS.indexOf(wanted);
