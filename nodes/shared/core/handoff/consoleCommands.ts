import { isForced, readOperatorText, type CommandRules, type OperatorText } from './commands';
import { trimmedStart } from '../text/words';

/** Words that give the conversation back without any sign before them (SDR spec 5.3). */
const BARE = ['retomar', 'continuar'];

/**
 * What an attendant wrote in a console that keeps "/" for itself, as Chatwoot does for its ready answers: "!" stands for it there. A command is a whole
 * message: "continuar com o pedido" is an answer to the customer (SDR spec 5.3). Only commands of the operator's own take words after them.
 */
export function readConsoleText(text: string, rules: CommandRules): OperatorText {
	const [first = '', ...rest] = trimmedStart(text)
		.replace(/[\s.!?…]+$/u, '')
		.split(/\s+/);
	const name = first.toLowerCase().replace(/^[!/]/, '');
	if (rest.length === 0 && BARE.includes(name)) return readOperatorText('/retomar', rules);
	if (!/^[!/][\p{L}\p{N}_-]+$/u.test(first)) {
		const said = readOperatorText(text, rules);
		return said.kind === 'prefix' ? said : { kind: 'plain' };
	}
	const said = readOperatorText(`/${name} ${rest.join(' ')}`.trim(), rules);
	const isWhole = rest.length === 0 || said.kind === 'custom' || (said.kind === 'builtIn' && rest.length === 1 && isForced(said.args));
	return isWhole ? said : { kind: 'plain' };
}

/** Words for an attendant with their commands as they are typed in such a console. */
export const asInConsole = (words: string): string => words.replace(/(^|[\s(])\/(?=\p{L})/gmu, '$1!');
