/** What a text holds as JSON; undefined when it holds none. */
export function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * The JSON object that an operator gave for a field, as text or as n8n already read it.
 * @throws {RangeError} naming the field
 */
export function jsonObjectOf(field: string, given: unknown): Record<string, unknown> {
	const value = typeof given === 'string' ? parsedJson(given) : given;
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
	throw new RangeError(`The field "${field}" must be a JSON object, like {"name": "Ana"}`);
}
