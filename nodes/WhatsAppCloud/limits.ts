import type { Field } from '../shared/kit/field';

/** The same field, whose wire form is looked at before anything is sent. */
export const checked = (given: Field, check: (wire: unknown, displayName: string) => void): Field => ({
	...given,
	toWire: (value) => {
		const wire = given.toWire(value);
		if (wire !== undefined) check(wire, given.form.displayName);
		return wire;
	},
});

/** A text of at most so many characters (the vendor's limit), told in the sentence. */
export const atMost = (most: number, given: Field): Field =>
	checked(given, (wire, displayName) => {
		const { length } = String(wire);
		if (length > most) throw new RangeError(`${displayName} may have ${most} characters at most, and has ${length}`);
	});

/** A list of so many entries, told in the sentence. */
export const between = (least: number, most: number, given: Field): Field =>
	checked(given, (wire, displayName) => {
		const { length } = wire as unknown[];
		if (length < least) throw new RangeError(`${displayName}: WhatsApp wants at least ${least}, and there is ${length}`);
		if (length > most) throw new RangeError(`${displayName}: WhatsApp takes ${most} at most, and there are ${length}`);
	});

/**
 * @param what as the form calls it
 * @throws {RangeError} for what stands there twice
 */
export function allDifferent(what: string, values: unknown[]): void {
	const twice = values.find((value, n) => values.indexOf(value) !== n);
	if (twice !== undefined) throw new RangeError(`${what} must be different from each other, and "${String(twice)}" is there twice`);
}

/** @throws {RangeError} where there are more of them in all, over all sections */
export function inAll(what: string, most: number, count: number): void {
	if (count > most) throw new RangeError(`WhatsApp takes ${most} ${what} in all sections together, and there are ${count}`);
}
