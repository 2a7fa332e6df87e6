/** Marks between which models think aloud, from their templates (Qwen, DeepSeek, Kimi, MiniMax, Seed, Magistral, Gemma); whoever meets another adds it. */
const OPENING = '<(?:\\w+:)?(?:think|thinking|thought|thoughts|reasoning)>|◁think▷|\\[THINK\\]|<\\|begin_of_thought\\|>|<\\|channel>';
const CLOSING = '</(?:\\w+:)?(?:think|thinking|thought|thoughts|reasoning)>|◁/think▷|\\[/THINK\\]|<\\|end_of_thought\\|>|<channel\\|>';

/**
 * What a model says, without what it thinks: between marks; before a mark whose beginning was lost; after one whose end never came; in any channel of harmony
 * (gpt-oss) but the final one, also where a server dropped the marks and left the channels' names.
 * @returns empty when it only thought
 */
export function withoutThoughts(text: string): string {
	const spoken = /<\|(?:channel|message)\|>/.test(text) ? finalChannel(text) : afterLostMarks(text);
	const outside = spoken.replace(new RegExp(`(?:${OPENING})(?:(?!${OPENING})[\\s\\S])*?(?:${CLOSING})`, 'gi'), '');
	const after = outside.split(new RegExp(CLOSING, 'i')).at(-1) ?? '';
	return after.split(new RegExp(OPENING, 'i'))[0].trim();
}

/** The last message on the final channel; without one, the last that is addressed to a function, since that is how the form of an answer is called too. */
function finalChannel(text: string): string {
	const messages = [
		...text.matchAll(
			/(?:<\|channel\|>([^<]*(?:<\|constrain\|>[^<]*)?))?<\|message\|>((?:(?!<\|(?:end|return|call|start|channel|message)\|>)[\s\S])*)/g,
		),
	].map(([, channel = 'final', words]) => ({ channel: channel.trim(), words }));
	const last = (wanted: RegExp) => messages.findLast(({ channel }) => wanted.test(channel))?.words;
	return last(/^final/) ?? last(/\bto=functions?\b/) ?? '';
}

/** "analysisThe customer asks…assistantfinal{…}" */
function afterLostMarks(text: string): string {
	const final = text.lastIndexOf('assistantfinal');
	if (final >= 0) return text.slice(final + 'assistantfinal'.length);
	return /^\s*analysis(?=[A-Z\s])/.test(text) ? '' : text;
}
