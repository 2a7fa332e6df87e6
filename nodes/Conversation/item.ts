import type { IExecuteFunctions } from 'n8n-workflow';

/** The item came from the wrong node: says which field is missing and where it would come from. */
export class UnexpectedItem extends Error {
	readonly remedy: string;

	constructor(missing: string, source: string) {
		super(`The item has no field "${missing}"`);
		this.name = 'UnexpectedItem';
		this.remedy = `Connect this node to ${source}, or hand its fields through.`;
	}
}

/**
 * The input item as the operation before made it.
 * @param fields what must be there
 * @throws {UnexpectedItem}
 */
export function inputItem<T>(context: IExecuteFunctions, itemIndex: number, fields: ReadonlyArray<keyof T & string>, source: string): T {
	const { json } = context.getInputData()[itemIndex];
	for (const field of fields) if (json[field] === undefined || json[field] === null) throw new UnexpectedItem(field, source);
	return json as T;
}
