/** A parameter that cannot be used, naming the field it stands in. */
export class BadParameter extends Error {
	constructor(
		field: string,
		why: string,
		readonly remedy: string,
	) {
		super(`The field "${field}" cannot be used: ${why}`);
		this.name = 'BadParameter';
	}
}
