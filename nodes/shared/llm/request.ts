/** What a model is asked, whichever service it is. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant';
	content: string;
}

export interface JsonRequest {
	model: string;
	messages: ChatMessage[];
	/** Name and strict JSON schema of the answer. */
	schema: { name: string; schema: Record<string, unknown> };
	temperature: number;
	maxTokens: number;
	/** Milliseconds for this answer, all tries together, where there is less time than the model has as a rule. */
	limitMs?: number;
}
