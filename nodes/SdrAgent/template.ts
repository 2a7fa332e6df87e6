/** A template that cannot be filled, naming the field it stands in. */
export class BadTemplate extends Error {
	readonly remedy: string;

	constructor(field: string, placeholder: string, known: string[]) {
		super(`The field "${field}" has a placeholder that does not exist: {${placeholder}}`);
		this.name = 'BadTemplate';
		this.remedy = `Use one of ${known.map((name) => `{${name}}`).join(', ')}, or take the braces away.`;
	}
}

/**
 * Fills `{name}` placeholders.
 * @throws {BadTemplate} for a name that is not among the values
 */
export function fill(field: string, template: string, values: Record<string, string>): string {
	return template.replace(/\{(\p{L}[\p{L}\p{N}_]*)\}/gu, (_, name: string) => {
		if (!(name in values)) throw new BadTemplate(field, name, Object.keys(values));
		return values[name];
	});
}
