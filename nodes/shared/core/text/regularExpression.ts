import { BadParameter } from './badParameter';

/**
 * What an operator typed as a regular expression, over texts in any case.
 * @param field as the form names it
 * @param what stands there, for the message
 * @throws {BadParameter} saying why it is none
 */
export function regularExpression(source: string, { field, what, remedy }: { field: string; what: string; remedy: string }): RegExp {
	try {
		return new RegExp(source, 'iu');
	} catch (error) {
		throw new BadParameter(field, `${what} is no regular expression (${(error as Error).message})`, remedy);
	}
}
