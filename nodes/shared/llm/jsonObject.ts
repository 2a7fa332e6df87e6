import { VendorError } from '../http/errors';

/** The object in a model's answer; services without structured output wrap it in a code fence or in words now and then. */
export function jsonObject(content: string | null | undefined): Record<string, unknown> {
	const text = (content ?? '').trim();
	for (const part of [text, text.replace(/^```(?:json)?\s*|\s*```$/g, ''), text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)]) {
		try {
			const value: unknown = JSON.parse(part);
			if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
		} catch {
			// Broken JSON is the same to the caller as no JSON.
		}
	}
	throw new VendorError({
		kind: 'unavailable',
		message: text ? 'The model did not answer with the JSON that was asked for' : 'The model gave an empty answer',
		remedy: 'Allow more tokens under Options, or choose a model that supports structured output.',
	});
}
