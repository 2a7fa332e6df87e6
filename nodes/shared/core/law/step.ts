/** One thing that another system had of a person, and what became of it when they were erased. No name, number or words: an id at most. */
export interface Step {
	what: 'contact' | 'conversation' | 'person' | 'note' | 'activity' | 'deal' | 'company' | 'execution';
	where: 'Chatwoot' | 'PipeRun' | 'n8n';
	id: string;
	/** `deleted`: and looked for again, in vain. `absent`: it was gone before. `emptied`: it stays, without the person. `left`: on purpose. `failed`: still there. */
	result: 'deleted' | 'absent' | 'emptied' | 'left' | 'failed';
	/** In Portuguese, as the person may read it. */
	reason?: string;
}

/** What is there no more, or never was. */
export const isDone = ({ result }: Step): boolean => result !== 'failed';

const RESULTS: ReadonlySet<unknown> = new Set(['deleted', 'absent', 'emptied', 'left', 'failed']);

/** Whether a value that came through a workflow is a step. */
export const isStep = (value: unknown): value is Step => {
	const { what, where, id, result } = (value ?? {}) as Record<string, unknown>;
	return [what, where, id].every((text) => typeof text === 'string' && text !== '') && RESULTS.has(result);
};
