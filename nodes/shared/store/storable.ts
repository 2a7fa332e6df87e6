/** A null character, and half of a character of two units: a provider may cut a text in two, and the database refuses both. */
const NOT_TEXT = /\0|\p{Surrogate}/gu;

/** The same value as the database can hold it: texts without what is no character. */
export const storable = <T>(value: T): T =>
	JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? part.replace(NOT_TEXT, '') : part)) as T;
