import { type Called } from './calls';

export const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
export const bytes = (body: unknown): Buffer => Buffer.from(typeof body === 'string' ? body : 'x'.repeat(100));
/** Refused as an answer of ours: a status that blames the call, a code for programs, and a Portuguese sentence for people. */
export const refused = ({ status, body, event }: Called) => {
	expect({ status, body }).toEqual({
		status: expect.any(Number),
		body: expect.objectContaining({ success: false, error: expect.stringMatching(/^[A-Z_]+$/) }),
	});
	expect(Math.floor(status / 100)).toBe(4);
	expect(String(body.message)).toMatch(/^[\p{Lu}"].+[.:…)\d]$/u);
	expect(event).toBeUndefined();
};
