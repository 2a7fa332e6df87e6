/** Labels that code gives a message before the model sees it; a message may have several. */
export const LABELS = ['commercial', 'delivery', 'technical', 'human', 'optOut', 'lgpd', 'injection', 'support'] as const;
export type Label = (typeof LABELS)[number];

/** What is listened for, in the ear's pattern language (`pattern.ts`), a pattern a line. */
export interface Listened {
	say: string;
	/** Said in the same sentence, these make it something else. */
	unless?: string;
	/** A negation before it takes it back. */
	negatable?: boolean;
}
