const FIRST_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
const SECOND_WEIGHTS = [6, ...FIRST_WEIGHTS];
/** Twelve digits or capital letters (alphanumeric since July 2026), two check digits. */
const SHAPE = /^[0-9A-Z]{12}\d{2}$/;

/** Capital letters and digits alone, of whatever a person typed. */
const plainCnpj = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '');

/**
 * The 14 characters of a company number (CNPJ), numeric or alphanumeric, with right check digits (SDR spec 2.5; Receita Federal IN 2.229/2024:
 * a character counts its ASCII code less 48).
 * @returns null when it is none
 */
export function cnpj(text: string): string | null {
	const given = plainCnpj(text);
	if (!SHAPE.test(given) || new Set(given).size === 1) return null;
	const first = checkDigit(given.slice(0, 12), FIRST_WEIGHTS);
	const second = checkDigit(given.slice(0, 12) + first, SECOND_WEIGHTS);
	return given.endsWith(`${first}${second}`) ? given : null;
}

function checkDigit(characters: string, weights: number[]): number {
	const sum = weights.reduce((total, weight, n) => total + weight * (characters.charCodeAt(n) - 48), 0);
	const rest = sum % 11;
	return rest < 2 ? 0 : 11 - rest;
}
