/** A template that cannot be filled, naming the field it stands in. */
export class BadTemplate extends RangeError {
	readonly remedy: string;

	constructor(field: string, placeholder: string, known: string[]) {
		super(`The field "${field}" has a placeholder that does not exist: {${placeholder}}`);
		this.name = 'BadTemplate';
		this.remedy = `Use one of ${known.map((name) => `{${name}}`).join(', ')}, or take the braces away.`;
	}
}

const PLACEHOLDER = /\{(\p{L}[\p{L}\p{N}_]*)\}/gu;

/**
 * Fills `{name}` placeholders.
 * @throws {BadTemplate} for a name that is not among the values
 */
export function fill(field: string, template: string, values: Record<string, string>): string {
	fillable(field, template, Object.keys(values));
	return template.replace(PLACEHOLDER, (_, name: string) => values[name]);
}

/** @throws {BadTemplate} for a placeholder that is not among the names */
export function fillable(field: string, template: string, names: string[]): void {
	for (const [, name] of template.matchAll(PLACEHOLDER)) if (!names.includes(name)) throw new BadTemplate(field, name, names);
}
