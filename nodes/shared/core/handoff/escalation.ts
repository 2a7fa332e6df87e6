import { earOf } from '../hearing/ear';

/**
 * Whether a customer asks for a person of the company. "Preciso de ajuda" is no such wish: customers say it to the agent too (handoff spec A12).
 * @param own the operator's patterns, in the ear's language: they take the place of what is built in; none listens for that
 */
export const asksForHuman = (text: string, own: readonly string[] = []): boolean =>
	earOf({ human: own.join('\n') }, 'replace')(text).some(({ label }) => label === 'human');
