/**
 * Whether a text is a day of the calendar, `YYYY-MM-DD`. Date.parse alone takes the 31st of February for the 3rd of March: whoever reads a date asks here
 * first.
 */
export function isDay(text: string): boolean {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
